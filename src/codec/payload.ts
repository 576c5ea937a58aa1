/**
 * The payload of a Close frame: nothing, or a status code in two big-endian bytes and a reason in UTF-8
 * (RFC 6455 §5.5.1).
 * @module
 */

import { isSendableCode } from '../codes/index.js';
import { byteLengthOf, checkClosing, refuseRoom, roomFrom } from './arguments.js';
import { refuseLength } from './header.js';
import { type CloseError, type Failure, failure } from './result.js';
import { decodeUtf8 } from './utf8-host.js';
import { writeUtf8 } from './utf8-write.js';
import { MAX_PAYLOAD_BYTES, MAX_REASON_BYTES } from './wire.js';

/** What can be wrong with the content of a payload whose length is right. */
export type ContentErrorKind = 'forbidden-code' | 'reserved-code' | 'invalid-utf8';

/** What can be wrong with a status code and a reason that shall be sent. */
export type EncodeErrorKind = 'forbidden-code' | 'reserved-code' | 'reason-too-long' | 'reason-without-code';

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
  if (length > 125) return refuseLength(length, 125); // MAX_PAYLOAD_BYTES, see wire.ts
  return length === 1 ? refuseLength(1, 0) : decodeContent(payload, 0, length, 0);
}

/**
 * Decodes the payload in `bytes[start … end)`, whose length is right: 0 or 2…125 bytes.
 *
 * @param origin - The `byteOffset` to report for `start`.
 */
export function decodeContent(
  bytes: Uint8Array,
  start: number,
  end: number,
  origin: number,
): { ok: true; code: number; reason: string } | Failure<ContentErrorKind, 1002 | 1007> {
  if (start === end) return { ok: true, code: 1005, reason: '' }; // NO_STATUS_RECEIVED
  const code = (bytes[start]! << 8) | bytes[start + 1]!;
  if (!isSendableCode(code)) return refuseCode(code, 1002, origin);
  if (start + 2 === end) return { ok: true, code, reason: '' };
  const reason = decodeUtf8(bytes, start + 2, end);
  if (typeof reason === 'string') return { ok: true, code, reason };
  return refuseReason(code, reason - start + origin, bytes[reason]!);
}

/** What is wrong with a code that was read at `byteOffset` of the peer's bytes, or that shall be sent. */
function refuseCode<F extends 1002 | undefined>(
  code: number,
  failCode: F,
  byteOffset: CloseError<'forbidden-code', F>['byteOffset'],
): Failure<'forbidden-code' | 'reserved-code', F> {
  // 0–999 are not used at all; 1005, 1006 and 1015 are only ever reported.
  const isForbidden = (Number.isInteger(code) && code >= 0 && code <= 999) || [1005, 1006, 1015].includes(code);
  const kind = isForbidden ? 'forbidden-code' : 'reserved-code';
  return failure(kind, failCode, byteOffset, code, `Status code ${code} must not be sent`, '7.4');
}

function refuseReason(code: number, byteOffset: number, byte: number): Failure<'invalid-utf8', 1007> {
  const sentence = `UTF-8 breaks at byte ${byteOffset}, 0x${byte.toString(16)}`;
  return failure('invalid-utf8', 1007, byteOffset, code, sentence, '8.1');
}

/**
 * Encodes the payload of a Close frame into bytes of its own.
 *
 * @param code - A status code: 1000–1003, 1007–1014 or 3000–4999. Left out: an empty payload.
 * @param reason - At most 123 bytes in UTF-8. A lone surrogate becomes U+FFFD, as in a Web API's `USVString`.
 * @returns The payload, unmasked, in an `ArrayBuffer` of exactly its length; or a failure, the first of:
 *   - `reason-without-code`: a reason that is not empty, and no code (RFC 6455 §5.5.1).
 *   - `forbidden-code`: 0–999, 1005, 1006 or 1015 (§7.4).
 *   - `reserved-code`: 1004, 1016–2999, 5000–65535, or a number that is no integer in 0…65535 (§7.4).
 *   - `reason-too-long`: the reason takes more than 123 bytes (§5.5). {@link truncateReason} makes it fit.
 * @throws TypeError where `code` is no number or `reason` no string; `undefined` counts as left out.
 */
