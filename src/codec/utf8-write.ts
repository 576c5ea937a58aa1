/**
 * UTF-8 for reasons that shall be sent: how long it is, how much of it fits, and writing it into given memory.
 * @module
 */

import { scalarLength } from './utf8.js';

/**
 * The scalar value at `index` of a string, with U+FFFD for a lone surrogate, as Web IDL turns a string into a
 * `USVString`.
 */
function scalarOf(text: string, index: number): number {
  const scalar = text.codePointAt(index)!;
  return scalar >= 0xd800 && scalar <= 0xdfff ? 0xfffd : scalar;
}

/**
 * How many bytes does the text take in UTF-8?
 *
 * @param limit - Counting ends once it is exceeded, so that a text of any length costs no more than this many steps.
 * @returns The number of bytes; or, where it is over `limit`, some number over `limit`.
 */
export function utf8Length(text: string, limit: number): number {
  if (text.length > limit) return text.length; // each code unit takes a byte at least
  let length = 0;
  for (let index = 0; index < text.length && length <= limit; index++) {
    const scalar = scalarOf(text, index);
    length += scalarLength(scalar);
    if (scalar > 0xffff) index++;
  }
  return length;
}

/** The longest beginning of the text that takes no more than `limit` bytes in UTF-8: the text itself where it fits. */
export function utf8Prefix(text: string, limit: number): string {
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const scalar = scalarOf(text, index);
    length += scalarLength(scalar);
    if (length > limit) return text.slice(0, index);
    if (scalar > 0xffff) index++;
  }
  return text;
}

/** Writes the text in UTF-8 from `offset` on; the caller has made sure, with {@link utf8Length}, that it fits. */
export function writeUtf8(target: Uint8Array, offset: number, text: string): void {
  let at = offset;
  for (let index = 0; index < text.length; index++) {
    const scalar = scalarOf(text, index);
    if (scalar <= 0x7f) {
      target[at++] = scalar;
      continue;
    }
    if (scalar <= 0x7ff) {
      target[at++] = 0xc0 | (scalar >> 6);
    } else {
      if (scalar <= 0xffff) {
        target[at++] = 0xe0 | (scalar >> 12);
      } else {
        target[at++] = 0xf0 | (scalar >> 18);
        target[at++] = 0x80 | ((scalar >> 12) & 0x3f);
        index++;
      }
      target[at++] = 0x80 | ((scalar >> 6) & 0x3f);
    }
    target[at++] = 0x80 | (scalar & 0x3f);
  }
}
