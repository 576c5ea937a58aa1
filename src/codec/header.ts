/**
 * The two bytes that begin a frame (RFC 6455 §5.2), and what they must be in a Close frame.
 * @module
 */

import type { Endpoint } from './arguments.js';
import { type Failure, failure } from './result.js';
import { Wire } from './wire.js';

/** Is it a Close frame, by the opcode in its first byte? Not where there is none yet: undefined has no bits. */
export function isClose(first: number | undefined): boolean {
  return (first! & Wire.OpcodeBits) === Wire.OpcodeClose;
}

/** How long a header is, by its second byte, where no length follows: the masking key of a client's takes 4 bytes. */
export function headerBytes(second: number): number {
  return second & Wire.MaskBit ? Wire.MaskedHeaderBytes : Wire.HeaderBytes;
}

/** How long a frame is, by its second byte, where no length follows. */
export function frameBytes(second: number): number {
  return headerBytes(second) + (second & Wire.LengthBits);
}

/** What can be wrong with the header of a Close frame. */
export type HeaderErrorKind =
  | 'reserved-bits'
  | 'fragmented'
  | 'payload-too-long'
  | 'payload-too-short'
  | 'mask-missing'
  | 'mask-unexpected';

/** What is wrong with the first byte of a Close frame that is not `Wire.CloseFirstByte`. */
export function refuseFirstByte(first: number): Failure<'reserved-bits' | 'fragmented', 1002> {
  const kind = first & Wire.RsvBits ? 'reserved-bits' : 'fragmented';
  return failure(kind, '5.2', `The first byte of a Close frame is 0x88, not 0x${first.toString(16)}`, 1002, 0);
}

/** What is wrong with the length of a payload: 1, or more than 125. */
export function refuseLength(
  length: number,
  byteOffset: number,
): Failure<'payload-too-long' | 'payload-too-short', 1002> {
  const kind = length === 1 ? 'payload-too-short' : 'payload-too-long';
  return failure(kind, '5.5', `A payload has 0 or 2 to 125 bytes, not ${length}`, 1002, byteOffset);
}

/** What is wrong with the second byte of a Close frame: its length or, where `from` is known, its mask. */
export function refuseSecondByte(
  second: number,
  from: Endpoint | undefined,
): Failure<'payload-too-long' | 'payload-too-short' | 'mask-missing' | 'mask-unexpected', 1002> | undefined {
  const length = second & Wire.LengthBits;
  if (length === 1 || length > Wire.MaxPayloadBytes) return refuseLength(length, 1);
  const mask = second >> 7;
  if (from === undefined || mask === (from === 'client' ? 1 : 0)) return undefined;
  return failure(
    mask ? 'mask-unexpected' : 'mask-missing',
    '5.1',
    `MASK is ${mask} in a frame from a ${from}`,
    1002,
    1,
  );
}
