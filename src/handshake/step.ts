/**
 * What a closing handshake tells you: what to do next, and how the connection closed.
 * @module
 */

/** What to do next: write `frame`, if there is one, and then do with the TCP connection what `transport` says. */
export interface ClosingStep {
  /** Distinguishes a step from a failure. */
  readonly ok: true;
  /** The whole Close frame to write, 2…131 bytes, masked if we are the client. Nothing else uses its memory. */
  readonly frame: Uint8Array<ArrayBuffer> | undefined;
  /**
   * - `keep`: leave the TCP connection as it is.
   * - `end`: end our side of it (a FIN) once everything written is flushed, and keep reading. Returned at most once.
   * - `destroy`: drop it at once, with any data that is not flushed. Returned at most once.
   */
  readonly transport: 'keep' | 'end' | 'destroy';
}

/** What the peer's Close frame said. Frozen. */
export interface ReceivedClose {
  /** The status code received; 1005 if there was none (RFC 6455 §7.1.5). */
  readonly code: number;
  /** The reason received; `''` if there was none, or if the frame was only validated. */
  readonly reason: string;
}

/** Why we failed the connection (RFC 6455 §7.1.7). Frozen. */
export interface ClosingFault {
  /** The status code of the fault: the `failCode` of the failure, or the code passed to `fail`. */
  readonly code: number;
  /** The failure's `message`, or the reason passed to `fail`: a string as it is, bytes as the text that was sent. */
  readonly message: string;
}

/**
 * How the connection closed, as a `close` event reports it (the WHATWG WebSockets standard): a union discriminated on
 * `wasClean`. Frozen.
 *
 * - `code`, `reason`: the peer's, if a valid Close frame came; otherwise 1006 and `''` (RFC 6455 §7.1.5, §7.1.6).
 * - `wasClean`: both Close frames were out, and nothing failed (§7.1.4). Nobody can know whether ours arrived.
 * - `cause`: if clean, whose Close frame was first, as seen from here; otherwise `failure` if we failed the connection,
 *   `lost` if TCP ended before the handshake was complete, `timeout` if we gave up waiting.
 */
export type ClosingOutcome = { readonly code: number; readonly reason: string } & (
  | { readonly wasClean: true; readonly cause: 'local' | 'remote' }
  | { readonly wasClean: false; readonly cause: 'failure' | 'lost' | 'timeout' }
);

/** Makes a step. Without arguments, it is empty: there is nothing to do. */
export function step(frame?: ClosingStep['frame'], transport: ClosingStep['transport'] = 'keep'): ClosingStep {
  return { ok: true, frame, transport };
}
