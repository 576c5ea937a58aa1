/**
 * What a closing handshake is told, and the argument checks.
 * @module
 */

import type { Endpoint, Failure } from '../codec/index.js';

/** Which endpoint we are, and what our Close frames say. */
export interface HandshakeOptions {
  /** Which endpoint we are. (Elsewhere in this library, `from` names the sender of bytes.) */
  readonly role: Endpoint;
  /**
   * The reason of our answers and of our Close frame after an invalid one: `none` (the default), or `full`: the reason
   * received, or the error's message. A reason that is passed to `close` or `fail` is always sent.
   */
  readonly reply?: 'none' | 'full' | undefined;
}

/** When to answer. */
export interface ReceiveOptions {
  /**
   * `now` (the default), or `later`: a message is only half sent, and the answer must wait for the rest (RFC 6455
   * §5.5.1). Then call {@link ClosingHandshake.close} to answer.
   */
  readonly answer?: 'now' | 'later' | undefined;
}

/** A result of a decoder, a validator or the scanner. That of a validator has no reason. */
export type ClosableResult = { readonly ok: true; readonly code: number; readonly reason?: string } | Failure;

/** Returns `value` if it is one of two words or left out; otherwise throws a TypeError. */
export function oneOf<const T extends string>(value: T | undefined, one: T, other: T, name: string): T | undefined {
  if (value !== undefined && value !== one && value !== other) {
    throw new TypeError(`${name} must be '${one}' or '${other}'.`);
  }
  return value;
}

/** The reason received; `''` if the frame was only validated. An inherited key does not count. */
export function reasonOf(result: Extract<ClosableResult, { ok: true }>): string {
  return (Object.hasOwn(result, 'reason') && result.reason) || '';
}
