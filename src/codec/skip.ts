/**
 * Reads the length in the header of any frame (RFC 6455 §5.2), to skip from one frame to the next; and holds a header
 * that the end of a chunk cuts off.
 * @module
 */

import { headerBytes } from './frame.js';
import { type Failure, failure } from './result.js';
import { Wire } from './wire.js';

/**
 * The size in bytes of the frame whose header begins at `at`. 0 if the scanner must read the header byte by byte,
 * because it is that of a Close frame, ends after `end`, or contains a length of 1 GiB or more, which does not fit into
 * a loop over 32-bit integers.
 */
export function skippableSize(bytes: Uint8Array, at: number, end: number): number {
  // Without calls of isClose() and frameBytes(): 2.9 ns per frame instead of 3.1 to 3.5 (npm run bench).
  if ((bytes[at]! & Wire.OpcodeBits) === Wire.OpcodeClose || at + Wire.HeaderBytes > end) return 0;
  const second = bytes[at + 1]!;
  const length = second & Wire.LengthBits;
  const header = headerBytes(second);
  if (length < Wire.LengthIn16Bits) return header + length;
  if (length > Wire.LengthIn16Bits) return at + Wire.LongestLengthEnd > end ? 0 : longSize(bytes, at, header);
  return at + 4 > end ? 0 : header + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
}

/** The same for a header with a 64-bit length that is complete. A separate function, to keep the loop small. */
function longSize(bytes: Uint8Array, at: number, header: number): number {
  const upper = bytes[at + 2]! | bytes[at + 3]! | bytes[at + 4]! | bytes[at + 5]! | (bytes[at + 6]! >> 6);
  if (upper !== 0) return 0;
  return header + 8 + ((bytes[at + 6]! << 24) | (bytes[at + 7]! << 16) | (bytes[at + 8]! << 8) | bytes[at + 9]!);
}

/** The 64-bit length with these upper and lower 32 bits, as signed or unsigned integers; or what is wrong with it. */
export function longLength(
  upper: number,
  lower: number,
): number | Failure<'invalid-length', 1002> | Failure<'length-unsupported', 1009> {
  const length = (upper >>> 0) * 2 ** 32 + (lower >>> 0);
  if (length <= Number.MAX_SAFE_INTEGER) return length;
  const exactly = (BigInt(upper >>> 0) << 32n) | BigInt(lower >>> 0);
  const sentence = `The payload length ${exactly} is over 2^`;
  return upper >>> 31 === 1
    ? failure('invalid-length', '5.2', `${sentence}63−1`, 1002, Wire.HeaderBytes)
    : failure('length-unsupported', '5.2', `${sentence}53−1, the most supported`, 1009, Wire.HeaderBytes);
}

// A header that a chunk cuts off is held in three integers, because an array would take 200 bytes and more time. One
// contains the first two bytes and the number of bytes; the other two, as much of an extended length as has come.

/**
 * The first of these integers. It is negative.
 *
 * @param second - Any number if only one byte is held.
 * @param count - How many bytes are held, 1…255.
 */
export function hold(first: number, second: number, count: number): number {
  return -((first << 16) | (second << 8) | count);
}

/** How many bytes are held; 0 if `held` is not negative, so {@link hold} did not make it. */
export function heldCount(held: number): number {
  return held < 0 ? -held & 0xff : 0;
}

/** The first byte that is held. */
export function heldFirst(held: number): number {
  return -held >> 16;
}

/** The second byte that is held. */
export function heldSecond(held: number): number {
  return (-held >> 8) & 0xff;
}

/**
 * The bytes held of a header, which end in or just after its length field.
 *
 * @param older - The four bytes before the last four.
 * @param newer - The last four bytes.
 */
export function heldBytes(held: number, older: number, newer: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(heldCount(held));
  // The last byte is the lowest of `newer`. Shifts count modulo 32. If there is only one byte, bytes[1] is not written.
  for (let at = bytes.length - 1, bits = 0; at > 1; at--, bits += 8) bytes[at] = (bits < 32 ? newer : older) >>> bits;
  bytes[1] = heldSecond(held);
  bytes[0] = heldFirst(held);
  return bytes;
}

/**
 * How many more bytes the frame takes, plus `more`, if its whole 64-bit length is held; `undefined` if its length is
 * not known yet.
 *
 * @param more - It is added here, in one sum, because a result over 2^53 would already be rounded.
 */
export function heldRest(held: number, older: number, newer: number, more: number): number | undefined {
  const count = heldCount(held);
  if (count < Wire.LongestLengthEnd) return undefined;
  return headerBytes(heldSecond(held)) + 8 - count + more + (longLength(older, newer) as number);
}
