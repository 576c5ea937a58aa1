/**
 * Status codes as people write them.
 * @module
 */

import { codeFromName } from '../names/index.js';
import { UsageError } from './command.js';
import { allNames } from './names.js';
import { didYouMean } from './nearest.js';
import { quoteArgument } from './quote.js';

/** Is this meant for a number? No name begins like one. */
export function isNumeric(text: string): boolean {
  return /^[+-]?\d/.test(text);
}

/** The status code that a number or a name means. UsageError where the number is no uint16 or nobody knows the name. */
export function parseCode(text: string): number {
  if (!isNumeric(text)) {
    const code = codeFromName(text);
    if (code === undefined) throw unknownName(text);
    return code;
  }
  const code = Number(text);
  if (/^\d+$/.test(text) && code <= 0xffff) return code;
  throw new UsageError(`${quoteArgument(text)} is no status code: they are the integers from 0 to 65535, as in 1000.`);
}

/** What to say to a name that is none. */
export function unknownName(text: string): UsageError {
  const meant = didYouMean(text, allNames()) || ' close-frame codes lists the codes and their names.';
  return new UsageError(`no status code is called ${quoteArgument(text)}.${meant}`);
}
