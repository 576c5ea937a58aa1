/**
 * The words of a line, and which of them may be bytes.
 * @module
 */

import { numberToken } from './number.js';
import type { Line, NumberToken } from './types.js';

/** A word, with the numbers that it is made of; none if it is anything else. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly NumberToken[];
}

const WORD = /[^\s,;|"'`()[\]{}<>=…]+/g;

const TIME = /^\d{1,2}:\d{2}(?::\d{2}(?:[.:]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const DATE = /^(?:\d{4}([-/.])\d{2}\1\d{2}|\d{2}([-/.])\d{2}\2\d{4})(?:[T_ ].*)?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

const JOINED = /^[0-9a-f]+(?:([:\-_./])[0-9a-f]+)(?:\1[0-9a-f]+)*\1?$/i;

/** May stand around bytes in a line of their own. */
export function isDecoration(text: string): boolean {
  return /^[\s,;|"'`()[\]{}<>=]*$/.test(text);
}

/** The words of a line, in order. */
export function wordsOf({ start, text }: Line): Word[] {
  const found = [...text.matchAll(WORD)];
  if (found.length > 1 && found[0]![0] === '-') found.shift(); // of a list in YAML
  const endInColon = found.filter(({ 0: word }) => word.endsWith(':')).length;
  // Of a line that is all bytes, a time may be bytes as well.
  const isAlone = found.length === 1;
  return found.map(({ 0: whole, index }): Word => {
    const word = withoutEllipsis(whole);
    const at = start + index;
    const isQuoted = word.length === 1 && /["'`]/.test(text[index - 1] ?? '') && /["'`]/.test(text[index + 1] ?? '');
    if (isQuoted) return { start: at, end: at + 1, tokens: [] }; // a character
    return { start: at, end: at + word.length, tokens: tokensOf(word, at, isAlone, endInColon > 1) };
  });
}

/** A word without the full stops of an ellipsis at its end. */
function withoutEllipsis(word: string): string {
  let end = word.length;
  while (end > 0 && word[end - 1] === '.') end--;
  return word.length - end > 1 && end > 0 ? word.slice(0, end) : word;
}

function tokensOf(word: string, start: number, isAlone: boolean, dropsColon: boolean): NumberToken[] {
  if (DATE.test(word) || UUID.test(word)) return [];
  if (!isAlone && (TIME.test(word) || ADDRESS.test(word))) return [];
  const separator = word.length < 3 ? undefined : JOINED.exec(word)?.[1];
  if (separator !== undefined) return joinedTokens(word, start, separator, isAlone);
  const plain = word.length > 1 && (dropsColon ? /[.:]$/ : /\.$/).test(word) ? word.slice(0, -1) : word;
  const number = numberToken(plain, 0);
  if (number === undefined || number.end !== plain.length) return [];
  const { token } = number;
  return [{ ...token, start: start + token.start, end: start + token.end }];
}

/** `88:05:03`; pairs alone, and full stops and slashes only if there is nothing else in the line. */
function joinedTokens(word: string, start: number, separator: string, isAlone: boolean): NumberToken[] {
  const groups = word.split(separator);
  if (groups.at(-1) === '') groups.pop();
  const isPlain = groups.every((group) => group.length === 2) && (separator === ':' || separator === '-');
  const isEven = groups.every((group) => group.length % 2 === 0);
  if (groups.length < 2 || !isEven || !(isPlain || isAlone || separator === '-' || separator === ':')) return [];
  let at = start;
  return groups.map((group): NumberToken => {
    const token = { digits: group.toLowerCase(), base: undefined, negative: false, start: at, end: at + group.length };
    at = token.end + 1;
    return token;
  });
}
