/**
 * Reading a whole Close frame: the header of RFC 6455 §5.2 in the form that a Close frame must have, and the payload.
 * The rules are checked in this order: opcode, RSV bits, FIN; payload length, mask; is the frame whole?; the payload.
 * @module
 */

import { byteLengthOf, type Endpoint, endpointOf } from './arguments.js';
import { applyKey, readKey } from './mask.js';
import { type ContentErrorKind, decodeContent, invalidLength, validateContent } from './payload.js';
import { type Failure, failure } from './result.js';
import { Wire } from './wire.js';

/** How to decode a frame. */
export interface DecodeFrameOptions {
  /** Who sent the frame: a `client` must mask it, a `server` must not (RFC 6455 §5.1). Left out: either is accepted. */
  readonly from?: Endpoint | undefined;
}

/** What can be wrong with the header of a Close frame. */
export type HeaderErrorKind =
  | 'reserved-bits'
  | 'fragmented'
  | 'payload-too-long'
  | 'payload-too-short'
  | 'mask-missing'
  | 'mask-unexpected';

/**
 * Decodes the Close frame at the start of the given bytes.
 *
 * @param bytes - The frame, or as much of it as there is, and whatever follows it. Not modified.
 * @param options - `from`: who sent the frame, if the mask should be checked.
 * @returns The status code and the reason, as for {@link decodeClosePayload}; whether the frame was masked; and the
 *   length of the whole frame in bytes, 2…131. Or the first of these failures, as soon as the bytes show it:
 *   - `not-close`: the opcode is not 8 (§5.2). The peer is not at fault, so there is no code to fail with.
 *   - `reserved-bits` (1002): RSV1, RSV2 or RSV3 is set, which no extension defines for control frames (§5.2).
 *   - `fragmented` (1002): FIN is not set (§5.5).
 *   - `payload-too-long` (1002): a length field of 126 or 127 (§5.5).
 *   - `payload-too-short` (1002): a payload of 1 byte (§5.5.1).
 *   - `mask-missing` / `mask-unexpected` (1002): the frame is not masked as `from` requires (§5.1).
 *   - `incomplete`: the bytes so far are valid; `bytesNeeded` says how many more it takes, at least.
 *   - `forbidden-code`, `reserved-code` (1002), `invalid-utf8` (1007): as for {@link decodeClosePayload}.
 * @throws TypeError if `bytes` is not a Uint8Array, or the options are not an object.
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
  if (available > 0 && !isClose(bytes[0])) return notClose(bytes[0]!);
  return decodeFrame(bytes, available, from);
}

/**
 * Checks the Close frame at the start of the given bytes without decoding the reason to a string. Use it if you only
 * pass the frame on. A masked reason is checked in place and never unmasked in memory.
 *
 * @param bytes - As for {@link decodeCloseFrame}.
 * @param options - As for {@link decodeCloseFrame}.
 * @returns The status code, which is 1005 for an empty payload; whether the frame is masked; and the length of the
 *   whole frame in bytes, 2…131. Or the same failure as {@link decodeCloseFrame}.
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
  if (available > 0 && !isClose(bytes[0])) return notClose(bytes[0]!);
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

/** Decodes bytes whose first one, if there is one, has the opcode of a Close frame. */
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

/** Makes a decoder of the masked payload in `bytes[start … end)`, which unmasks it and passes it to `decode`. */
export function maskedDecoder(
  decode: typeof decodeContent,
): (bytes: Uint8Array, start: number, end: number) => ReturnType<typeof decodeContent> {
  // Allocated once and wiped after each call, for the same reasons as in unitsDecoder().
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
 * Checks the header of a Close frame, as far as there are bytes.
 *
 * @param available - How many bytes there are.
 * @returns The second byte if the header is valid and the frame is whole; otherwise what is wrong or missing.
 */
function judgeHeader(
  bytes: Uint8Array,
  available: number,
  from: Endpoint | undefined,
): number | Failure<'incomplete', undefined> | Failure<HeaderErrorKind, 1002> {
  const first = bytes[0]!;
  if (available > 0 && first !== Wire.CloseFirstByte) return invalidFirstByte(first);
  if (available < Wire.HeaderBytes) return incomplete(available, Wire.HeaderBytes);
  const second = bytes[1]!;
  const invalid = invalidSecondByte(second, from);
  if (invalid !== undefined) return invalid;
  const byteLength = frameBytes(second);
  return available < byteLength ? incomplete(available, byteLength) : second;
}

/** Does the first byte of a frame have the opcode of a Close frame? No if there is none yet: undefined has no bits. */
export function isClose(first: number | undefined): boolean {
  return (first! & Wire.OpcodeBits) === Wire.OpcodeClose;
}

/** The length of a header, by the second byte of the frame, if the payload length is in that byte too. */
export function headerBytes(second: number): number {
  return second & Wire.MaskBit ? Wire.MaskedHeaderBytes : Wire.HeaderBytes;
}

/** The length of a frame, by its second byte, if the payload length is in that byte too. */
export function frameBytes(second: number): number {
  return headerBytes(second) + (second & Wire.LengthBits);
}

/** The opcode is not 8 (§5.2). */
function notClose(first: number): Failure<'not-close', undefined> {
  const sentence = `The opcode of a Close frame is 8, not ${first & Wire.OpcodeBits}`;
  return failure('not-close', '5.2', sentence, undefined, 0);
}

/**
 * The first byte has the opcode of a Close frame but is not 0x88: RSV1, RSV2 or RSV3 is set (§5.2), or FIN is not
 * (§5.5).
 */
export function invalidFirstByte(
  first: number,
  reservedBits: number = first & Wire.RsvBits,
): Failure<'reserved-bits' | 'fragmented', 1002> {
  const rest = `in a Close frame, but the first byte is 0x${first.toString(16)}`;
  return reservedBits
    ? failure('reserved-bits', '5.2', `RSV bits must be 0 ${rest}`, 1002, 0)
    : failure('fragmented', '5.5', `FIN must be 1 ${rest}`, 1002, 0);
}

/** The payload length (§5.5, §5.5.1) or, if `from` is given, the mask (§5.1) is wrong; `undefined` if neither is. */
export function invalidSecondByte(
  second: number,
  from: Endpoint | undefined,
): Failure<'payload-too-long' | 'payload-too-short' | 'mask-missing' | 'mask-unexpected', 1002> | undefined {
  const length = second & Wire.LengthBits;
  if (length === 1 || length > Wire.MaxPayloadBytes) return invalidLength(length, 1);
  const mask = second >> 7;
  if (from === undefined || mask === (from === 'client' ? 1 : 0)) return undefined;
  const kind = mask ? 'mask-unexpected' : 'mask-missing';
  return failure(kind, '5.1', `MASK must be ${1 - mask} in a frame from a ${from}, not ${mask}`, 1002, 1);
}

function incomplete(available: number, byteLength: number): Failure<'incomplete', undefined> {
  const sentence = `The frame is incomplete: ${available} of at least ${byteLength} bytes`;
  return failure('incomplete', '5.2', sentence, undefined, undefined, undefined, byteLength - available);
}
