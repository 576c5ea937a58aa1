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
  // The cast: all that the form has are inputs, selects and text areas, and what is used of them is common to the three.
  return form.elements.namedItem(name) as HTMLInputElement;
}

/** What a control holds. */
export function heldBy(name: string): string {
  return controlOf(name).value;
}

/** Has controls hold something else. */
export function set(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) controlOf(name).value = value;
}

/** What the form asks about the text. */
export function asked(): Asked {
  const [as, from, pick, frame] = [heldBy('as'), heldBy('from'), heldBy('pick'), heldBy('frame')];
  return { text: textOf(), in: heldBy('in'), as, from, pick, frame };
}

/** Offers every code that may be sent. */
export function listCodes(): void {
  const options = closeCodes.filter(({ sendable }) => sendable);
  fill(
    byId<HTMLDataListElement>('codes-list'),
    options.map(({ code, name }) => el('option', { value: code }, name)),
  );
}
