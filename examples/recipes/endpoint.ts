/** The closing handshake (RFC 6455 §7.1) in a WebSocket stack of one's own, for either end of a connection. */

import type { Socket } from 'node:net';
import { decodeCloseFrame, type Endpoint, encodeCloseFrame, replyToClose, unwrap } from 'close-frame';

/** How the connection ended, as a `close` event reports it. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

export class ClosingHandshake {
  readonly #socket: Socket;
  readonly #self: Endpoint;
  #isSent = false;

  /** @param self - Which end of the connection this is. */
  constructor(socket: Socket, self: Endpoint) {
    this.#socket = socket;
    this.#self = self;
  }

  /** Sends this end's Close frame: the first alone, as nothing may follow it (§5.5.1). Throws where it may not be sent. */
  close(code?: number, reason?: string): void {
    if (this.#isSent) return;
    const { bytes } = unwrap(encodeCloseFrame(code, reason, { from: this.#self }));
    this.#isSent = true;
    this.#socket.write(bytes);
  }

  /** Takes what was read from a Close frame's first byte on; gives nothing as long as the frame is not whole. */
  receive(bytes: Uint8Array): Closed | undefined {
    const result = decodeCloseFrame(bytes, { from: this.#self === 'client' ? 'server' : 'client' });
    if (!result.ok && result.error.kind === 'incomplete') return undefined;
    const { code, reason } = replyToClose(result); // what came, or what to fail the connection with
    this.close(code, reason);
    // The server closes the TCP connection first (§7.1.1). Who fails a connection does not wait for the other (§7.1.7).
    if (this.#self === 'server' || !result.ok) this.#socket.end();
    return result.ok
      ? { code: result.code, reason: result.reason, wasClean: true }
      : { code: 1006, reason: '', wasClean: false };
  }
}
