/**
 * Writes the payload of a Close frame (RFC 6455 §5.5.1), and leaves room for a header before it if a frame is encoded.
 * @module
 */

import { isSendableCode } from '../codes/index.js';
import { byteLengthOf, checkType } from './arguments.js';
import { invalidUtf8, unsendableCode } from './payload.js';
import { type Failure, failure } from './result.js';
import { decodeUtf8 } from './utf8-host.js';
import { writeUtf8 } from './utf8-write.js';
import { Wire } from './wire.js';

/** A reason to send: a string, or bytes in UTF-8, which are validated and written unchanged. */
export type CloseReason = string | Uint8Array;

/** What can be wrong with a status code and a reason to send; `invalid-utf8` only if the reason is given as bytes. */
export type EncodeErrorKind =
  | 'forbidden-code'
  | 'reserved-code'
  | 'reason-too-long'
  | 'reason-without-code'
  | 'invalid-utf8';

/**
 * Encodes the payload of a Close frame into a new array.
 *
 * @param code - A status code: 1000–1003, 1007–1014 or 3000–4999. If left out, the payload is empty.
 * @param reason - At most 123 bytes in UTF-8. In a string, a lone surrogate becomes U+FFFD, as in a Web API's
 *   `USVString`. Bytes are written unchanged. They are not modified, may lie in shared memory, and count as empty if
 *   their buffer is detached.
 * @returns The unmasked payload, 0…125 bytes, in an `ArrayBuffer` of exactly its length; or the first of these failures
 *   that applies, none of which has a `failCode`:
 *   - `reason-without-code`: a reason that is not empty, but no code (RFC 6455 §5.5.1).
 *   - `forbidden-code`: 0–999, 1005, 1006 or 1015 (§7.4).
 *   - `reserved-code`: 1004, 1016–2999, 5000–65535, or a number that is not an integer in 0…65535 (§7.4).
 *   - `reason-too-long`: the reason takes more than 123 bytes (§5.5). {@link truncateReason} makes it fit.
 *   - `invalid-utf8`: a reason in bytes is not well-formed UTF-8 (§8.1; RFC 3629; Unicode table 3-7). `byteOffset` is
 *     the offset of the first ill-formed sequence in the reason.
 * @throws TypeError if `code` is not a number, or `reason` is neither a string nor a Uint8Array (of this or another
 *   realm); `undefined` counts as left out.
 */
export function encodeClosePayload(
  code?: number,
  reason?: CloseReason,
): { ok: true; bytes: Uint8Array<ArrayBuffer> } | Failure<EncodeErrorKind, undefined> {
  return encode(0, code, reason);
}

/**
 * Encodes the payload of a Close frame into your own array, which a failure or an exception leaves unchanged.
 *
 * @param target - Where to write; at most 125 bytes are written.
 * @param offset - The index in `target` of the first byte to write: an integer in 0…`target.length`.
 * @param code - As for {@link encodeClosePayload}.
 * @param reason - As for {@link encodeClosePayload}. Bytes may lie in `target` and overlap what is written.
 * @returns How many bytes were written; or the same failure as {@link encodeClosePayload}.
 * @throws TypeError if `target` is not a Uint8Array, and as for {@link encodeClosePayload}.
 * @throws RangeError if `offset` is not an integer in 0…`target.length`, or the payload does not fit after it. The code
 *   and the reason are checked first.
 */
export function encodeClosePayloadInto(
  target: Uint8Array,
  offset: number,
  code?: number,
  reason?: CloseReason,
): { ok: true; written: number } | Failure<EncodeErrorKind, undefined> {
  return encodeInto(target, offset, 0, code, reason);
}

// Keep encodeInto() under the 460 bytes of bytecode that V8 inlines on Node 20 (it has 421): encoding a code takes 6 ns
// instead of 15 (npm run bench). That is why the header of a frame is written elsewhere.

/**
 * Encodes into a new array.
 *
 * @param header - How many bytes to leave for a header before the payload.
 */
export function encode(
  header: number,
  code: number | undefined,
  reason: CloseReason | undefined,
): { ok: true; bytes: Uint8Array<ArrayBuffer> } | Failure<EncodeErrorKind, undefined> {
  const length = write(nothing, 0, -1, header, code, reason, false);
  if (typeof length === 'string') return encode(header, code, length);
  if (typeof length !== 'number') return length;
  const bytes = new Uint8Array(length);
  write(bytes, 0, length, header, code, reason, true);
  return { ok: true, bytes };
}

