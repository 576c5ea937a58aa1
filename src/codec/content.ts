/**
 * What is in a payload whose length is right: nothing, or a status code in two big-endian bytes and a reason in UTF-8
 * (RFC 6455 §5.5.1).
 * @module
 */

import { isSendableCode } from '../codes/index.js';
import { type CloseError, type Failure, failure } from './result.js';
import { decodeUtf8 } from './utf8-host.js';
import { Wire } from './wire.js';

/** What can be wrong with the content of a payload whose length is right. */
export type ContentErrorKind = 'forbidden-code' | 'reserved-code' | 'invalid-utf8';

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
  if (start === end) return { ok: true, code: Wire.NoStatusReceived, reason: '' };
  const code = (bytes[start]! << 8) | bytes[start + 1]!;
  if (!isSendableCode(code)) return refuseCode(code, 1002, origin);
  if (start + 2 === end) return { ok: true, code, reason: '' };
  const reason = decodeUtf8(bytes, start + 2, end);
  if (typeof reason === 'string') return { ok: true, code, reason };
  return refuseReason(code, reason - start + origin, bytes[reason]!, 1007);
}

/** What is wrong with a code that was read at `byteOffset` of the peer's bytes, or that shall be sent. */
export function refuseCode<F extends 1002 | undefined>(
  code: number,
  failCode?: F,
  byteOffset?: CloseError<'forbidden-code', F>['byteOffset'],
): Failure<'forbidden-code' | 'reserved-code', F> {
  // 0–999 are not used at all; 1005, 1006 and 1015 are only ever reported.
  const isForbidden =
    Number.isInteger(code) && ((code >= 0 && code <= 999) || code === 1005 || code === 1006 || code === 1015);
  const kind = isForbidden ? 'forbidden-code' : 'reserved-code';
  return failure(kind, '7.4', `Status code ${code} must not be sent`, failCode, byteOffset, code);
}

/** What is wrong with a reason that is not UTF-8: a peer's, or one to send. */
export function refuseReason<F extends 1007 | undefined>(
  code: number,
  byteOffset: CloseError<'invalid-utf8', F>['byteOffset'],
  byte: number,
  failCode?: F,
): Failure<'invalid-utf8', F> {
  const sentence = `UTF-8 breaks at byte ${byteOffset}, 0x${byte.toString(16)}`;
  return failure('invalid-utf8', '8.1', sentence, failCode, byteOffset, code);
}
