/**
 * A whole Close frame: the header of RFC 6455 §5.2 in the form that a Close frame must have, and the payload.
 * @module
 */

import { byteLengthOf, type Endpoint, endpointOf } from './arguments.js';
import { type ContentErrorKind, decodeContent, validateContent } from './content.js';
import { type CloseReason, type EncodeErrorKind, encode, encodeInto } from './encode.js';
import { frameBytes, type HeaderErrorKind, headerBytes, isClose, judgeHeader, refuseOpcode } from './header.js';
import { applyKey, type EncodeFrameOptions, maskingKeyFor, readKey } from './mask.js';
import type { Failure } from './result.js';
import { Wire } from './wire.js';

/** How to decode a frame. */
export interface DecodeFrameOptions {
  /** The endpoint that sent the bytes: its frames must be masked (`client`) or must not (`server`). Left out: either. */
  readonly from?: Endpoint | undefined;
}

/**
 * Decodes the Close frame at the head of the given bytes.
 *
 * @param bytes - The frame, whole or its first bytes alone, and whatever follows it. Not modified.
 * @param options - `from`: who sent the bytes, where the mask shall be judged (RFC 6455 §5.1).
 * @returns The status code and the reason as of {@link decodeClosePayload}, whether the frame was masked, and its
 *   length in bytes with its header, 2…131. Or a failure, the first of, reported as soon as the bytes show it:
 *   - `not-close`: the opcode is not 8 (§5.2). The other side is not at fault: no code to fail with.
 *   - `reserved-bits` (1002): RSV1, RSV2 or RSV3 is set; no extension defines them for control frames (§5.2).
 *   - `fragmented` (1002): FIN is not set (§5.5).
 *   - `payload-too-long` (1002): a length field of 126 or 127 (§5.5).
 *   - `payload-too-short` (1002): a payload of 1 byte (§5.5.1).
 *   - `mask-missing` / `mask-unexpected` (1002): against what `from` says (§5.1).
 *   - `incomplete`: a valid beginning; `bytesNeeded` says how many more bytes it takes, at least.
 *   - `forbidden-code`, `reserved-code` (1002), `invalid-utf8` (1007): as of {@link decodeClosePayload}.
 * @throws TypeError where `bytes` is no Uint8Array, or the options are none.
 */
export function decodeCloseFrame(
  bytes: Uint8Array,
  options?: DecodeFrameOptions,
):
  | { ok: true; code: number; reason: string; masked: boolean; byteLength: number }
  | Failure<'incomplete' | 'not-close', undefined>
  | Failure<HeaderErrorKind | ContentErrorKind, 1002 | 1007> {
  const from = endpointOf(options);
  const available = byteLengthOf(bytes, 'bytes');
  if (available > 0 && !isClose(bytes[0])) return refuseOpcode(bytes[0]!);
  return decodeFrame(bytes, available, from);
}

/**
 * Judges the Close frame at the start of the given bytes as {@link decodeCloseFrame} does, without making a string of the
 * reason: for those who pass it on. A masked reason is judged as it lies there, and never unmasked in memory.
 *
 * @param bytes - As for {@link decodeCloseFrame}: the frame or its first bytes, and whatever follows. Not modified.
 * @param options - As for {@link decodeCloseFrame}.
 * @returns The status code, 1005 for an empty payload, whether the frame is masked, and its length in bytes with its
 *   header, 2…131; or the very failure of {@link decodeCloseFrame}.
 * @throws TypeError if `bytes` is not a Uint8Array, or the options are not an object.
 */
export function validateCloseFrame(
  bytes: Uint8Array,
  options?: DecodeFrameOptions,
):
  | { ok: true; code: number; masked: boolean; byteLength: number }
  | Failure<'incomplete' | 'not-close', undefined>
  | Failure<HeaderErrorKind | ContentErrorKind, 1002 | 1007> {
  const from = endpointOf(options);
  const available = byteLengthOf(bytes, 'bytes');
  if (available > 0 && !isClose(bytes[0])) return refuseOpcode(bytes[0]!);
  const second = judgeHeader(bytes, available, from);
  if (typeof second !== 'number') return second;
  const masked = (second & Wire.MaskBit) !== 0;
  const byteLength = frameBytes(second);
  const content = validateContent(
    bytes,
    headerBytes(second),
    byteLength,
    masked ? readKey(bytes, Wire.HeaderBytes) : 0,
  );
  return content.ok ? { ok: true, code: content.code, masked, byteLength } : content;
}

