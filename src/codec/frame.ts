/**
 * Reads a whole Close frame: the header (RFC 6455 §5.2) and the payload. The rules are checked in this order, each as
 * soon as its bytes are there, and the first one that is broken is reported:
 *
 * 1. The opcode is 8 (§5.2, §5.5.1). It comes first, because the other rules are those of a Close frame.
 * 2. RSV1, RSV2 and RSV3 are 0 (§5.2): no extension defines them for control frames (for RSV1, see RFC 7692 §6).
 * 3. FIN is 1: a control frame is not fragmented (§5.4, §5.5).
 * 4. The payload length is at most 125 (§5.5), so it is in the second byte, and not 1 (§5.5.1).
 * 5. MASK is 1 in a client's frame and 0 in a server's (§5.1, §5.5.1), if `from` says whose it is.
 * 6. The whole frame is there.
 * 7. The payload is valid (§5.5.1): rules 3 and 4 of payload.ts.
 * @module
 */

import { byteLengthOf, type Endpoint, endpointOf } from './arguments.js';
import { applyKey, readKey } from './mask.js';
import { type ContentErrorKind, decodeContent, invalidLength, validateContent } from './payload.js';
import { type Failure, failure } from './result.js';
import { Wire } from './wire.js';

/** How to decode a frame. */
export interface DecodeFrameOptions {
  /**
   * Who sent the frame: a `client` must mask it, a `server` must not (RFC 6455 §5.1). If left out, the mask is not
   * checked.
   */
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
 * @param bytes - The frame, or the part of it that has arrived. Bytes after the frame are ignored. Not modified.
 * @param options - `from`: who sent the frame, if the mask should be checked.
 * @returns The status code and the reason, as for {@link decodeClosePayload}; whether the frame is masked; and the
 *   length of the whole frame in bytes, 2…131. If the frame is invalid or incomplete, the first of these failures that
 *   applies, as soon as the bytes show it, with its `failCode`:
 *   - `not-close` (no `failCode`: the peer is not at fault): the opcode is not 8 (RFC 6455 §5.2).
 *   - `reserved-bits` (1002): RSV1, RSV2 or RSV3 is set, which no extension defines for control frames (§5.2).
 *   - `fragmented` (1002): FIN is not set (§5.5).
 *   - `payload-too-long` (1002): the length field is 126 or 127 (§5.5).
 *   - `payload-too-short` (1002): the payload is 1 byte long (§5.5.1).
 *   - `mask-missing`, `mask-unexpected` (1002): the frame is not masked as `from` requires (§5.1).
 *   - `incomplete` (no `failCode`): the bytes so far are valid, and the frame needs at least `bytesNeeded` more.
 *   - `forbidden-code`, `reserved-code` (1002), `invalid-utf8` (1007): as for {@link decodeClosePayload}.
 * @throws TypeError if `bytes` is not a Uint8Array (of this or another realm), the options are not an object, or `from`
 *   is neither `client`, `server` nor `undefined`.
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
  if (available > 0 && !isClose(bytes[0])) return notClose(bytes[0]!); // rule 1
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
 * @throws TypeError as for {@link decodeCloseFrame}.
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
  if (available > 0 && !isClose(bytes[0])) return notClose(bytes[0]!); // rule 1
  const second = judgeHeader(bytes, available, from); // rules 2 to 6
  if (typeof second !== 'number') return second;
  const masked = (second & Wire.MaskBit) !== 0;
  const byteLength = frameBytes(second);
  // Rule 7.
  const content = validateContent(
    bytes,
    headerBytes(second),
    byteLength,
    masked ? readKey(bytes, Wire.HeaderBytes) : 0,
  );
  return content.ok ? { ok: true, code: content.code, masked, byteLength } : content;
}

/** Checks rules 2 to 7, and decodes the frame. Rule 1 is already checked, if there are any bytes. */
export function decodeFrame(
  bytes: Uint8Array,
  available: number,
  from: Endpoint | undefined,
):
  | { ok: true; code: number; reason: string; masked: boolean; byteLength: number }
  | Failure<'incomplete', undefined>
  | Failure<HeaderErrorKind | ContentErrorKind, 1002 | 1007> {
  const second = judgeHeader(bytes, available, from); // rules 2 to 6
  if (typeof second !== 'number') return second;
  const masked = (second & Wire.MaskBit) !== 0;
  const start = headerBytes(second);
  const byteLength = frameBytes(second);
  // Rule 7.
  const content = masked ? decodeMasked(bytes, start, byteLength) : decodeContent(bytes, start, byteLength, start);
  if (!content.ok) return content;
  return { ok: true, code: content.code, reason: content.reason, masked, byteLength };
}

/** Makes a function that unmasks the payload in `bytes[start … end)` (§5.3) and passes it to `decode`. */
export function maskedDecoder(
  decode: typeof decodeContent,
): (bytes: Uint8Array, start: number, end: number) => ReturnType<typeof decodeContent> {
  // Allocated once and wiped after each call: unitsDecoder() says why.
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
 * Checks rules 2 to 6.
 *
 * @param available - How many bytes there are. If there are any, the first has opcode 8.
 * @returns The second byte if the header is valid and the frame is whole; otherwise what is wrong or missing.
 */
function judgeHeader(
  bytes: Uint8Array,
  available: number,
  from: Endpoint | undefined,
): number | Failure<'incomplete', undefined> | Failure<HeaderErrorKind, 1002> {
  const first = bytes[0]!;
  if (available > 0 && first !== Wire.CloseFirstByte) return invalidFirstByte(first); // rules 2 and 3
  if (available < Wire.HeaderBytes) return incomplete(available, Wire.HeaderBytes);
  const second = bytes[1]!;
  const invalid = invalidSecondByte(second, from); // rules 4 and 5
  if (invalid !== undefined) return invalid;
  const byteLength = frameBytes(second);
  return available < byteLength ? incomplete(available, byteLength) : second; // rule 6
}

/** Does the first byte of a frame have opcode 8? False if there is no byte yet: `undefined` becomes 0. */
export function isClose(first: number | undefined): boolean {
  return (first! & Wire.OpcodeBits) === Wire.OpcodeClose;
}

/** The length of a header in bytes, by its second byte, without an extended payload length. */
export function headerBytes(second: number): number {
  return second & Wire.MaskBit ? Wire.MaskedHeaderBytes : Wire.HeaderBytes;
}

/** The length of a frame in bytes, by its second byte, if that contains the payload length: 0…125. */
export function frameBytes(second: number): number {
  return headerBytes(second) + (second & Wire.LengthBits);
}

/** The failure for an opcode that is not 8 (§5.2). */
function notClose(first: number): Failure<'not-close', undefined> {
  const sentence = `The opcode of a Close frame is 8, not ${first & Wire.OpcodeBits}`;
  return failure('not-close', '5.2', sentence, undefined, 0);
}

/**
 * The failure for a first byte that has opcode 8 but is not 0x88: RSV1, RSV2 or RSV3 is set (§5.2), or FIN is not
 * (§5.5).
 *
 * @param reservedBits - 0 to report FIN, whatever the RSV bits are.
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

/** The failure if the payload length (§5.5, §5.5.1) or, given `from`, the MASK bit (§5.1) is wrong. */
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
