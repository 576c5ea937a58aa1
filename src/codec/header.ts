/**
 * The two bytes that begin a frame (RFC 6455 §5.2), and what they must be in a Close frame.
 * @module
 */

import type { Endpoint } from './arguments.js';
import { MAX_PAYLOAD_BYTES } from './limits.js';
import { payloadTooShort } from './payload.js';
import { type Failure, failure } from './result.js';

const RSV = 0x70;

/** The bits of the first byte that tell what a frame is, and their value in a Close frame. */
export const OPCODE = 0x0f;
export const OPCODE_CLOSE = 0x8;

/** The parts of the second byte: is there a masking key, and how long is the payload? */
export const MASK = 0x80;
export const LENGTH = 0x7f;

/** FIN set, RSV1 to RSV3 not, opcode 8: the first byte of every Close frame. */
export const FIRST_BYTE = 0x88;

/** The two bytes that every header has. */
export const HEADER_BYTES = 2;

/** How long the header of a Close frame is: the masking key of a client's takes 4 bytes. */
export function headerBytes(masked: boolean): number {
  return masked ? HEADER_BYTES + 4 : HEADER_BYTES;
}

/** What can be wrong with the header of a Close frame. */
export type HeaderErrorKind =
  | 'reserved-bits'
  | 'fragmented'
  | 'payload-too-long'
  | 'payload-too-short'
  | 'mask-missing'
  | 'mask-unexpected';

/** What is wrong with the first byte of a Close frame that is not {@link FIRST_BYTE}. */
export function refuseFirstByte(first: number): Failure<'reserved-bits' | 'fragmented', 1002> {
  if ((first & RSV) === 0) {
    const message = 'FIN is not set, but a control frame must not be fragmented (RFC 6455 §5.5).';
    return failure('fragmented', 1002, undefined, 0, undefined, message);
  }
  const bits = ((first & RSV) >> 4).toString(2).padStart(3, '0');
  const message = `RSV1 to RSV3 are ${bits}, but no extension gives them a meaning in a Close frame (RFC 6455 §5.2).`;
  return failure('reserved-bits', 1002, undefined, 0, undefined, message);
}

/** What is wrong with the second byte of a Close frame: its length or, where `from` is known, its mask. */
export function refuseSecondByte(
  second: number,
  from: Endpoint | undefined,
): Failure<'payload-too-long' | 'payload-too-short' | 'mask-missing' | 'mask-unexpected', 1002> | undefined {
  const length = second & LENGTH;
  if (length > MAX_PAYLOAD_BYTES) {
    const message = `The length field is ${length}, but the payload of a control frame is at most 125 bytes (RFC 6455 §5.5).`;
    return failure('payload-too-long', 1002, undefined, 1, undefined, message);
  }
  if (length === 1) return payloadTooShort(1);
  if (from === 'client' && (second & MASK) === 0) {
    const message = 'MASK is not set, but a client must mask every frame (RFC 6455 §5.1).';
    return failure('mask-missing', 1002, undefined, 1, undefined, message);
  }
  if (from === 'server' && (second & MASK) !== 0) {
    const message = 'MASK is set, but a server must not mask any frame (RFC 6455 §5.1).';
    return failure('mask-unexpected', 1002, undefined, 1, undefined, message);
  }
  return undefined;
}
