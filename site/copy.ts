/**
 * The copy buttons.
 * @module
 */

import { byId } from './dom.js';

/** Enough for any Close frame in hex, and for most links. */
const MAX_SHOWN_LENGTH = 400;

/**
 * Makes a button copy a text and confirm it.
 *
 * @param textOf - Returns the text, or `undefined` if there is none.
 * @param otherwise - What to say if there is none.
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
      // There is no permission, or no clipboard, such as over plain http from another machine.
      const shown = text.length <= MAX_SHOWN_LENGTH ? ` Here it is: ${text}` : '';
      said.textContent = `The browser does not let this page copy.${shown}`;
    }
  });
}
