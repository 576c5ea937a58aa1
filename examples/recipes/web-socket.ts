/** The closing part of a stack's `WebSocket`, as in the WHATWG WebSockets standard; endpoint.ts does the rest. */

import type { Socket } from 'node:net';
import { CloseFrameError, type Endpoint, isSendableByScript } from 'close-frame';
import type { ClosingOutcome } from 'close-frame/handshake';
import { ClosingSocket } from './endpoint.js';

const readyStates = { open: 1, closing: 2, closed: 3 } as const;

/** A WebSocket after the opening handshake: its `message`, `error` and `close` events, `readyState` and `close()`. */
export class OpenWebSocket extends EventTarget {
  /** For the frame reader, which passes Close frames and faults to it. */
  readonly closing: ClosingSocket;

  /** @param read - Passes Close frames to `closing.receive`, messages to `deliver`, and faults to `closing.fail`. */
  constructor(socket: Socket, role: Endpoint, read: (chunk: Uint8Array, to: OpenWebSocket) => void) {
    super();
    this.closing = new ClosingSocket(socket, {
      role,
      onData: (chunk) => read(chunk, this),
      onClose: (outcome) => this.#tell(outcome),
    });
  }

  get readyState(): 1 | 2 | 3 {
    return readyStates[this.closing.handshake.state];
  }

  /** Checks its arguments first, so it throws in any state, as the standard says. */
  close(code?: number, reason = ''): void {
    if (code !== undefined && !isSendableByScript(code)) {
      throw new DOMException(`The code ${code} is neither 1000 nor in 3000–4999.`, 'InvalidAccessError');
    }
    try {
      this.closing.close(code ?? (reason === '' ? undefined : 1000), reason);
    } catch (error) {
      throw error instanceof CloseFrameError ? new DOMException(error.message, 'SyntaxError') : error;
    }
  }

  /** Hands a message to the application, unless it has closed: `canReceive` is for the reader, `state` for users. */
  deliver(data: unknown): void {
    if (this.closing.handshake.state === 'open') this.dispatchEvent(new MessageEvent('message', { data }));
  }

  #tell({ code, reason, wasClean }: ClosingOutcome): void {
    if (this.closing.handshake.fault !== undefined) this.dispatchEvent(new Event('error'));
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason, wasClean })); // Node 20 has no CloseEvent
  }
}
