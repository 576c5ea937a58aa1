/**
 * What shells want for completion, in Optique's terms: a script, and the words to offer.
 *
 * Optique is imported only here and only when a shell asks, because its scripts take longer to load than all the rest.
 * @module
 */

import type { ShellCompletion } from '@optique/core/completion';
import type { Suggestion } from '@optique/core/parser';

/** The shells, by Optique's names. */
const names = { bash: 'bash', zsh: 'zsh', fish: 'fish', powershell: 'pwsh' } as const;

export type Shell = keyof typeof names;

/** The shells that can complete. */
export const shells: readonly string[] = Object.keys(names);

export function isShell(word: string): word is Shell {
  return shells.includes(word);
}

/** The script that makes a shell start `close-frame complete SHELL WORD…` for the words to offer. */
export async function scriptFor(shell: Shell): Promise<string> {
  return (await optiqueFor(shell)).generateScript('close-frame', ['complete', shell]);
}

/** The words to offer, as the script reads them. */
export async function encodeFor(shell: Shell, suggestions: readonly Suggestion[]): Promise<string> {
  const pieces = [...(await optiqueFor(shell)).encodeSuggestions(suggestions)];
  return pieces.map((piece) => `${piece}\n`).join(''); // a line for each piece, as Optique itself prints them
}

function optiqueFor(shell: Shell): Promise<ShellCompletion> {
  /* c8 ignore next -- it is run, but tsx puts a branch of its own into each import() */
  return import('@optique/core/completion').then((optique) => optique[names[shell]]);
}
