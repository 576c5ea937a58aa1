/**
 * Reasons as text: how long one is in UTF-8, how much of it fits into a Close frame, and how ill-formed bytes are
 * decoded.
 * @module
 */

import { byteLengthOf, checkType } from './arguments.js';
import { decodeUtf8 } from './utf8-host.js';
import { writeUtf8 } from './utf8-write.js';
import { MAX_REASON_BYTES, Wire } from './wire.js';

/**
 * How many bytes a reason takes in UTF-8. At most {@link MAX_REASON_BYTES} can be sent.
 *
 * @param reason - Of any length.
 * @returns The exact number. A lone surrogate counts as 3, because it is encoded as U+FFFD.
 * @throws TypeError if `reason` is not a string.
 */
export function reasonByteLength(reason: string): number {
  checkType(reason ?? null, 'string', 'reason');
  let length = reason.length;
  // By code units: iterating over characters takes 10 times as long.
  for (let index = 0; index < reason.length; index++) {
    const unit = reason.charCodeAt(index);
    if (unit > 0x7f) length += unit <= 0x7ff ? 1 : 2;
    // Skip the second half of a pair, which is already counted: a pair takes 4 bytes.
    if (unit >= 0xd800 && unit <= 0xdbff && (reason.charCodeAt(index + 1) & ~0x3ff) === 0xdc00) index++;
  }
  return length;
}

/**
 * The longest prefix of a reason that fits into a Close frame. It never splits a code point. A lone surrogate counts as
 * 3 bytes, because it is encoded as U+FFFD.
 *
 * @param reason - Of any length. No more of it is read than fits.
 * @param maxBytes - The most bytes the result may take in UTF-8: 123 for a whole reason, or less to leave room for a
 *   suffix.
 * @returns `reason` itself if it fits; otherwise its longest prefix that fits, as a new string that does not keep all
 *   of `reason` in memory.
 * @throws TypeError if `reason` is not a string.
 * @throws RangeError if `maxBytes` is negative or not an integer.
 */
export function truncateReason(reason: string, maxBytes: number = MAX_REASON_BYTES): string {
  checkType(reason ?? null, 'string', 'reason');
  if (!Number.isInteger(maxBytes) || maxBytes < 0) throw new RangeError('maxBytes must be an integer of 0 or more.');
  const end = fittingUnits(reason, maxBytes);
  // Split and joined, because in V8 a slice of 13 or more units is a view that keeps the whole reason in memory.
  return end === reason.length ? reason : reason.slice(0, end).split('').join('');
}

/** How many code units the longest prefix has that takes at most `maxBytes` bytes in UTF-8. */
function fittingUnits(text: string, maxBytes: number): number {
  let length = 0;
  let end = 0;
  for (const character of text) {
    const unit = character.charCodeAt(0);
    // A lone surrogate counts as U+FFFD: 3 bytes.
    length += unit <= 0x7f ? 1 : unit <= 0x7ff ? 2 : 2 + character.length;
    if (length > maxBytes) break;
    end += character.length;
  }
  return end;
}

/**
 * The longest prefix of a text that fits into a Close frame, as the peer will decode it. It is encoded and decoded here
 * too, so it is well-formed, and a new string that keeps no other in memory.
 */
export function sentReason(text: string): string {
  const bytes = new Uint8Array(Wire.MaxReasonBytes);
  const fitting = text.slice(0, fittingUnits(text, bytes.length));
  // The cast: the writer only writes UTF-8.
  return decodeUtf8(bytes, 0, writeUtf8(bytes, 0, bytes.length, fitting, false)) as string;
}

/**
 * Decodes as many bytes as a reason can have. Each ill-formed sequence becomes one U+FFFD, as in the WHATWG Encoding
 * standard.
 */
export function decodeLeniently(reason: Uint8Array): string {
  // The first 123 bytes contain all that fits, because a U+FFFD is never shorter than what it replaces; 3 more complete
  // the last character. A copy, because the bytes are read twice and another thread may change them.
  const bytes = new Uint8Array(
    Math.min(byteLengthOf(reason, 'reason', 'string or Uint8Array'), Wire.MaxReasonBytes + 3),
  );
  for (let at = 0; at < bytes.length; at++) bytes[at] = reason[at]!;
  let text = '';
  let start = 0;
  for (;;) {
    const rest = decodeUtf8(bytes, start, bytes.length);
    if (typeof rest === 'string') return text + rest;
    text += `${decodeUtf8(bytes, start, rest)}\uFFFD`;
    start = rest + illFormedLength(bytes, rest);
  }
}

/** How many bytes become one U+FFFD: the longest prefix of a well-formed sequence, or else one byte. */
function illFormedLength(bytes: Uint8Array, at: number): number {
  // Bytes are such a prefix if 80 in place of the missing ones makes them well-formed, because the third and fourth
  // byte may be any continuation byte. (Past the end of the reason, `undefined` becomes 0, which continues nothing.)
  const sequence = Uint8Array.of(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, 0x80);
  let length = 3;
  for (; length > 1; sequence[--length] = 0x80) {
    if (typeof decodeUtf8(sequence, 0, sequence[0]! < 0xf0 ? 3 : 4) === 'string') break;
  }
  return length;
}
