/**
 * Splits a line into words, and finds the numbers in each.
 * @module
 */

import { numberToken } from './number.js';
import type { Line, NumberToken } from './types.js';

/** A word, and the numbers that it consists of; no numbers if it is anything else. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly NumberToken[];
}

const WORD = /[^\s,;|"'`()[\]{}<>=…]+/g;
const BETWEEN = /[\s,;|"'`()[\]{}<>=…]*/y;

const TIME = /^\d{1,2}:\d{2}(?::\d{2}(?:[.:]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const DATE = /^(?:\d{4}([-/.])\d{2}\1\d{2}|\d{2}([-/.])\d{2}\2\d{4})(?:[T_ ].*)?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Only hex digits. Nearly every word of a long text of bytes is like this, so it is tried first. */
const PLAIN = /^(?!0b)[0-9a-f]+$/i;

const JOINED = /^[0-9a-f]+(?:([:\-_./])[0-9a-f]+)(?:\1[0-9a-f]+)*\1?$/i;

/** Are these only characters that may surround bytes, such as brackets and quotes? */
export function isDecoration(text: string): boolean {
  return /^[\s,;|"'`()[\]{}<>=]*$/.test(text);
}

/** The words of a line, in order. */
export function wordsOf({ start, text }: Line): Word[] {
  const spans = spansOf(text);
  // Skip the hyphen of a YAML list.
  if (spans.length > 1 && spans[0]!.end - spans[0]!.start === 1 && text[spans[0]!.start] === '-') spans.shift();
  // If several words end in a colon, it is a separator: `88: 05: 03:`.
  const endInColon = spans.filter(({ end }) => text[end - 1] === ':').length;
  // In a line of one word, what looks like a time or an address may be bytes.
  const isAlone = spans.length === 1;
  return spans.map((span): Word => {
    const word = withoutEllipsis(text.slice(span.start, span.end));
    const at = start + span.start;
    // A single character in quotation marks is not a number.
    if (word.length === 1 && isQuote(text[span.start - 1]) && isQuote(text[span.start + 1])) {
      return { start: at, end: at + 1, tokens: NONE };
    }
    return { start: at, end: at + word.length, tokens: tokensOf(word, at, isAlone, endInColon > 1) };
  });
}

const NONE: readonly NumberToken[] = [];

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'" || character === '`';
}

/** Where the words are in the text. A long line has hundreds of thousands, so the loop makes no array per match. */
function spansOf(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  WORD.lastIndex = 0;
  while (WORD.test(text)) {
    const end = WORD.lastIndex;
    BETWEEN.lastIndex = spans.at(-1)?.end ?? 0;
    BETWEEN.test(text);
    spans.push({ start: BETWEEN.lastIndex, end });
  }
  return spans;
}

/** A word without an ellipsis at its end. */
function withoutEllipsis(word: string): string {
  let end = word.length;
  while (end > 0 && word[end - 1] === '.') end--;
  return word.length - end > 1 && end > 0 ? word.slice(0, end) : word;
}

function tokensOf(word: string, start: number, isAlone: boolean, dropsColon: boolean): readonly NumberToken[] {
  if (PLAIN.test(word)) {
    return [{ digits: word.toLowerCase(), base: undefined, negative: false, start, end: start + word.length }];
  }
  if (DATE.test(word) || UUID.test(word)) return NONE;
  if (!isAlone && (TIME.test(word) || ADDRESS.test(word))) return NONE;
  const separator = word.length < 3 ? undefined : JOINED.exec(word)?.[1];
  if (separator !== undefined) return joinedTokens(word, start, separator, isAlone);
  const plain = word.length > 1 && (dropsColon ? /[.:]$/ : /\.$/).test(word) ? word.slice(0, -1) : word;
  const number = numberToken(plain, 0);
  if (number === undefined || number.end !== plain.length) return NONE;
  const { token } = number;
  return [{ ...token, start: start + token.start, end: start + token.end }];
}

/** The groups of `88:05:03`. Separators other than colons and hyphens count only if the line has no other word. */
function joinedTokens(word: string, start: number, separator: string, isAlone: boolean): readonly NumberToken[] {
  const groups = word.split(separator);
  if (groups.at(-1) === '') groups.pop();
  const isEven = groups.every((group) => group.length % 2 === 0);
  if (groups.length < 2 || !isEven || !(isAlone || separator === '-' || separator === ':')) return NONE;
  let at = start;
  return groups.map((group): NumberToken => {
    const token = { digits: group.toLowerCase(), base: undefined, negative: false, start: at, end: at + group.length };
    at = token.end + 1;
    return token;
  });
}
