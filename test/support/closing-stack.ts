/** A stack that has nothing but the closing: the recipe for an endpoint, which skips all frames but the Close frame. */

import { CloseFrameScanner, type Endpoint } from 'close-frame';
import type { ClosingOutcome } from 'close-frame/handshake';
import { ClosingSocket } from '../../examples/recipes/endpoint.js';
import { listen, type RawEnd, rawClient, rawServer } from './net.js';

/** Our end of a connection. */
export interface Stack extends RawEnd {
  readonly closing: ClosingSocket;
  /** What its user is told; fails if that is told twice. */
  readonly closed: Promise<ClosingOutcome>;
  /** Is over when nothing of the connection is left; fails if that took a timer, and none was given. */
  readonly gone: Promise<void>;
  /** How many chunks were handed over to be processed. */
  chunks: number;
}

export interface StackOptions {
  /** How long to wait, by what is awaited; `undefined` once closed, if no timer ran. Left out: longer than a test takes. */
  readonly timeout?: (awaits: 'close' | 'end' | undefined) => number;
  /** Is a message half sent whenever a Close frame comes? */
  readonly isHalfSent?: boolean;
  /** What the application does with what came. */
  readonly onChunk?: (chunk: Uint8Array) => void;
}

/** Our end on a socket. */
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
      if (told !== 1) reject(new Error(`told ${told} times that it is closed`));
      if (timeout === undefined && isExpired) reject(new Error('nothing but the timer closed it'));
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

/** Our end in a role, and a raw one that does nothing by itself. */
export interface Pair {
  readonly ours: Stack;
  readonly raw: RawEnd;
}

const halfOpen = { allowHalfOpen: true };

/** Connects a stack with a raw end, which is left with the other role. */
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
