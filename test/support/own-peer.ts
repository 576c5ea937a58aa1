/** A peer made of this library, which has no endpoint: it answers the Close frame that its scanner finds. */

import type { Server } from 'node:net';
import { type Endpoint, encodeCloseFrame, replyToClose, type ScanResult, unwrap } from 'close-frame';
import { listen, pathOf, type RawEnd, rawClient, rawServer } from './net.js';
import type { Closed, Peer, PeerSocket } from './peers.js';

/** What such a peer does with the result of its scanner. */
export interface Behavior {
  /** The Close frame that it answers with; `undefined` if it leaves without one. */
  answer: Uint8Array | undefined;
  closed: Closed;
}

/** What a correct endpoint does. */
export function correctBehavior(result: ScanResult, role: Endpoint): Behavior {
  if (!result.ok && result.error.kind === 'incomplete') return { answer: undefined, closed: abnormal };
  const { code, reason } = replyToClose(result);
  const answer = unwrap(encodeCloseFrame(code, reason, { from: role })).bytes;
  return { answer, closed: result.ok ? { code: result.code, reason: result.reason } : abnormal };
}

export const abnormal: Closed = { code: 1006, reason: '' };

/** A peer that does what `behavior` says. */
export function ownPeer(role: Endpoint, behavior = correctBehavior): Peer {
  const use = (end: RawEnd): PeerSocket => ({
    close() {
      throw new Error('it only answers');
    },
    closed: end.closeFrame.then((result) => {
      const { answer, closed } = behavior(result, role);
      if (answer !== undefined) end.socket.write(answer);
      end.socket.end();
      return closed;
    }),
  });
  return {
    name: 'close-frame',
    version: '',
    role,
    mayClose: () => false,
    open: async (port, path) => use(await rawClient(port, path)),
    async listen(arrive) {
      const server: Server = rawServer((end) => arrive(pathOf(end), use(end)));
      return { port: await listen(server), stop: () => server.close() };
    },
  };
}
