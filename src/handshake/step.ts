/**
 * What a closing handshake says: what to do next, and in the end how the connection closed.
 * @module
 */

/** What to do now: write `frame`, if there is one, then do with the TCP connection what `transport` says. */
export interface ClosingStep {
  /** Tells a step from a failure. */
  readonly ok: true;
  /** The Close frame to write, whole and ready for the wire: masked if we are the client. Its memory is its own. */
  readonly frame: Uint8Array<ArrayBuffer> | undefined;
  /**
   * - `keep`: leave the TCP connection as it is.
   * - `end`: end our side of it (a FIN) once all that was written is flushed. Goes on reading. Said at most once.
   * - `destroy`: drop it at once, unflushed data included. Said at most once.
   */
  readonly transport: 'keep' | 'end' | 'destroy';
}

/** What the peer's Close frame said: code 1005 if it had none (RFC 6455 §7.1.5). Frozen. */
export interface ReceivedClose {
  /** The status code that came, or 1005. */
  readonly code: number;
  /** The reason that came; `''` if there was none, or if the frame was only validated. */
  readonly reason: string;
}

/** Why we failed the connection (RFC 6455 §7.1.7). Frozen. */
export interface ClosingFault {
  /** The status code of the fault: the `failCode` of what was received, or what `fail` was given. */
  readonly code: number;
  /** The error's `message`, or the reason that `fail` was given: a string as it is, bytes as the text that was sent. */
  readonly message: string;
}

/**
 * How the connection closed, as a `close` event reports it (the WHATWG WebSockets standard): a union discriminated on
 * `wasClean`. Frozen.
 *
 * - `code`, `reason`: the peer's, if its Close frame came; else 1006 and `''` (RFC 6455 §7.1.5, §7.1.6).
 * - `wasClean`: both Close frames are out, and nothing failed. Ours was handed out: nobody can know that it arrived.
 * - `cause`: of a clean closing, whose Close frame was first as seen here; else `failure` if we failed the connection,
 *   `lost` if the peer ended TCP before the handshake was complete, `timeout` if we gave up on it.
 */
export type ClosingOutcome = { readonly code: number; readonly reason: string } & (
  | { readonly wasClean: true; readonly cause: 'local' | 'remote' }
  | { readonly wasClean: false; readonly cause: 'failure' | 'lost' | 'timeout' }
);

/** A new step; without arguments the empty one, which says that there is nothing to do. */
export function step(frame?: ClosingStep['frame'], transport: ClosingStep['transport'] = 'keep'): ClosingStep {
  return { ok: true, frame, transport };
}
