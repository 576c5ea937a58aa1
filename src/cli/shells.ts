/**
 * Makes Optique's completion scripts, and writes candidates as these scripts read them.
 *
 * Optique is imported only here and only if it is needed, because it takes longer to load than the rest of the command.
 * @module
 */

import type { ShellCompletion } from '@optique/core/completion';
import type { Suggestion } from '@optique/core/parser';

/** The shells, by Optique's names. */
const names = { bash: 'bash', zsh: 'zsh', fish: 'fish', powershell: 'pwsh' } as const;

export type Shell = keyof typeof names;

/** The shells that there are scripts for. */
export const shells: readonly string[] = Object.keys(names);

export function isShell(word: string): word is Shell {
  return shells.includes(word);
}

/** The script with which a shell calls `close-frame complete SHELL WORD…` for candidates. */
export async function scriptFor(shell: Shell): Promise<string> {
  return (await optiqueFor(shell)).generateScript('close-frame', ['complete', shell]);
}

/** The candidates in the format that the script reads. */
export async function encodeFor(shell: Shell, suggestions: readonly Suggestion[]): Promise<string> {
  const pieces = [...(await optiqueFor(shell)).encodeSuggestions(suggestions)];
  return pieces.map((piece) => `${piece}\n`).join(''); // one line per piece, as Optique prints them
}

function optiqueFor(shell: Shell): Promise<ShellCompletion> {
  /* c8 ignore next -- this line runs, but tsx adds a branch to each import() */
  return import('@optique/core/completion').then((optique) => optique[names[shell]]);
}
