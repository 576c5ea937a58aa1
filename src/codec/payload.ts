/**
 * Reads the payload of a Close frame (RFC 6455 §5.5.1): nothing, or a status code in two big-endian bytes and then a
 * reason in UTF-8. The rules are checked in this order, and the first one that is broken is reported:
 *
 * 1. The payload takes at most 125 bytes (§5.5).
 * 2. It is not 1 byte long, because a status code takes 2 (§5.5.1).
 * 3. The status code may be sent (§7.4; for 1012–1014, the IANA registry of §11.7).
 * 4. The reason is UTF-8 (§5.5.1, §8.1).
 * @module
 */

import { isSendableCode } from '../codes/index.js';
import { byteLengthOf } from './arguments.js';
import { type CloseError, type Failure, failure } from './result.js';
import { decodeUtf8 } from './utf8-host.js';
import { illFormedAt } from './utf8-validate.js';
import { Wire } from './wire.js';

/** What can be wrong with a payload of valid length. */
export type ContentErrorKind = 'forbidden-code' | 'reserved-code' | 'invalid-utf8';

/**
 * Decodes the payload of a Close frame, after unmasking.
 *
 * @param payload - The payload, 0…125 bytes. It is not modified. A detached buffer counts as empty.
 * @returns The status code and the reason: 1005 and `''` for an empty payload (RFC 6455 §7.1.5); otherwise a code in
 *   1000–1003, 1007–1014 or 3000–4999, and a reason of at most 123 bytes, which may be empty. A U+FEFF at the start of
 *   the reason is kept. If the payload is invalid, the first of these failures that applies, with its `failCode`:
 *   - `payload-too-long` (1002): more than 125 bytes (§5.5).
 *   - `payload-too-short` (1002): 1 byte, but a status code takes 2 (§5.5.1).
 *   - `forbidden-code` (1002): 0–999 (§7.4.2), 1005, 1006 or 1015 (§7.4.1), which must never be sent.
 *   - `reserved-code` (1002): 1004 (§7.4.1), 1016–2999 (§7.4.2) or 5000–65535, which no specification defines.
 *   - `invalid-utf8` (1007): the reason is not well-formed UTF-8 (§8.1; RFC 3629; Unicode table 3-7).
 * @throws TypeError if `payload` is not a Uint8Array (of this or another realm).
 */
export function decodeClosePayload(
  payload: Uint8Array,
):
  | { ok: true; code: number; reason: string }
  | Failure<'payload-too-short' | 'payload-too-long' | ContentErrorKind, 1002 | 1007> {
  const length = byteLengthOf(payload, 'payload');
  if (length > Wire.MaxPayloadBytes) return invalidLength(length, Wire.MaxPayloadBytes); // §5.5
  return length === 1 ? invalidLength(1, 0) : decodeContent(payload, 0, length, 0); // §5.5.1
}

/**
 * Checks the payload of a Close frame, after unmasking, without decoding the reason to a string. Use it if you only
 * pass the payload on.
 *
 * @param payload - The payload, as for {@link decodeClosePayload}.
 * @returns The status code, which is 1005 for an empty payload; or the same failure as {@link decodeClosePayload}.
 * @throws TypeError if `payload` is not a Uint8Array (of this or another realm).
 */
export function validateClosePayload(
  payload: Uint8Array,
): { ok: true; code: number } | Failure<'payload-too-short' | 'payload-too-long' | ContentErrorKind, 1002 | 1007> {
  const length = byteLengthOf(payload, 'payload');
  if (length > Wire.MaxPayloadBytes) return invalidLength(length, Wire.MaxPayloadBytes); // §5.5
  return length === 1 ? invalidLength(1, 0) : validateContent(payload, 0, length, 0); // §5.5.1
}

/**
 * Decodes the unmasked payload in `bytes[start … end)`, whose length is known to be valid: 0 or 2…125 bytes.
 *
 * @param origin - The `byteOffset` to report for `start`.
 */
