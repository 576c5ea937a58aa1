/**
 * From the header of any frame to the next one's, by the length alone (RFC 6455 §5.2).
 * @module
 */

import { HEADER_BYTES, headerBytes, LENGTH_BITS, MASK_BIT, OPCODE_BITS, OPCODE_CLOSE } from './header.js';
import { type Failure, peerFailure } from './result.js';

/** The 7-bit length that says that 16 bits follow; one more says 64 (RFC 6455 §5.2). */
const LENGTH_IN_16_BITS = 126;

/** Where a 64-bit length ends: behind the two bytes that every header has. */
export const LONGEST_LENGTH_END = 10;

/** The upper half of 2^53−1, the highest length that a JavaScript number counts exactly. */
const MAX_SAFE_HIGH = 0x1fffff;

/**
 * The size in bytes of the frame whose header begins at `at`; 0 where it cannot just be skipped: for a Close frame, a
 * header that goes on past `end`, and a length over 2^53−1.
 */
export function skippableSize(bytes: Uint8Array, at: number, end: number): number {
  if ((bytes[at]! & OPCODE_BITS) === OPCODE_CLOSE || at + HEADER_BYTES > end) return 0;
  const second = bytes[at + 1]!;
  const length = second & LENGTH_BITS;
  const header = headerBytes((second & MASK_BIT) !== 0);
  if (length < LENGTH_IN_16_BITS) return header + length;
  if (length === LENGTH_IN_16_BITS) return at + 4 > end ? 0 : header + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
  if (at + LONGEST_LENGTH_END > end) return 0;
  const high = readUint32(bytes, at + 2);
  return high > MAX_SAFE_HIGH ? 0 : header + 8 + high * 2 ** 32 + readUint32(bytes, at + 6);
}

/** What is wrong with a 64-bit length that cannot be skipped; `undefined` where the header is only cut off. */
export function refuseLength(
  bytes: Uint8Array,
): Failure<'invalid-length', 1002> | Failure<'length-unsupported', 1009> | undefined {
  if (bytes.length < LONGEST_LENGTH_END) return undefined;
  const high = readUint32(bytes, 2);
  const length = `0x${hex32(high)}${hex32(readUint32(bytes, 6))}`;
  if (high > 0x7fffffff) {
    const message = `The length ${length} has its top bit set, which must be 0 (RFC 6455 §5.2).`;
    return peerFailure('invalid-length', 1002, HEADER_BYTES, undefined, message);
  }
  const message = `The length ${length} is over 2^53−1, more than a number can count.`;
  return peerFailure('length-unsupported', 1009, HEADER_BYTES, undefined, message);
}

function readUint32(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 2 ** 24 + ((bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!);
}

function hex32(value: number): string {
  return value.toString(16).padStart(8, '0');
}
