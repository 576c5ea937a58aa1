/** A stack that can only close: the recipe for an endpoint, which skips all frames but the Close frame. */

import { CloseFrameScanner, type Endpoint } from 'close-frame';
import type { ClosingOutcome } from 'close-frame/handshake';
import { ClosingSocket } from '../../examples/recipes/endpoint.js';
import { listen, type RawEnd, rawClient, rawServer } from './net.js';

/** Our end of a connection. */
export interface Stack extends RawEnd {
  readonly closing: ClosingSocket;
  /** What its user is told. */
  readonly closed: Promise<ClosingOutcome>;
  /**
   * Resolves when nothing of the connection is left. Rejects if the user was not told exactly once, or if the default
   * timer had to close the connection.
   */
  readonly gone: Promise<void>;
  /** How many chunks its user got. */
  chunks: number;
}

export interface StackOptions {
  /** How long to wait for what is awaited; by default longer than any test takes. It is `undefined` once closed. */
  readonly timeout?: (awaits: 'close' | 'end' | undefined) => number;
  /** Is a message only half sent whenever a Close frame arrives? */
  readonly isHalfSent?: boolean;
  /** What the application does with each chunk. */
  readonly onChunk?: (chunk: Uint8Array) => void;
}

/** Puts our end on a socket. */
export function stackOn(end: RawEnd, role: Endpoint, { timeout, isHalfSent, onChunk }: StackOptions = {}): Stack {
  const { socket, rest } = end;
  const scanner = new CloseFrameScanner({ from: role === 'client' ? 'server' : 'client' });
  let told = 0;
  let tell: (outcome: ClosingOutcome) => void = () => {};
  const closed = new Promise<ClosingOutcome>((resolve) => {
    tell = resolve;
  });
  const closing: ClosingSocket = new ClosingSocket(socket, {
    role,
    get timeout(): number {
      return timeout?.(closing.handshake.awaits) ?? 60_000;
    },
    onData(chunk) {
      stack.chunks++;
      onChunk?.(chunk);
      const result = scanner.push(chunk);
      if (result !== undefined) closing.receive(result, isHalfSent);
    },
    onClose(outcome) {
      told++;
      tell(outcome);
    },
  });
  const gone = new Promise<void>((resolve, reject) => {
    socket.on('close', () => {
      if (told !== 1) reject(new Error(`the user was told ${told} times that it is closed`));
      if (timeout === undefined && isExpired) reject(new Error('only the timer closed it'));
      resolve();
    });
  });
  const { handshake } = closing;
  const expire = handshake.expire.bind(handshake);
  let isExpired = false;
  handshake.expire = () => {
    isExpired = true;
    return expire();
  };
  const stack: Stack = { ...end, closing, closed, gone, chunks: 0 };
  if (rest.length > 0) socket.unshift(rest);
  return stack;
}

/** Our end, and a raw one that does nothing by itself. */
export interface Pair {
  readonly ours: Stack;
  readonly raw: RawEnd;
}

const halfOpen = { allowHalfOpen: true };

/** Connects a stack with a raw end, which gets the other role. */
export async function pairWithRaw(role: Endpoint, options?: StackOptions): Promise<Pair> {
  let arrive: (end: RawEnd) => void = () => {};
  const arrived = new Promise<RawEnd>((resolve) => {
    arrive = resolve;
  });
  const server = rawServer((end) => arrive(end), halfOpen);
  const client = await rawClient(await listen(server), '/', halfOpen);
  const accepted = await arrived;
  server.close();
  if (role === 'server') return { ours: stackOn(accepted, role, options), raw: client };
  return { ours: stackOn(client, role, options), raw: accepted };
}
