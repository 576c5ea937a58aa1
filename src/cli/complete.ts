/**
 * `close-frame complete SHELL WORD…`: prints what the last word can be completed to. The completion scripts call it.
 * @module
 */

import type { Suggestion } from '@optique/core/parser';
import type { Command, Option } from 'commander';
import { spellings } from '../text/index.js';
import { type Completion, EXIT_GOOD, type Io, UsageError } from './command.js';
import { commands } from './commands.js';
import { encodeFor, isShell } from './shells.js';

/** Not in `commands`: commander would parse the words to complete as options of this command. */
export const COMPLETE = 'complete';

export async function complete(program: Command, args: readonly string[], io: Io): Promise<number> {
  const [shell = '', ...words] = args;
  if (!isShell(shell)) throw new UsageError('complete is only for the scripts that close-frame completion prints.');
  const last = words.pop() ?? '';
  io.stdout.write(await encodeFor(shell, suggestionsFor(program, words, last)));
  return EXIT_GOOD;
}

/** The candidates that begin with the last word. Files are left to the shell. */
function suggestionsFor(program: Command, words: readonly string[], last: string): Suggestion[] {
  const candidates = candidatesFor(program, words, last);
  if (candidates === 'files') return [{ kind: 'file', type: 'file', pattern: last }];
  return candidates
    .filter(({ word }) => word.startsWith(last))
    .map(({ word, summary }) => ({ kind: 'literal', text: word, description: [{ type: 'text', text: summary }] }));
}

function candidatesFor(program: Command, words: readonly string[], last: string): readonly Completion[] | 'files' {
  const before = words.at(-1) ?? '';
  if (/^[<>]+$/.test(before)) return 'files'; // bash also passes redirections as words
  const name = operandsOf(words, program.options)[0];
  const command = program.commands.find((each) => each.name() === name);
  const help = program.createHelp();
  const options = [...help.visibleOptions(command ?? program), ...(command ? help.visibleGlobalOptions(command) : [])];
  if (!words.includes('--')) {
    const awaiting = options.find(({ long, required }) => required && long === before);
    if (awaiting !== undefined) return valuesOf(awaiting, '');
    const inline = options.find(({ long }) => last.startsWith(`${long}=`));
    if (inline !== undefined) return valuesOf(inline, `${inline.long}=`);
    if (last.startsWith('-')) return options.map(({ long, description }) => ({ word: long!, summary: description }));
  }
  if (name === undefined || name === 'help') {
    return help
      .visibleCommands(program)
      .map((each) => ({ word: each.name(), summary: each.summary() || each.description() }));
  }
  const isFirst = operandsOf(words, options).length === 1; // only the name of the command comes before it
  return (isFirst && commands.find((each) => each.name === name)?.completions) || [];
}

function valuesOf({ argChoices = [] }: Option, prefix: string): Completion[] {
  return argChoices.map((choice) => {
    const title = spellings.find(({ name }) => name === choice)?.title ?? ''; // only values of --in need an explanation
    return { word: `${prefix}${choice}`, summary: title };
  });
}

/** The words that are neither options nor values of options. */
function operandsOf(words: readonly string[], options: readonly Option[]): string[] {
  const end = words.indexOf('--');
  return words.filter((word, index) => {
    if (end >= 0 && index >= end) return index > end;
    const isValue = options.some(({ long, required }) => required && long === words[index - 1]);
    return !isValue && !/^-\D/.test(word);
  });
}
