/**
 * What to send when a connection closes: the answer of an endpoint, what a proxy passes on, and a reason that fits.
 * @module
 */

import { isSendableCode } from '../codes/index.js';
import { checkType } from './arguments.js';
import type { Failure } from './result.js';
import { decodeLeniently } from './utf8-lenient.js';
import { utf8Prefix } from './utf8-write.js';
import { MAX_REASON_BYTES, Wire } from './wire.js';

/**
 * What to close with: `socket.close(x.code, x.reason)` works on every WebSocket API as it is. Without a code there is
 * no reason either, and the Close frame is empty.
 */
export type CloseArguments = { code: number; reason: string } | { code: undefined; reason: undefined };

/** How a proxy passes a closing on. */
export interface RelayOptions {
  /** Which codes the other side's API sends. Left out: {@link isSendableCode}. */
  readonly accepts?: ((code: number) => boolean) | undefined;
  /** The code for those that it does not send. Left out: 1011, Internal Error. */
  readonly fallback?: number | undefined;
}

/**
 * What an endpoint answers to a Close frame (RFC 6455 §5.5.1), or fails the connection with (§7.1.7).
 *
 * @param result - Of {@link decodeClosePayload}, {@link decodeCloseFrame} or a {@link CloseFrameScanner}.
 * @returns The code that was received, with an empty reason; no code for 1005; for a failure its `failCode`.
 * @throws TypeError for a failure that is none of the peer's and so has no `failCode`: `incomplete`, `not-close` or one
 *   of encoding.
 */
export function replyToClose(result: { ok: true; code: number } | Failure): CloseArguments {
  if (result.ok) return result.code === Wire.NoStatusReceived ? withoutCode() : { code: result.code, reason: '' };
  const { kind, failCode } = result.error;
  if (failCode === undefined) throw new TypeError(`There is no reply to ${kind}.`);
  return { code: failCode, reason: '' };
}

/**
 * What a proxy may send on when one side closed with `code` and `reason`, as a `close` event reports them.
 *
 * @param code - Any number, 1005, 1006 and 1015 included; `undefined` counts as 1005.
 * @param reason - Of any length; bytes (`ws` gives a Buffer) are decoded with U+FFFD for what is broken.
 * @param options - For a Web API's socket: `{ accepts: isSendableByScript, fallback: 4011 }`.
 * @returns No code for 1005; the code itself where it is sendable and `accepts` takes it; otherwise `fallback`, which is
 *   1011 by default because every deployed peer takes that from either side. With a code, the reason: well-formed, and
 *   cut to 123 bytes as by {@link truncateReason}.
 * @throws TypeError where `code` is no number, `reason` neither a string nor a Uint8Array, or the options are none.
 * @throws RangeError where `fallback` is not sendable or `accepts` refuses it, whether it is needed or not.
 */
export function relayClose(
  code: number | undefined,
  reason?: string | Uint8Array,
  options?: RelayOptions,
): CloseArguments {
  checkType(code, 'number', 'code');
  checkType(options, 'object', 'options');
  const text = truncateReason(typeof reason === 'object' ? decodeLeniently(reason) : (reason ?? ''));
  const accepts = options?.accepts ?? isSendableCode;
  checkType(accepts, 'function', 'options.accepts');
  const fallback = options?.fallback ?? 1011;
  if (!isSendableCode(fallback) || !accepts(fallback)) {
    throw new RangeError('options.fallback must be sendable and accepted.');
  }
  if (code === undefined || code === Wire.NoStatusReceived) return withoutCode();
  // In unicode mode only lone surrogates are of category Cs; isWellFormed() is younger than the runtimes we serve.
  const wellFormed = text.replace(/\p{Cs}/gu, '\uFFFD');
  return { code: isSendableCode(code) && accepts(code) ? code : fallback, reason: wellFormed };
}

function withoutCode(): CloseArguments {
  return { code: undefined, reason: undefined };
}

/**
 * The longest beginning of a reason that fits into a Close frame. Never ends within a code point, and counts a lone
 * surrogate as the U+FFFD that it is encoded as.
 *
 * @param reason - Of any length; read no further than the limit.
 * @param maxBytes - The most bytes that it may take in UTF-8: 123 for a whole reason, less to leave room for a suffix.
 * @returns `reason` itself where it fits; otherwise its longest prefix that does.
 * @throws TypeError where `reason` is no string.
 * @throws RangeError where `maxBytes` is negative or no integer.
 */
export function truncateReason(reason: string, maxBytes: number = MAX_REASON_BYTES): string {
  checkType(reason ?? null, 'string', 'reason');
  if (!Number.isInteger(maxBytes) || maxBytes < 0) throw new RangeError('maxBytes must be an integer of 0 or more.');
  return utf8Prefix(reason, maxBytes);
}
