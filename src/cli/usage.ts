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
export function usageErrorOf({ code, message }: CommanderError, words: readonly string[]): UsageError {
  const names = oneOf(commands.map(({ name }) => name));
  const [first = '', second = ''] = words;
  if (code === 'commander.help' && first === '') {
    return new UsageError(`no command: give ${names}; close-frame --help explains them.`);
  }
  if (code === 'commander.help') return new UsageError(`no help on ${quoteArgument(second)}. Give ${names}.`);
  const sentence = sentenceOf(message);
  if (sentence.endsWith('?')) return new UsageError(sentence); // commander knows what was meant
  if (code === 'commander.unknownCommand') return new UsageError(`${sentence}${lineFor(first) || ` Give ${names}.`}`);
  if (code !== 'commander.unknownOption') return new UsageError(sentence);
  const command = commands.find(({ name }) => name === first);
  const advice =
    command === undefined
      ? 'close-frame --help lists the options.'
      : `close-frame ${command.name} --help lists the options; what is not one goes after a --.`;
  return new UsageError(`${sentence} ${advice}`);
}

/** In one line: commander sets what was meant on a line of its own, in parentheses. */
function sentenceOf(message: string): string {
  const [, what = '', meant] = /^error: (.*?)(?:\n\((Did you mean [^\n]*\?)\))?$/s.exec(message) ?? [];
  const shown = what.length > MAX_LENGTH ? `${what.slice(0, MAX_LENGTH)}…` : what;
  return `${visible(shown).replace(/\.$/, '')}.${meant === undefined ? '' : ` ${meant}`}`;
}

/** What to write if somebody gave a status code or bytes and left out the command. */
function lineFor(word: string): string {
  if (/^[1-4]\d{3}$/.test(word)) return ` Did you mean close-frame codes ${word}?`;
  if (/^(0x)?([0-9a-f]{2}[ :]?)+$/i.test(word)) return ` Did you mean close-frame decode ${quoteArgument(word)}?`;
  return '';
}
