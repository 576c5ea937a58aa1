/**
 * What is wrong with a command line, by what commander says of it.
 * @module
 */

import type { CommanderError } from 'commander';
import { UsageError } from './command.js';
import { commands } from './commands.js';
import { quoteArgument, visible } from './quote.js';
import { oneOf } from './words.js';

/** How much of a message is shown: an argument in it may be of any length. */
const MAX_LENGTH = 400;

/** @param words - The line without the options of the whole. */
export function usageErrorOf(
  { code, message }: CommanderError,
  [first = '', second = '']: readonly string[],
): UsageError {
  const sentence = sentenceOf(message);
  if (sentence.endsWith('?')) return new UsageError(sentence); // commander knows what was meant
  const name = commands.find((command) => command.name === first)?.name;
  const help = name === undefined ? 'close-frame --help' : `close-frame ${name} --help`;
  const names = oneOf(commands.map((command) => command.name));
  switch (code) {
    case 'commander.help':
      return new UsageError(
        first === ''
          ? `no command: give ${names}; ${help} explains them.`
          : `no help on ${quoteArgument(second)}. Give ${names}.`,
      );
    case 'commander.unknownCommand':
      return new UsageError(`${sentence} ${lineFor(first) ?? `Give ${names}.`}`);
    case 'commander.unknownOption':
      return new UsageError(`${sentence} ${help} lists the options; what is not one goes after a --.`);
    case 'commander.optionMissingArgument':
      return new UsageError(`${sentence} ${help} says what it can be.`);
    default:
      return new UsageError(sentence);
  }
}

/** What commander says, in one line: it sets what was meant on a line of its own, in parentheses. */
function sentenceOf(message: string): string {
  const [what = '', meant] = message.replace(/^error: /, '').split(/\n\((Did you mean [^\n]*\?)\)$/);
  const shown = what.length > MAX_LENGTH ? `${what.slice(0, MAX_LENGTH)}…` : what;
  return `${visible(shown).replace(/\.$/, '')}.${meant === undefined ? '' : ` ${meant}`}`;
}

/** What to write if somebody gave a status code or bytes and left out the command. */
function lineFor(word: string): string | undefined {
  if (/^[1-4]\d{3}$/.test(word)) return `Did you mean close-frame codes ${word}?`;
  if (/^(0x)?([0-9a-f]{2}[ :]?)+$/i.test(word)) return `Did you mean close-frame decode ${quoteArgument(word)}?`;
  return undefined;
}
