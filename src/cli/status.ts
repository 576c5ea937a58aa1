/**
 * Status codes as people write them.
 * @module
 */

import { codeFromName } from '../names/index.js';
import { whyNoStatusCode } from '../text/index.js';
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
  if (/^\d+$/.test(text) && Number(text) <= 0xffff) return Number(text);
  throw noStatusCode(text);
}

/** What to say to a number that is not a status code. */
export function noStatusCode(text: string): UsageError {
  return new UsageError(`${quoteArgument(text)} is not a status code: ${whyNoStatusCode(Number(text))}`);
}

/** Longer texts are not names: no suggestion is looked for, which takes time with each character. */
const MAX_NAME_LENGTH = 128;

/** What to say to a name that is none. */
export function unknownName(text: string): UsageError {
  const suggestion = text.length > MAX_NAME_LENGTH ? '' : didYouMean(text, allNames());
  const meant = suggestion || ' close-frame codes lists the codes and their names.';
  return new UsageError(`no status code is called ${quoteArgument(text)}.${meant}`);
}
