/**
 * What you tell a closing handshake, and the checks of these arguments.
 * @module
 */

import type { Endpoint, Failure } from '../codec/index.js';

/** Which endpoint we are, and what our Close frames say. */
export interface HandshakeOptions {
  /** Which endpoint we are. (In other options of this library, `from` names the sender of bytes.) */
  readonly role: Endpoint;
  /**
   * The reason to send if we answer the peer's Close frame. `none` (the default): an empty one. `full`: the reason
   * received or, if the frame is invalid, the error's `message`. A reason passed to `close` or `fail` is always sent.
   */
  readonly reply?: 'none' | 'full' | undefined;
}

/** When to answer. */
export interface ReceiveOptions {
  /**
   * `now` (the default), or `later`, if we must first send the rest of a message (RFC 6455 §5.5.1). Then call
   * {@link ClosingHandshake.close} to answer.
   */
  readonly answer?: 'now' | 'later' | undefined;
}

/** A result of a decoder, a validator or the scanner. A validator's has no `reason`. */
export type ClosableResult = { readonly ok: true; readonly code: number; readonly reason?: string } | Failure;

/** Returns `value` if it is one of two words or `undefined`; otherwise throws a TypeError. */
export function oneOf<const T extends string>(value: T | undefined, one: T, other: T, name: string): T | undefined {
  if (value !== undefined && value !== one && value !== other) {
    throw new TypeError(`${name} must be '${one}' or '${other}'.`);
  }
  return value;
}

/** The reason received; `''` if the frame was only validated. An inherited `reason` does not count. */
export function reasonOf(result: Extract<ClosableResult, { ok: true }>): string {
  return (Object.hasOwn(result, 'reason') && result.reason) || '';
}
