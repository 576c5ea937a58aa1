/**
 * Parses status codes and their names.
 * @module
 */

import { codeFromName } from '../names/index.js';
import { whyNoStatusCode } from '../text/index.js';
import { UsageError } from './command.js';
import { allNames } from './names.js';
import { didYouMean } from './nearest.js';
import { quoteArgument } from './quote.js';

/** Is this meant as a number? No name begins like one. */
export function isNumeric(text: string): boolean {
  return /^[+-]?\d/.test(text);
}

/** The status code that a number or a name means. Throws a UsageError if it is not a uint16 or not a known name. */
export function parseCode(text: string): number {
  if (!isNumeric(text)) {
    const code = codeFromName(text);
    if (code === undefined) throw unknownName(text);
    return code;
  }
  if (/^\d+$/.test(text) && Number(text) <= 0xffff) return Number(text);
  throw noStatusCode(text);
}

/** The error for a number that is not a status code. */
export function noStatusCode(text: string): UsageError {
  return new UsageError(`${quoteArgument(text)} is not a status code: ${whyNoStatusCode(Number(text))}`);
}

/** A longer text gets no suggestion, because the search takes time for each character. */
const MAX_NAME_LENGTH = 128;

/** The error for an unknown name. */
export function unknownName(text: string): UsageError {
  const suggestion = text.length > MAX_NAME_LENGTH ? '' : didYouMean(text, allNames());
  const meant = suggestion || ' close-frame codes lists the codes and their names.';
  return new UsageError(`no status code is called ${quoteArgument(text)}.${meant}`);
}
