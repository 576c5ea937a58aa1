/**
 * The payload of a Close frame: nothing, or a status code in two big-endian bytes and a reason in UTF-8
 * (RFC 6455 §5.5.1).
 * @module
 */

import { byteLengthOf } from './arguments.js';
import { type ContentErrorKind, decodeContent } from './content.js';
import { type CloseReason, type EncodeErrorKind, encode, encodeInto } from './encode.js';
import { refuseLength } from './header.js';
import type { Failure } from './result.js';
import { Wire } from './wire.js';

/**
 * Decodes the payload of a Close frame, after unmasking.
 *
 * @param payload - The payload, 0…125 bytes. It is not modified. A detached buffer counts as empty.
 * @returns The status code and the reason: 1005 and `''` for an empty payload (RFC 6455 §7.1.5); otherwise a code of
 *   1000–1003, 1007–1014 or 3000–4999, and a reason in which a U+FEFF at the head is kept. Or a failure, the first of:
 *   - `payload-too-long` (1002): more than 125 bytes (§5.5).
 *   - `payload-too-short` (1002): 1 byte, where a status code takes 2 (§5.5.1).
 *   - `forbidden-code` (1002): 0–999, 1005, 1006, 1015, which must never be sent (§7.4).
 *   - `reserved-code` (1002): 1004, 1016–2999, 5000–65535, which no specification defines (§7.4).
 *   - `invalid-utf8` (1007): the reason is not well-formed UTF-8 (§8.1; RFC 3629; Unicode table 3-7).
 * @throws TypeError where `payload` is no Uint8Array (of this or another realm).
 */
export function decodeClosePayload(
  payload: Uint8Array,
):
  | { ok: true; code: number; reason: string }
  | Failure<'payload-too-short' | 'payload-too-long' | ContentErrorKind, 1002 | 1007> {
  const length = byteLengthOf(payload, 'payload');
  if (length > Wire.MaxPayloadBytes) return refuseLength(length, Wire.MaxPayloadBytes);
  return length === 1 ? refuseLength(1, 0) : decodeContent(payload, 0, length, 0);
}

/**
 * Encodes the payload of a Close frame into bytes of its own.
 *
 * @param code - A status code: 1000–1003, 1007–1014 or 3000–4999. Left out: an empty payload.
 * @param reason - At most 123 bytes in UTF-8. A lone surrogate becomes U+FFFD, as in a Web API's `USVString`. Bytes are
 *   written unchanged; they are not modified, a detached buffer counts as empty, and they may lie in shared memory.
 * @returns The payload, unmasked, in an `ArrayBuffer` of exactly its length; or a failure, the first of:
 *   - `reason-without-code`: a reason that is not empty, and no code (RFC 6455 §5.5.1).
 *   - `forbidden-code`: 0–999, 1005, 1006 or 1015 (§7.4).
 *   - `reserved-code`: 1004, 1016–2999, 5000–65535, or a number that is no integer in 0…65535 (§7.4).
 *   - `reason-too-long`: the reason takes more than 123 bytes (§5.5). {@link truncateReason} makes it fit.
 *   - `invalid-utf8`: a reason in bytes is not well-formed UTF-8 (§8.1; Unicode table 3-7); `byteOffset` is the offset in
 *     the reason of the first ill-formed sequence.
 * @throws TypeError if `code` is not a number, or `reason` neither a string nor a Uint8Array (of this or another realm);
 *   `undefined` counts as left out.
 */
export function encodeClosePayload(
  code?: number,
  reason?: CloseReason,
): { ok: true; bytes: Uint8Array<ArrayBuffer> } | Failure<EncodeErrorKind, undefined> {
  return encode(0, code, reason);
}

/**
 * Encodes the payload of a Close frame into memory of the caller's.
 *
 * @param target - Where to write; at most 125 bytes are written.
 * @param offset - The index in `target` of the first byte to write: an integer in 0…`target.length`.
 * @param code - As for {@link encodeClosePayload}.
 * @param reason - As for {@link encodeClosePayload}. Bytes may lie in the target, and overlap what is written.
 * @returns How many bytes were written; or a failure as of {@link encodeClosePayload}.
 * @throws TypeError if `target` is not a Uint8Array, and as {@link encodeClosePayload}.
 * @throws RangeError where `offset` is out of its range or the payload does not fit behind it. On a failure and on an
 *   exception alike, `target` is untouched.
 */
export function encodeClosePayloadInto(
  target: Uint8Array,
  offset: number,
  code?: number,
  reason?: CloseReason,
): { ok: true; written: number } | Failure<EncodeErrorKind, undefined> {
  return encodeInto(target, offset, 0, code, reason);
}
