/**
 * Where an HTTP head ends: the frames of a WebSocket begin behind the head of the upgrade (RFC 6455 §4).
 * @module
 */

/** How long a head may be: four times what Node's own HTTP parser takes. */
export const MAX_HEAD_BYTES = 65_536;

/** What {@link matchHeadEnd} has reached when the head has ended. */
export const HEAD_ENDED = 4;

const CR = 0x0d;
const LF = 0x0a;

/**
 * One step in the search for CR LF CR LF.
 *
 * @param matched - How many bytes of it the bytes before ended with, 0…3.
 * @returns The same with one more byte, 0…4.
 */
export function matchHeadEnd(matched: number, byte: number): number {
  if (byte === (matched % 2 === 0 ? CR : LF)) return matched + 1;
  return byte === CR ? 1 : 0;
}
