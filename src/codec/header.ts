/**
 * The two bytes that begin a frame (RFC 6455 §5.2), and what they must be in a Close frame.
 * @module
 */

import type { Endpoint } from './arguments.js';
import { MAX_PAYLOAD_BYTES } from './limits.js';
import { type Failure, hexByte, peerFailure } from './result.js';

const RSV_BITS = 0x70;

/** The bits of the first byte that tell what a frame is, and their value in a Close frame. */
export const OPCODE_BITS = 0x0f;
export const OPCODE_CLOSE = 0x8;

/** The parts of the second byte: is there a masking key, and how long is the payload? */
export const MASK_BIT = 0x80;
export const LENGTH_BITS = 0x7f;

/** FIN set, RSV1 to RSV3 not, opcode 8: the first byte of every Close frame. */
export const CLOSE_FIRST_BYTE = 0x88;

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

/** What is wrong with the first byte of a Close frame that is not {@link CLOSE_FIRST_BYTE}. */
export function refuseFirstByte(first: number): Failure<'reserved-bits' | 'fragmented', 1002> {
  if ((first & RSV_BITS) === 0) {
    const message = `The first byte, ${hexByte(first)}, lacks FIN, but a control frame is never fragmented (RFC 6455 §5.5).`;
    return peerFailure('fragmented', 1002, 0, undefined, message);
  }
  const message = `The first byte, ${hexByte(first)}, has RSV bits set, which mean nothing in a Close frame (RFC 6455 §5.2).`;
  return peerFailure('reserved-bits', 1002, 0, undefined, message);
}

/** What is wrong with the second byte of a Close frame: its length or, where `from` is known, its mask. */
export function refuseSecondByte(
  second: number,
  from: Endpoint | undefined,
): Failure<'payload-too-long' | 'payload-too-short' | 'mask-missing' | 'mask-unexpected', 1002> | undefined {
  const length = second & LENGTH_BITS;
  if (length > MAX_PAYLOAD_BYTES) {
    const message = `The length field is ${length}, but a control frame's payload has at most 125 bytes (RFC 6455 §5.5).`;
    return peerFailure('payload-too-long', 1002, 1, undefined, message);
  }
  if (length === 1) {
    const message =
      'The length field is 1, but a payload that is not empty begins with a code of 2 bytes (RFC 6455 §5.5.1).';
    return peerFailure('payload-too-short', 1002, 1, undefined, message);
  }
  if (from === 'client' && (second & MASK_BIT) === 0) {
    const message = 'MASK is not set, but a client must mask every frame (RFC 6455 §5.1).';
    return peerFailure('mask-missing', 1002, 1, undefined, message);
  }
  if (from === 'server' && (second & MASK_BIT) !== 0) {
    const message = 'MASK is set, but a server must not mask any frame (RFC 6455 §5.1).';
    return peerFailure('mask-unexpected', 1002, 1, undefined, message);
  }
  return undefined;
}
