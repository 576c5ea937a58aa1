/**
 * What a closing handshake returns: what to do next, and how the connection closed.
 * @module
 */

/** What to do next: write `frame`, if there is one, and then do what `transport` says with the TCP connection. */
export interface ClosingStep {
  /** Distinguishes a step from a failure. */
  readonly ok: true;
  /** The whole Close frame to write, masked if we are the client. Nothing else uses its memory. */
  readonly frame: Uint8Array<ArrayBuffer> | undefined;
  /**
   * - `keep`: leave the TCP connection as it is.
   * - `end`: end our side of it (a FIN) once everything written is flushed, and go on reading. Returned at most once.
   * - `destroy`: drop it at once, with any unflushed data. Returned at most once.
   */
  readonly transport: 'keep' | 'end' | 'destroy';
}

/** What the peer's Close frame said: code 1005 if it had none (RFC 6455 §7.1.5). Frozen. */
export interface ReceivedClose {
  /** The status code received, or 1005. */
  readonly code: number;
  /** The reason received; `''` if there was none, or if the frame was only validated. */
  readonly reason: string;
}

/** Why we failed the connection (RFC 6455 §7.1.7). Frozen. */
export interface ClosingFault {
  /** The status code of the fault: the `failCode` of the failure, or the code passed to `fail`. */
  readonly code: number;
  /** The error's `message`, or the reason passed to `fail`: a string unchanged, bytes as the text that was sent. */
  readonly message: string;
}

/**
 * How the connection closed, as a `close` event reports it (the WHATWG WebSockets standard): a union discriminated on
 * `wasClean`. Frozen.
 *
 * - `code`, `reason`: the peer's, if its Close frame came; otherwise 1006 and `''` (RFC 6455 §7.1.5, §7.1.6).
 * - `wasClean`: both Close frames are out, and nothing failed. Nobody can know whether ours arrived.
 * - `cause`: if clean, whose Close frame was first, as seen from here; otherwise `failure` if we failed the connection,
 *   `lost` if the peer ended TCP before the handshake was complete, `timeout` if we gave up waiting.
 */
export type ClosingOutcome = { readonly code: number; readonly reason: string } & (
  | { readonly wasClean: true; readonly cause: 'local' | 'remote' }
  | { readonly wasClean: false; readonly cause: 'failure' | 'lost' | 'timeout' }
);

/** A new step; without arguments an empty one: there is nothing to do. */
export function step(frame?: ClosingStep['frame'], transport: ClosingStep['transport'] = 'keep'): ClosingStep {
  return { ok: true, frame, transport };
}