const nothing = /* @__PURE__ */ new Uint8Array(0);

/** Encodes into the caller's array. `written` includes the bytes left for a header. */
export function encodeInto(
  target: Uint8Array,
  offset: number,
  header: number,
  code: number | undefined,
  reason: CloseReason | undefined,
): { ok: true; written: number } | Failure<EncodeErrorKind, undefined> {
  const length = byteLengthOf(target, 'target');
  const room = Number.isInteger(offset) && offset >= 0 ? length - offset : -1;
  const written = write(target, room < 0 ? 0 : offset, room, header, code, reason, false);
  if (typeof written === 'string') return encodeInto(target, offset, header, code, written);
  if (typeof written !== 'number') return written;
  if (written > room) throwNoRoom(written);
  return { ok: true, written };
}

function throwNoRoom(needed: number): never {
  // The message leaves the offset out: it may be any value, and converting it to text may run its own code.
  throw new RangeError(`offset must be an integer with room for ${needed} bytes after it in target.`);
}

/**
 * Writes the payload at `at + header` if `room` bytes are enough for both; otherwise writes nothing.
 *
 * @param isMeasured - Is `room` known to be exactly what both take?
 * @returns How many bytes both take; why the payload must not be sent; or, for a valid reason in bytes, the same reason
 *   as a string, with which the caller tries again.
 */
function write(
  target: Uint8Array,
  at: number,
  room: number,
  header: number,
  code: number | undefined,
  reason: CloseReason | undefined,
  isMeasured: boolean,
): number | string | Failure<EncodeErrorKind, undefined> {
  if (!isSendableCode(code!) || (typeof reason !== 'string' && reason !== undefined))
    return judge(header, code, reason);
  const start = at + header;
  let written = header + 2;
  if (reason) {
    const length = writeUtf8(target, start + 2, room - written, reason, isMeasured);
    if (length > Wire.MaxReasonBytes) return reasonTooLong(code!, reason.length);
    written += length;
  }
  if (written <= room) {
    target[start] = code! >> 8;
    target[start + 1] = code!; // the element type takes the low byte
  }
  return written;
}

/**
 * What {@link write} returns if the code is not sendable or the reason is not a string. Only then can a type be wrong,
 * so the types are checked here.
 */
function judge(
  header: number,
  code: number | undefined,
  reason: CloseReason | undefined,
): number | string | Failure<EncodeErrorKind, undefined> {
  checkType(code, 'number', 'code');
  const isBytes = typeof reason !== 'string' && reason !== undefined;
  const length = isBytes ? byteLengthOf(reason, 'reason', 'string or Uint8Array') : (reason?.length ?? 0);
  if (code === undefined) return length === 0 ? header : reasonWithoutCode();
  return isBytes && isSendableCode(code) ? textOf(code, reason, length) : unsendableCode(code);
}

/**
 * A reason in bytes as a string, or why it must not be sent. The string encodes to the same bytes again, because UTF-8
 * encodes each string in only one way (RFC 3629 §3). So what is written is what was validated, even if another thread
 * changes the given bytes or they lie in the target.
 */
function textOf(
  code: number,
  reason: Uint8Array,
  length: number,
): string | Failure<'reason-too-long' | 'invalid-utf8', undefined> {
  if (length > Wire.MaxReasonBytes) return reasonTooLong(code, length, 'bytes');
  if (length === 0) return ''; // the buffer may be detached, which a TextDecoder rejects
  const text = decodeUtf8(reason, 0, length);
  return typeof text === 'string' ? text : invalidUtf8(code, text, reason[text]!);
}

function reasonWithoutCode(): Failure<'reason-without-code', undefined> {
  return failure('reason-without-code', '5.5.1', 'A reason needs a status code before it');
}

function reasonTooLong(code: number, size: number, unit: string = 'code units'): Failure<'reason-too-long', undefined> {
  const sentence = `The reason, ${size} ${unit} long, takes more than 123 bytes`;
  return failure('reason-too-long', '5.5', sentence, undefined, undefined, code);
}