/** Decodes what is known to be a Close frame by its opcode, or to have no bytes yet. */
export function decodeFrame(
  bytes: Uint8Array,
  available: number,
  from: Endpoint | undefined,
):
  | { ok: true; code: number; reason: string; masked: boolean; byteLength: number }
  | Failure<'incomplete', undefined>
  | Failure<HeaderErrorKind | ContentErrorKind, 1002 | 1007> {
  const second = judgeHeader(bytes, available, from);
  if (typeof second !== 'number') return second;
  const masked = (second & Wire.MaskBit) !== 0;
  const start = headerBytes(second);
  const byteLength = frameBytes(second);
  const content = masked ? decodeMasked(bytes, start, byteLength) : decodeContent(bytes, start, byteLength, start);
  if (!content.ok) return content;
  return { ok: true, code: content.code, reason: content.reason, masked, byteLength };
}

/** A decoder of the masked payload in `bytes[start … end)`, which has `decode` decode it when it is unmasked. */
export function maskedDecoder(
  decode: typeof decodeContent,
): (bytes: Uint8Array, start: number, end: number) => ReturnType<typeof decodeContent> {
  // Kept for speed, and wiped as that of unitsDecoder() is, for the same reasons.
  const memory = new BigUint64Array(16); // for 125 bytes
  const unmasked = new Uint8Array(memory.buffer);
  return (bytes, start, end) => {
    const length = end - start;
    try {
      applyKey(bytes, start, unmasked, 0, length, readKey(bytes, Wire.HeaderBytes));
      const result = decode(unmasked, 0, length, start);
      for (let index = 0; 8 * index < length; index++) memory[index] = 0n;
      return result;
    } catch (error) {
      unmasked.fill(0);
      throw error;
    }
  };
}

const decodeMasked = /* @__PURE__ */ maskedDecoder(decodeContent);

/**
 * Encodes a whole Close frame into bytes of its own.
 *
 * @param code - As for {@link encodeClosePayload}.
 * @param reason - As for {@link encodeClosePayload}.
 * @param options - Who sends the frame: see {@link EncodeFrameOptions}. Left out: a server, so no mask.
 * @returns The frame, 2…131 bytes, in an `ArrayBuffer` of exactly its length; or a failure as of
 *   {@link encodeClosePayload}.
 * @throws TypeError as {@link encodeClosePayload}, and if the options are not an object or a masking key comes without
 *   `from: 'client'`.
 * @throws RangeError where the masking key is not 4 bytes long, judged after the data.
 * @throws Error where a fresh key is needed and the runtime has no `crypto.getRandomValues`, judged before it.
 */
export function encodeCloseFrame(
  code?: number,
  reason?: CloseReason,
  options?: EncodeFrameOptions,
): { ok: true; bytes: Uint8Array<ArrayBuffer> } | Failure<EncodeErrorKind, undefined> {
  const key = maskingKeyFor(options);
  if (key === null) return refuseKey(code, reason);
  const result = encode(headerFor(key), code, reason);
  if (result.ok) writeHeader(result.bytes, 0, result.bytes.length, key);
  return result;
}

/**
 * Encodes a whole Close frame into memory of the caller's.
 *
 * @param target - Where to write; at most 131 bytes are written.
 * @param offset - The index in `target` of the first byte to write: an integer in 0…`target.length`.
 * @param code - As for {@link encodeClosePayload}.
 * @param reason - As for {@link encodeClosePayloadInto}.
 * @param options - As for {@link encodeCloseFrame}.
 * @returns How many bytes were written; or a failure as of {@link encodeClosePayload}.
 * @throws TypeError where `target` is no Uint8Array, and as {@link encodeCloseFrame}.
 * @throws RangeError where `offset` is out of its range, the frame does not fit behind it, or the masking key is not
 *   4 bytes long. On a failure and on an exception alike, `target` is untouched.
 */
export function encodeCloseFrameInto(
  target: Uint8Array,
  offset: number,
  code?: number,
  reason?: CloseReason,
  options?: EncodeFrameOptions,
): { ok: true; written: number } | Failure<EncodeErrorKind, undefined> {
  // First, as options and crypto of the caller's could take the target's memory away.
  const key = maskingKeyFor(options);
  if (key === null) {
    byteLengthOf(target, 'target'); // a TypeError comes before all else
    return refuseKey(code, reason);
  }
  const result = encodeInto(target, offset, headerFor(key), code, reason);
  if (result.ok) writeHeader(target, offset, result.written, key);
  return result;
}

/** A masking key of another length than 4 is a RangeError only once the data is judged. */
function refuseKey(code: number | undefined, reason: CloseReason | undefined): Failure<EncodeErrorKind, undefined> {
  const result = encode(0, code, reason);
  if (result.ok) throw new RangeError('options.maskingKey must be 4 bytes long.');
  return result;
}

function headerFor(key: number | undefined): number {
  return key === undefined ? Wire.HeaderBytes : Wire.MaskedHeaderBytes;
}

/** Writes the header of a frame of `length` bytes, whose payload is there; with a key, masks the payload. */
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
