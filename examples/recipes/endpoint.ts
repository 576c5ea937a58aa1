/** Closes a connection in a WebSocket stack of your own, as client or server: the handshake on a `net.Socket`. */

import type { Socket } from 'node:net';
import { type Endpoint, replyToClose, unwrap } from 'close-frame';
import { type ClosableResult, ClosingHandshake, type ClosingOutcome, type ClosingStep } from 'close-frame/handshake';

export interface Connection {
  /** Which endpoint we are. */
  readonly role: Endpoint;
  /** Reads frames. Only called while incoming frames still count. */
  onData(chunk: Uint8Array): void;
  /** Called once, when the connection is closed. The socket may stay open longer, to send what is still queued. */
  onClose(outcome: ClosingOutcome): void;
  /**
   * How many milliseconds the peer may take for its Close frame, and then for its end of TCP. `ws` waits 30 seconds,
   * coder/websocket 5, and Chromium 2 for the end of TCP.
   */
  readonly timeout?: number;
}

export class ClosingSocket {
  readonly handshake: ClosingHandshake;
  readonly #socket: Socket;
  readonly #connection: Connection;
  #awaited: 'close' | 'end' | undefined = undefined;
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;

  /** @param socket - After the opening handshake. */
  constructor(socket: Socket, connection: Connection) {
    const handshake = new ClosingHandshake({ role: connection.role });
    this.handshake = handshake;
    this.#socket = socket;
    this.#connection = connection;
    socket.on('data', (chunk) => {
      // Keep reading, and discard: unread bytes would hide the peer's end from Node, and when the socket closes, the
      // system would answer them with a reset, which can destroy a Close frame that the peer has not read yet.
      if (!handshake.canReceive) return;
      try {
        connection.onData(chunk);
      } catch {
        this.close(1011); // a handler that throws is not the peer's fault, so this does not fail()
      }
    });
    socket.on('end', () => this.#carryOut(() => handshake.peerEnded()));
    socket.on('error', () => {}); // its `close` follows
    socket.on('close', () => {
      this.#carryOut(() => handshake.peerEnded()); // after a reset, there is no `end`
      clearTimeout(this.#timer);
    });
  }

  /** Closes. Throws if the code or the reason must not be sent. */
  close(code?: number, reason?: string): void {
    this.#carryOut(() => unwrap(this.handshake.close(code, reason)));
  }

  /**
   * Call this with the result of decoding a Close frame.
   *
   * @param isHalfSent - Is a message of ours half sent? Then finish it and call {@link answer} (RFC 6455 §5.5.1).
   */
  receive(result: ClosableResult, isHalfSent = false): void {
    this.#carryOut(() => this.handshake.receive(result, { answer: isHalfSent ? 'later' : 'now' }));
  }

  /** Gives the answer that is due. */
  answer(): void {
    const { received } = this.handshake;
    if (received === undefined) return;
    const { code, reason } = replyToClose({ ok: true, ...received });
    this.close(code, reason);
  }

  /** Fails the connection, because the peer broke the protocol in another frame. */
  fail(code: number, reason?: string): void {
    this.#carryOut(() => unwrap(this.handshake.fail(code, reason)));
  }

  #carryOut(event: () => ClosingStep): void {
    const wasClosed = this.handshake.state === 'closed';
    const { frame, transport } = event();
    const socket = this.#socket;
    if (frame !== undefined) socket.write(frame);
    if (transport === 'end') socket.end();
    if (transport === 'destroy') socket.destroy();

    const { awaits, canReceive, outcome } = this.handshake;
    const closes = outcome !== undefined && !wasClosed;
    if ((awaits !== undefined && awaits !== this.#awaited) || (closes && this.#timer === undefined)) this.#startTimer();
    this.#awaited = awaits;
    if (!canReceive) socket.resume(); // if the application paused it
    if (closes) this.#connection.onClose(outcome);
  }

  /** One timer for everything that a peer may fail to do. Only the socket's own `close` stops it. */
  #startTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#carryOut(() => this.handshake.expire());
      this.#socket.destroy(); // even if nothing is awaited: the peer may never read what is queued
    }, this.#connection.timeout ?? 10_000);
  }
}
