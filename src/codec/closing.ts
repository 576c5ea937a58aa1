/**
 * What to send when a connection closes: how an endpoint answers (RFC 6455 §5.5.1, §7.1.7), and what a proxy passes on.
 * @module
 */

import { isSendableCode } from '../codes/index.js';
import { checkType, optionOf } from './arguments.js';
import { decodeLeniently, sentReason } from './reason.js';
import type { Failure } from './result.js';
import { Wire } from './wire.js';

/**
 * What to pass to a socket's `close(code, reason)`. Without a code there is no reason either, and the Close frame is
 * empty. A Web API's socket only accepts codes for which {@link isSendableByScript} returns true.
 */
export type CloseArguments = { code: number; reason: string } | { code: undefined; reason: undefined };

/** How an endpoint answers. */
export interface ReplyOptions {
  /**
   * The reason to send. `none` (the default): an empty one. `full`: the reason received or, for a failure, its
   * `message`, which always fits.
   */
  readonly reason?: 'none' | 'full' | undefined;
}

/**
 * What an endpoint fails the connection with (RFC 6455 §7.1.7).
 *
 * @param result - A failure of {@link decodeClosePayload}, {@link decodeCloseFrame} or a {@link CloseFrameScanner}.
 * @param options - `reason: 'full'` to tell the peer what was wrong.
 * @returns The `failCode`. The reason is empty, or with `reason: 'full'` the `message`.
 * @throws TypeError if the failure has no `failCode`, because the peer is not at fault (`incomplete`, `not-close`, and
 *   failures of the encoders); if the options are not an object; or if `reason` is neither `none`, `full` nor
 *   `undefined`.
 */
export function replyToClose(result: Failure, options?: ReplyOptions): { code: 1002 | 1007 | 1009; reason: string };
/**
 * What an endpoint answers to a Close frame (RFC 6455 §5.5.1), or fails the connection with (§7.1.7).
 *
 * @param result - A result of {@link decodeClosePayload}, {@link decodeCloseFrame} or a {@link CloseFrameScanner}.
 * @param options - `reason: 'full'` to send the reason back, as many stacks do.
 * @returns For a Close frame, the code received, or no code and no reason for 1005; for a failure, its `failCode`. The
 *   reason is empty, or with `reason: 'full'` the reason received or the failure's `message`.
 * @throws TypeError if the result is a failure without a `failCode`; if the options are not an object; or if `reason`
 *   is neither `none`, `full` nor `undefined`.
 */
export function replyToClose(
  result: { ok: true; code: number; reason: string } | Failure,
  options?: ReplyOptions,
): CloseArguments;
/**
 * The same for the result of a validator, which has no reason to send back.
 *
 * @param result - A result of {@link validateClosePayload} or {@link validateCloseFrame}.
 * @param options - `reason` may only be `none`.
 * @returns The code received, or no code for 1005; for a failure, its `failCode`. The reason is empty.
 * @throws TypeError if the result is a failure without a `failCode`; if the options are not an object; or if `reason`
 *   is neither `none` nor `undefined`. For a failure, `full` is accepted at run time.
 */
export function replyToClose(
  result: { ok: true; code: number } | Failure,
  options?: { readonly reason?: 'none' | undefined },
): CloseArguments;
export function replyToClose(
  result: { ok: true; code: number; reason?: string } | Failure,
  options?: ReplyOptions,
): CloseArguments {
  checkType(options, 'object', 'options');
  const which = options?.reason;
  if (which !== undefined && which !== 'none' && which !== 'full') {
    throw new TypeError("options.reason must be 'none' or 'full'.");
  }
  if (!result.ok) {
    const { kind, failCode, message } = result.error;
    if (failCode === undefined) throw new TypeError(`There is no reply to ${kind}: the peer is not at fault.`);
    return { code: failCode, reason: which === 'full' ? message : '' }; // §7.1.7
  }
  const reason = which === 'full' ? result.reason : '';
  if (typeof reason !== 'string') throw new TypeError("options.reason must be 'none': the result has no reason.");
  return result.code === Wire.NoStatusReceived ? withoutCode() : { code: result.code, reason }; // §5.5.1
}

/** How a proxy passes a close on to the other side. */
export interface RelayOptions {
  /** Can the other side's API send this code, and does its peer accept it? If left out, {@link isSendableCode}. */
  readonly accepts?: ((code: number) => boolean) | undefined;
  /** The code to send instead of one that is not accepted. If left out, 1011, Internal Error. */
  readonly fallback?: number | undefined;
}

/**
 * What a proxy may send to one side after the other side closed with `code` and `reason`, as a `close` event reports
 * them.
 *
 * @param code - Any number, including 1005, 1006 and 1015. `null` and `undefined` count as 1005.
 * @param reason - Of any length. Bytes (`ws` gives a Buffer) are decoded, and each ill-formed sequence becomes U+FFFD.
 *   `null` and `undefined` count as empty.
 * @param options - For a Web API's socket: `{ accepts: isSendableByScript, fallback: 4011 }`. For a peer that you know
 *   nothing about: `{ accepts: isPortableCode }`.
 * @returns For 1005, no code and no reason. Otherwise the code if it is sendable and `accepts` returns true for it, and
 *   if not, `fallback`: by default 1011, which every stack that we tested accepts from either side. With it comes the
 *   reason, well-formed and cut to 123 bytes as by {@link truncateReason}: a new string that does not keep a longer one
 *   in memory.
 * @throws TypeError if `code` is not a number, `reason` is neither a string nor a Uint8Array, the options are not an
 *   object, `accepts` is not a function, or an option is `null`: only `undefined` counts as left out.
 * @throws RangeError if `fallback` is not sendable or `accepts` returns false for it, even if it is not needed.
 */
export function relayClose(
  code: number | null | undefined,
  reason?: string | Uint8Array | null,
  options?: RelayOptions,
): CloseArguments {
  checkType(code ?? undefined, 'number', 'code');
  checkType(options, 'object', 'options');
  const text = typeof reason === 'object' && reason !== null ? decodeLeniently(reason) : (reason ?? '');
  checkType(text, 'string', 'reason');
  const accepts = optionOf(options?.accepts, isSendableCode, 'options.accepts');
  checkType(accepts, 'function', 'options.accepts');
  const fallback = optionOf(options?.fallback, 1011, 'options.fallback');
  if (!isSendableCode(fallback) || !accepts(fallback)) {
    throw new RangeError('options.fallback must be a sendable code that options.accepts accepts.');
  }
  const closed = code ?? Wire.NoStatusReceived;
  if (closed === Wire.NoStatusReceived) return withoutCode();
  return { code: isSendableCode(closed) && accepts(closed) ? closed : fallback, reason: sentReason(text) };
}

function withoutCode(): { code: undefined; reason: undefined } {
  return { code: undefined, reason: undefined };
}
