/**
 * How long a reason is in UTF-8, and how much of it fits into a Close frame.
 * @module
 */

import { checkType } from './arguments.js';
import { decodeUtf8 } from './utf8-host.js';
import { writeUtf8 } from './utf8-write.js';
import { MAX_REASON_BYTES, Wire } from './wire.js';

/**
 * How many bytes a reason takes in UTF-8. No more than {@link MAX_REASON_BYTES} can be sent.
 *
 * @param reason - Of any length.
 * @returns The exact number; a lone surrogate counts as the 3 bytes of the U+FFFD that it is encoded as.
 * @throws TypeError if `reason` is not a string.
 */
export function reasonByteLength(reason: string): number {
  checkType(reason ?? null, 'string', 'reason');
  let length = reason.length;
  // By code units, as iterating over characters takes 10 times as long.
  for (let index = 0; index < reason.length; index++) {
    const unit = reason.charCodeAt(index);
    if (unit > 0x7f) length += unit <= 0x7ff ? 1 : 2;
    // The second half of a pair has been counted: a pair takes 4 bytes.
    if (unit >= 0xd800 && unit <= 0xdbff && (reason.charCodeAt(index + 1) & ~0x3ff) === 0xdc00) index++;
  }
  return length;
}

/**
 * The longest beginning of a reason that fits into a Close frame. Never ends within a code point, and counts a lone
 * surrogate as the U+FFFD that it is encoded as.
 *
 * @param reason - Of any length; read no further than the limit.
 * @param maxBytes - The most bytes that it may take in UTF-8: 123 for a whole reason, less to leave room for a suffix.
 * @returns `reason` itself if it fits; otherwise its longest prefix that does, as a new string, which does not keep all
 *   of the reason in memory.
 * @throws TypeError if `reason` is not a string.
 * @throws RangeError if `maxBytes` is negative or not an integer.
 */
export function truncateReason(reason: string, maxBytes: number = MAX_REASON_BYTES): string {
  checkType(reason ?? null, 'string', 'reason');
  if (!Number.isInteger(maxBytes) || maxBytes < 0) throw new RangeError('maxBytes must be an integer of 0 or more.');
  const end = fittingUnits(reason, maxBytes);
  // Joined anew, because in V8 a slice of 13 units or more is a view, which keeps all of the reason alive.
  return end === reason.length ? reason : reason.slice(0, end).split('').join('');
}

/** How many code units the longest beginning has that takes no more than `maxBytes` bytes in UTF-8. */
function fittingUnits(text: string, maxBytes: number): number {
  let length = 0;
  let end = 0;
  for (const character of text) {
    const unit = character.charCodeAt(0);
    // A lone surrogate counts as the U+FFFD that it is written as.
    length += unit <= 0x7f ? 1 : unit <= 0x7ff ? 2 : 2 + character.length;
    if (length > maxBytes) break;
    end += character.length;
  }
  return end;
}

/**
 * The reason that a peer reads if as much of the text is sent as fits. It went through UTF-8, so it is well-formed, and a
 * string of its own, which keeps no other in memory.
 */
export function sentReason(text: string): string {
  const bytes = new Uint8Array(Wire.MaxReasonBytes);
  const fitting = text.slice(0, fittingUnits(text, bytes.length));
  // The cast: what the writer has written is UTF-8.
  return decodeUtf8(bytes, 0, writeUtf8(bytes, 0, bytes.length, fitting, false)) as string;
}
