/**
 * What a closing handshake is told, and how wrong calls throw.
 * @module
 */

import type { Endpoint, Failure } from '../codec/index.js';

/** Who we are, and how much our Close frames say. */
export interface HandshakeOptions {
  /** Which endpoint we are. (Elsewhere in this library, `from` names the sender of bytes.) */
  readonly role: Endpoint;
  /**
   * The reason of our answers, and of the Close frame that fails a connection because of a broken one: `none` (the
   * default), or `full`: the reason received, or the error's message. What `close` and `fail` are given is always sent.
   */
  readonly reply?: 'none' | 'full' | undefined;
}

/** When to answer. */
export interface ReceiveOptions {
  /**
   * `now` (the default), or `later`: a message is half sent, and the answer waits until it is complete (RFC 6455
   * §5.5.1). {@link ClosingHandshake.close} then gives it.
   */
  readonly answer?: 'now' | 'later' | undefined;
}

/** What a Close frame was decoded, validated or scanned to. A validated one has no reason. */
export type ClosableResult = { readonly ok: true; readonly code: number; readonly reason?: string } | Failure;

/** `value`, if it is one of two words or left out; TypeError if it is anything else. */
export function oneOf<const T extends string>(value: T | undefined, one: T, other: T, name: string): T | undefined {
  if (value !== undefined && value !== one && value !== other) {
    throw new TypeError(`${name} must be '${one}' or '${other}'.`);
  }
  return value;
}

/** The reason that came; `''` if the frame was only validated. Own keys only, so that nothing inherited counts. */
export function reasonOf(result: Extract<ClosableResult, { ok: true }>): string {
  return (Object.hasOwn(result, 'reason') && result.reason) || '';
}
