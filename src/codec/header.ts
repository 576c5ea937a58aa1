/**
 * The two bytes that begin a frame (RFC 6455 §5.2), and what they must be in a Close frame.
 * @module
 */

import type { Endpoint } from './arguments.js';
import { type Failure, failure } from './result.js';
import {
  CLOSE_FIRST_BYTE,
  HEADER_BYTES,
  KEY_BYTES,
  LENGTH_BITS,
  MASK_BIT,
  MAX_PAYLOAD_BYTES,
  RSV_BITS,
} from './wire.js';

/** How long the header of a Close frame is: the masking key of a client's takes 4 bytes. */
export function headerBytes(masked: boolean): number {
  return masked ? HEADER_BYTES + KEY_BYTES : HEADER_BYTES;
}

/** What can be wrong with the header of a Close frame. */
export type HeaderErrorKind =
  | 'reserved-bits'
  | 'fragmented'
  | 'payload-too-long'
  | 'payload-too-short'
  | 'mask-missing'
  | 'mask-unexpected';

/** What is wrong with the first byte of a Close frame that is not {@link CLOSE_FIRST_BYTE}. */
export function refuseFirstByte(first: number): Failure<'reserved-bits' | 'fragmented', 1002> {
  const kind = first & RSV_BITS ? 'reserved-bits' : 'fragmented';
  return failure(
    kind,
    1002,
    0,
    undefined,
    `The first byte of a Close frame is 0x88, not 0x${first.toString(16)}`,
    '5.2',
  );
}

/** What is wrong with the length of a payload: 1, or more than 125. */
export function refuseLength(
  length: number,
  byteOffset: number,
): Failure<'payload-too-long' | 'payload-too-short', 1002> {
  const kind = length === 1 ? 'payload-too-short' : 'payload-too-long';
  return failure(kind, 1002, byteOffset, undefined, `A payload has 0 or 2 to 125 bytes, not ${length}`, '5.5');
}

/** What is wrong with the second byte of a Close frame: its length or, where `from` is known, its mask. */
export function refuseSecondByte(
  second: number,
  from: Endpoint | undefined,
): Failure<'payload-too-long' | 'payload-too-short' | 'mask-missing' | 'mask-unexpected', 1002> | undefined {
  const length = second & LENGTH_BITS;
  if (length === 1 || length > MAX_PAYLOAD_BYTES) return refuseLength(length, 1);
  const masked = (second & MASK_BIT) !== 0;
  if (from === undefined || masked === (from === 'client')) return undefined;
  const kind = masked ? 'mask-unexpected' : 'mask-missing';
  return failure(kind, 1002, 1, undefined, `MASK is ${second >> 7} in a frame from a ${from}`, '5.1');
}
