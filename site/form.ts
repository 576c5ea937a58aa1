/**
 * The form's controls, by their names.
 * @module
 */

import { closeCodes } from 'close-frame';
import type { Asked } from './bytes/look.js';
import { byId, el, fill } from './dom.js';
import { textOf } from './view/editor.js';

export const form: HTMLFormElement = byId<HTMLFormElement>('input');

function controlOf(name: string): HTMLInputElement {
  // The cast: the form only has inputs, selects and text areas, and the members that are used here are common to all three.
  return form.elements.namedItem(name) as HTMLInputElement;
}

/** The value of a control. */
export function heldBy(name: string): string {
  return controlOf(name).value;
}

/** Sets the values of controls. */
export function set(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) controlOf(name).value = value;
}

/** What the form asks about the text. */
export function asked(): Asked {
  const [as, from, pick, frame] = [heldBy('as'), heldBy('from'), heldBy('pick'), heldBy('frame')];
  return { text: textOf(), in: heldBy('in'), as, from, pick, frame };
}

/** Fills the list with every code that may be sent. */
export function listCodes(): void {
  const options = closeCodes.filter(({ sendable }) => sendable);
  fill(
    byId<HTMLDataListElement>('codes-list'),
    options.map(({ code, name }) => el('option', { value: code }, name)),
  );
}
