/**
 * The buttons that copy.
 * @module
 */

import { byId } from './dom.js';

/** Enough for any Close frame in hex, and for most links. */
const MAX_SHOWN_LENGTH = 400;

/**
 * Copies a text when the button is pressed, and confirms it.
 *
 * @param textOf - Returns the text, or `undefined` if there is none.
 */
export function copyWith(buttonId: string, textOf: () => string | undefined, otherwise: string): void {
  const said = byId('copied');
  byId<HTMLButtonElement>(buttonId).addEventListener('click', async () => {
    const text = textOf();
    said.textContent = ''; // so that a screen reader says the same words again
    if (text === undefined) {
      said.textContent = otherwise;
      return;
    }
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = 'Copied.';
    } catch {
      // Without permission, or if the page has no clipboard, as on plain http from another machine.
      const shown = text.length <= MAX_SHOWN_LENGTH ? ` Here it is: ${text}` : '';
      said.textContent = `The browser does not let this page copy.${shown}`;
    }
  });
}
