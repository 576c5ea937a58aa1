/**
 * A header of which not all bytes have come yet, in three integers, because an array takes 200 bytes and longer: the first
 * two bytes and how many there are in one, and in the others the eight that a length takes at most.
 * @module
 */

import { headerBytes } from './header.js';
import { longLength } from './skip.js';
import { Wire } from './wire.js';

/**
 * The first of the integers, a negative one.
 *
 * @param second - Any number if only one byte is held.
 * @param count - How many bytes are held, 1…255.
 */
export function hold(first: number, second: number, count: number): number {
  return -((first << 16) | (second << 8) | count);
}

/** How many bytes are held; 0 if `held` is not negative, as {@link hold} makes it. */
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
 * The bytes that are held of a frame whose length is not known yet.
 *
 * @param older - The four bytes before the last four.
 * @param newer - The last four bytes.
 */
export function heldBytes(held: number, older: number, newer: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(heldCount(held));
  // Written from the end, so that of one byte only the first is left. Shifts count modulo 32.
  for (let at = bytes.length - 1, bits = 0; at > 1; at--, bits += 8) bytes[at] = (bits < 32 ? newer : older) >>> bits;
  bytes[1] = heldSecond(held);
  bytes[0] = heldFirst(held);
  return bytes;
}

/**
 * How many more bytes the frame takes of which a whole 64-bit length is held; `undefined` if the length is not known yet.
 *
 * @param more - What to add to that: in one sum, because this may be over 2^53, where a sum is rounded.
 */
export function heldRest(held: number, older: number, newer: number, more: number): number | undefined {
  const count = heldCount(held);
  if (count < Wire.LongestLengthEnd) return undefined;
  return headerBytes(heldSecond(held)) + 8 - count + more + (longLength(older, newer) as number);
}
