/**
 * Finds the characters that keep a text from being read as hex.
 * @module
 */

import type { NumberToken, Source } from './types.js';

/** The fault of bytes with a wrong digit; {@link blame} says which digit. */
export const TYPO = 'a digit is wrong';

/** A message, and where the characters are that it is about. */
export interface Blame {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Neither a hex digit nor a separator. */
const FOREIGN = /[^0-9a-f\s,:;.|/_<>()[\]{}"'`=-]/i;

/** Says which number in a decimal list is not a byte, which character is not hex, or where a hex digit is missing. */
export function blame(source: Source): Blame {
  const list = source.numbers.find(({ layout, tokens }) => {
    const isShort = tokens.every(({ digits }) => digits.length < 4);
    return tokens.length > 1 && (layout === 'list' || (layout === 'bare' && isShort)) && tokens.every(isDecimal);
  });
  return (list && blameDecimals(list.tokens)) ?? blameHex(source.text);
}

function isDecimal({ digits, base, value }: NumberToken): boolean {
  return value !== undefined || (base === undefined && /^(?:0|[1-9]\d*)$/.test(digits));
}

/** Says which of these decimal numbers is not a byte; `undefined` if all are. */
export function blameDecimals(tokens: readonly NumberToken[]): Blame | undefined {
  const isSigned = tokens.some(({ negative }) => negative);
  const over = isSigned ? 'over 127, and others are negative' : 'over 255';
  for (const { digits, negative, start, end } of tokens) {
    const value = Number(digits) * (negative ? -1 : 1);
    const limit = value < -128 ? 'under -128' : value > (isSigned ? 127 : 255) ? over : undefined;
    if (limit === undefined) continue;
    return { message: `“${value}” is not a byte: it is ${limit}`, start: start - Number(negative), end };
  }
  return undefined;
}

function blameHex(text: string): Blame {
  const plain = text.replace(/\b0x(?=[0-9a-f])/gi, '  ');
  const foreign = plain.search(FOREIGN);
  if (foreign >= 0) {
    const character = String.fromCodePoint(text.codePointAt(foreign)!);
    const message = `${named(character)} is not a hex digit, and no other spelling fits`;
    return { message, start: foreign, end: foreign + character.length };
  }
  for (const { 0: digits, index } of plain.matchAll(/[0-9a-f]+/gi)) {
    if (digits.length % 2 === 0) continue;
    const end = index + digits.length;
    const what =
      digits.length === 1
        ? `“${digits}” is half a byte: a byte is two hex digits, such as 0${digits}`
        : `“${text[end - 1]}” is half a byte: it is the last of ${digits.length} hex digits, an odd number`;
    return { message: what, start: end - 1, end };
  }
  const start = text.length - text.trimStart().length;
  return { message: 'the text contains no bytes', start, end: text.trimEnd().length };
}

/** The character in quotation marks; its code point if it is invisible. */
function named(character: string): string {
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u.test(character)) return `“${character}”`;
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