export function decodeContent(
  bytes: Uint8Array,
  start: number,
  end: number,
  origin: number,
): { ok: true; code: number; reason: string } | Failure<ContentErrorKind, 1002 | 1007> {
  if (start === end) return { ok: true, code: Wire.NoStatusReceived, reason: '' }; // §7.1.5
  const code = (bytes[start]! << 8) | bytes[start + 1]!; // §5.5.1
  if (!isSendableCode(code)) return unsendableCode(code, 1002, origin); // §7.4
  if (start + 2 === end) return { ok: true, code, reason: '' }; // §7.1.6
  const reason = decodeUtf8(bytes, start + 2, end);
  if (typeof reason === 'string') return { ok: true, code, reason };
  return invalidUtf8(code, reason - start + origin, bytes[reason]!, 1007); // §8.1
}

/**
 * Checks the payload in `bytes[start … end)` by the same rules as {@link decodeContent}, without decoding the reason.
 * The payload may be masked. `start` is also the `byteOffset` to report for it.
 *
 * @param key - The masking key; 0 if the payload is not masked.
 */
export function validateContent(
  bytes: Uint8Array,
  start: number,
  end: number,
  key: number,
): { ok: true; code: number } | Failure<ContentErrorKind, 1002 | 1007> {
  if (start === end) return { ok: true, code: Wire.NoStatusReceived }; // §7.1.5
  const code = ((bytes[start]! << 8) | bytes[start + 1]!) ^ (key >>> 16); // §5.5.1, §5.3
  if (!isSendableCode(code)) return unsendableCode(code, 1002, start); // §7.4
  if (start + 2 === end) return { ok: true, code }; // §7.1.6
  const at = illFormedAt(bytes, start + 2, end, (key << 16) | (key >>> 16));
  if (at < 0) return { ok: true, code };
  return invalidUtf8(code, at, bytes[at]! ^ ((key >>> (24 - 8 * ((at - start) & 3))) & 0xff), 1007); // §8.1
}

/** The failure for a payload length over 125 (§5.5) or of 1 (§5.5.1). The message names §5.5 for both. */
export function invalidLength(
  length: number,
  byteOffset: number,
): Failure<'payload-too-long' | 'payload-too-short', 1002> {
  const kind = length === 1 ? 'payload-too-short' : 'payload-too-long';
  return failure(kind, '5.5', `The payload length must be 0 or 2 to 125, not ${length}`, 1002, byteOffset);
}

/** The failure for a status code that must not be sent (§7.4). `byteOffset` says where it was read, if it was. */
export function unsendableCode<F extends 1002 | undefined>(
  code: number,
  failCode?: F,
  byteOffset?: CloseError<'forbidden-code', F>['byteOffset'],
): Failure<'forbidden-code' | 'reserved-code', F> {
  // 0–999 are not used (§7.4.2); 1005, 1006 and 1015 are only reported (§7.4.1). An encoder may be given any number:
  // `>>> 0` excludes negative numbers and fractions, which are reserved-code.
  const isForbidden = (code === code >>> 0 && code <= 999) || code === 1005 || code === 1006 || code === 1015;
  const kind = isForbidden ? 'forbidden-code' : 'reserved-code';
  return failure(kind, '7.4', `Status code ${code} must not be sent`, failCode, byteOffset, code);
}

/** The failure for a reason that is not UTF-8 (§8.1), read or to be encoded. `byte` is the one at `byteOffset`. */
export function invalidUtf8<F extends 1007 | undefined>(
  code: number,
  byteOffset: CloseError<'invalid-utf8', F>['byteOffset'],
  byte: number,
  failCode?: F,
): Failure<'invalid-utf8', F> {
  const sentence = `The reason is not UTF-8 at byte ${byteOffset}, 0x${byte.toString(16)}`;
  return failure('invalid-utf8', '8.1', sentence, failCode, byteOffset, code);
}
