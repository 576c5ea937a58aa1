/**
 * `close-frame complete SHELL WORD…`, which the scripts for shells start: the words that the last one may become.
 * @module
 */

import type { Suggestion } from '@optique/core/parser';
import type { Command, Option } from 'commander';
import { spellings } from '../text/index.js';
import { type Completion, EXIT_GOOD, type Io, UsageError } from './command.js';
import { commands } from './commands.js';
import { encodeFor, isShell } from './shells.js';

/** Not a command that people give: the words of another line would be its own options. */
export const COMPLETE = 'complete';

export async function complete(program: Command, args: readonly string[], io: Io): Promise<number> {
  const [shell = '', ...words] = args;
  if (!isShell(shell)) throw new UsageError('complete is for the scripts of close-frame completion.');
  const last = words.pop() ?? '';
  io.stdout.write(await encodeFor(shell, suggestionsFor(program, words, last)));
  return EXIT_GOOD;
}

/** The candidates that begin as the last word does. Files are left to the shell. */
function suggestionsFor(program: Command, words: readonly string[], last: string): Suggestion[] {
  const candidates = candidatesFor(program, words, last);
  if (candidates === 'files') return [{ kind: 'file', type: 'file', pattern: last }];
  return candidates
    .filter(({ word }) => word.startsWith(last))
    .map(({ word, summary }) => ({ kind: 'literal', text: word, description: [{ type: 'text', text: summary }] }));
}

function candidatesFor(program: Command, words: readonly string[], last: string): readonly Completion[] | 'files' {
  const before = words.at(-1) ?? '';
  if (/^[<>]+$/.test(before)) return 'files'; // bash gives redirections as words, too
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
  const isFirst = operandsOf(words, options).length === 1; // after the name of the command
  return (isFirst && commands.find((each) => each.name === name)?.completions) || [];
}

function valuesOf({ argChoices = [] }: Option, prefix: string): Completion[] {
  return argChoices.map((choice) => {
    const title = spellings.find(({ name }) => name === choice)?.title ?? ''; // of --in; other options have short words
    return { word: `${prefix}${choice}`, summary: title };
  });
}

/** The words that are neither options nor their values. */
function operandsOf(words: readonly string[], options: readonly Option[]): string[] {
  const end = words.indexOf('--');
  return words.filter((word, index) => {
    if (end >= 0 && index >= end) return index > end;
    const isValue = options.some(({ long, required }) => required && long === words[index - 1]);
    return !isValue && !/^-\D/.test(word);
  });
}
