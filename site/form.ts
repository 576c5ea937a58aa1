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
  // The cast: every named control is an input, a select or a text area, and all three have the members used here.
  return form.elements.namedItem(name) as HTMLInputElement;
}

/** The value of a control. */
export function valueIn(name: string): string {
  return controlOf(name).value;
}

/** Sets the values of controls. */
export function set(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) controlOf(name).value = value;
}

/** The text, and how the form says to read it. */
export function asked(): Asked {
  const [as, from, pick, frame] = [valueIn('as'), valueIn('from'), valueIn('pick'), valueIn('frame')];
  return { text: textOf(), in: valueIn('in'), as, from, pick, frame };
}

/** Suggests every code that may be sent. */
export function listCodes(): void {
  const options = closeCodes.filter(({ sendable }) => sendable);
  fill(
    byId<HTMLDataListElement>('codes-list'),
    options.map(({ code, name }) => el('option', { value: code }, name)),
  );
}