export function encodeClosePayload(
  code?: number,
  reason?: string,
): { ok: true; bytes: Uint8Array<ArrayBuffer> } | Failure<EncodeErrorKind, undefined> {
  if (typeof code !== 'number' || typeof reason !== 'string') checkClosing(code, reason);
  const length = payloadLength(code, reason);
  if (typeof length !== 'number') return length;
  const bytes = new Uint8Array(length);
  writePayload(bytes, 0, length, code, reason, length);
  return { ok: true, bytes };
}

/**
 * Encodes the payload of a Close frame into memory of the caller's.
 *
 * @param target - Where to write; at most 125 bytes are written.
 * @param offset - The index in `target` of the first byte to write: an integer in 0…`target.length`.
 * @param code - As for {@link encodeClosePayload}.
 * @param reason - As for {@link encodeClosePayload}.
 * @returns How many bytes were written; or a failure as of {@link encodeClosePayload}.
 * @throws TypeError where `target` is no Uint8Array, `code` no number or `reason` no string.
 * @throws RangeError where `offset` is out of its range or the payload does not fit behind it. On a failure and on an
 *   exception alike, `target` is untouched.
 */
export function encodeClosePayloadInto(
  target: Uint8Array,
  offset: number,
  code?: number,
  reason?: string,
): { ok: true; written: number } | Failure<EncodeErrorKind, undefined> {
  const room = roomFrom(target, offset);
  if (typeof code !== 'number' || typeof reason !== 'string') checkClosing(code, reason);
  const length = writePayload(target, room < 0 ? 0 : offset, room, code, reason);
  if (typeof length !== 'number') return length;
  if (length > room) refuseRoom(length);
  return { ok: true, written: length };
}

/**
 * Writes a payload at `at` where `room` bytes are enough for it; otherwise nothing is written.
 *
 * @param most - The most bytes that it may take, where that is known.
 * @returns How many bytes it takes, or why it may not be sent.
 */
export function writePayload(
  target: Uint8Array,
  at: number,
  room: number,
  code: number | undefined,
  reason: string | undefined,
  most?: number,
): number | Failure<EncodeErrorKind, undefined> {
  if (code === undefined) return reason ? refuseLoneReason() : 0;
  if (!isSendableCode(code)) return refuseCode(code, undefined, undefined);
  let length = 2;
  if (reason) {
    length +=
      reason.length > MAX_REASON_BYTES
        ? reason.length
        : writeUtf8(target, at + 2, room - 2, reason, most ? most - 2 : 3 * reason.length);
    if (length > MAX_PAYLOAD_BYTES) return refuseLongReason(code, reason);
  }
  if (length <= room) {
    target[at] = code >> 8;
    target[at + 1] = code; // the element type takes the low byte
  }
  return length;
}

const nothing = /* @__PURE__ */ new Uint8Array(0);

/** How many bytes a payload takes, or why it may not be sent. */
export function payloadLength(
  code: number | undefined,
  reason: string | undefined,
): number | Failure<EncodeErrorKind, undefined> {
  return writePayload(nothing, 0, -1, code, reason);
}

function refuseLoneReason(): Failure<'reason-without-code', undefined> {
  const sentence = 'A reason takes a status code before it';
  return failure('reason-without-code', undefined, undefined, undefined, sentence, '5.5.1');
}

function refuseLongReason(code: number, reason: string): Failure<'reason-too-long', undefined> {
  const sentence = `The reason, of ${reason.length} code units, is over 123 bytes`;
  return failure('reason-too-long', undefined, undefined, code, sentence, '5.5');
}
