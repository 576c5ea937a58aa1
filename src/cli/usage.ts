/**
 * Turns commander's errors into our messages.
 * @module
 */

import type { CommanderError } from 'commander';
import { UsageError } from './command.js';
import { commands } from './commands.js';
import { quoteArgument, visible } from './quote.js';
import { oneOf } from './words.js';

/** How much of a message is shown. It may quote an argument of any length. */
const MAX_LENGTH = 400;

/** @param words - The line without the global options. */
export function usageErrorOf(
  { code, message }: CommanderError,
  [first = '', second = '']: readonly string[],
): UsageError {
  const sentence = sentenceOf(message);
  if (sentence.endsWith('?')) return new UsageError(sentence); // commander suggests something
  const name = commands.find((command) => command.name === first)?.name;
  const help = name === undefined ? 'close-frame --help' : `close-frame ${name} --help`;
  const names = oneOf(commands.map((command) => command.name));
  switch (code) {
    case 'commander.help':
      return new UsageError(
        first === ''
          ? `no command: give ${names}; ${help} explains them.`
          : `no help for ${quoteArgument(second)}. Give ${names}.`,
      );
    case 'commander.unknownCommand':
      return new UsageError(`${sentence} ${lineFor(first) ?? `Give ${names}.`}`);
    case 'commander.unknownOption':
      return new UsageError(`${sentence} ${help} lists the options. After a --, nothing is an option.`);
    case 'commander.optionMissingArgument':
      return new UsageError(`${sentence} ${help} lists the values.`);
    default:
      return new UsageError(sentence);
  }
}

/** commander's message in one line. It puts its suggestion on a second line, in parentheses. */
function sentenceOf(message: string): string {
  const [what = '', meant] = message.replace(/^error: /, '').split(/\n\((Did you mean [^\n]*\?)\)$/);
  const shown = what.length > MAX_LENGTH ? `${what.slice(0, MAX_LENGTH)}…` : what;
  return `${visible(shown).replace(/\.$/, '')}.${meant === undefined ? '' : ` ${meant}`}`;
}

/** A suggestion if the line begins with a status code or bytes instead of a command. */
function lineFor(word: string): string | undefined {
  if (/^[1-4]\d{3}$/.test(word)) return `Did you mean close-frame codes ${word}?`;
  if (/^(0x)?([0-9a-f]{2}[ :]?)+$/i.test(word)) return `Did you mean close-frame decode ${quoteArgument(word)}?`;
  return undefined;
}
