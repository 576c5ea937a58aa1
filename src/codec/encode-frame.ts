/**
 * Writes a whole Close frame: the payload first, then the header before it (RFC 6455 §5.2), and masks it (§5.3).
 * @module
 */

import { byteLengthOf } from './arguments.js';
import { type CloseReason, type EncodeErrorKind, encode, encodeInto } from './encode-payload.js';
import { applyKey, type EncodeFrameOptions, maskingKeyFor } from './mask.js';
import type { Failure } from './result.js';
import { Wire } from './wire.js';

/**
 * Encodes a whole Close frame into a new array.
 *
 * @param code - As for {@link encodeClosePayload}.
 * @param reason - As for {@link encodeClosePayload}.
 * @param options - Who sends the frame: see {@link EncodeFrameOptions}. By default a server, so it is not masked.
 * @returns The frame, 2…131 bytes, in an `ArrayBuffer` of exactly its length; or the same failure as
 *   {@link encodeClosePayload}.
 * @throws TypeError as for {@link encodeClosePayload}, and if the options are not an object, `from` is neither
 *   `client`, `server` nor `undefined`, or the masking key is not a Uint8Array or is given without `from: 'client'`.
 * @throws RangeError if the masking key is not 4 bytes long. The code and the reason are checked first.
 * @throws Error if a new key is needed and the runtime has no `crypto.getRandomValues`. This is checked before the code
 *   and the reason.
 */
export function encodeCloseFrame(
  code?: number,
  reason?: CloseReason,
  options?: EncodeFrameOptions,
): { ok: true; bytes: Uint8Array<ArrayBuffer> } | Failure<EncodeErrorKind, undefined> {
  const key = maskingKeyFor(options);
  if (key === null) return failOrThrow(code, reason);
  const result = encode(headerFor(key), code, reason);
  if (result.ok) writeHeader(result.bytes, 0, result.bytes.length, key);
  return result;
}

/**
 * Encodes a whole Close frame into your own array, which a failure or an exception leaves unchanged.
 *
 * @param target - Where to write; at most 131 bytes are written.
 * @param offset - The index in `target` of the first byte to write: an integer in 0…`target.length`.
 * @param code - As for {@link encodeClosePayload}.
 * @param reason - As for {@link encodeClosePayloadInto}.
 * @param options - As for {@link encodeCloseFrame}.
 * @returns How many bytes were written; or the same failure as {@link encodeClosePayload}.
 * @throws TypeError if `target` is not a Uint8Array, and as for {@link encodeCloseFrame}.
 * @throws RangeError if `offset` is not an integer in 0…`target.length`, the frame does not fit after it, or the
 *   masking key is not 4 bytes long. The code and the reason are checked first.
 * @throws Error as for {@link encodeCloseFrame}.
 */
export function encodeCloseFrameInto(
  target: Uint8Array,
  offset: number,
  code?: number,
  reason?: CloseReason,
  options?: EncodeFrameOptions,
): { ok: true; written: number } | Failure<EncodeErrorKind, undefined> {
  // First, because a getter in the options or a replaced `crypto` could detach the target.
  const key = maskingKeyFor(options);
  if (key === null) {
    byteLengthOf(target, 'target'); // a TypeError comes before any other failure
    return failOrThrow(code, reason);
  }
  const result = encodeInto(target, offset, headerFor(key), code, reason);
  if (result.ok) writeHeader(target, offset, result.written, key);
  return result;
}

/** For a masking key of the wrong length: throws a RangeError, unless the code or the reason is wrong too. */
function failOrThrow(code: number | undefined, reason: CloseReason | undefined): Failure<EncodeErrorKind, undefined> {
  const result = encode(0, code, reason);
  if (result.ok) throw new RangeError('options.maskingKey must be 4 bytes long.');
  return result;
}

function headerFor(key: number | undefined): number {
  return key === undefined ? Wire.HeaderBytes : Wire.MaskedHeaderBytes;
}

/** Writes the header of a frame of `length` bytes, and masks the payload, which is already there, if there is a key. */
function writeHeader(target: Uint8Array, at: number, length: number, key: number | undefined): void {
  target[at] = Wire.CloseFirstByte;
  if (key === undefined) {
    target[at + 1] = length - Wire.HeaderBytes;
    return;
  }
  const start = Wire.MaskedHeaderBytes;
  target[at + 1] = Wire.MaskBit | (length - start);
  target[at + 2] = key >>> 24; // the element type takes the low byte
  target[at + 3] = key >>> 16;
  target[at + 4] = key >>> 8;
  target[at + 5] = key;
  applyKey(target, 0, target, at + start, at + length, key);
}
