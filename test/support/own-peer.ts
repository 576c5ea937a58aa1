/** This library as a peer, for want of an endpoint of its own: it answers what its scanner reads, as it says. */

import type { Server } from 'node:net';
import { type Endpoint, encodeCloseFrame, replyToClose, type ScanResult, unwrap } from 'close-frame';
import { listen, pathOf, type RawEnd, rawClient, rawServer } from './net.js';
import type { Closed, Peer, PeerSocket } from './peers.js';

/** What such a peer does with what came. */
export interface Conduct {
  /** The Close frame that it answers with; `undefined` where it goes without a word. */
  answer: Uint8Array | undefined;
  closed: Closed;
}

/** What a right endpoint does. */
export function rightConduct(result: ScanResult, role: Endpoint): Conduct {
  if (!result.ok && result.error.kind === 'incomplete') return { answer: undefined, closed: abnormal };
  const { code, reason } = replyToClose(result);
  const answer = unwrap(encodeCloseFrame(code, reason, { from: role })).bytes;
  return { answer, closed: result.ok ? { code: result.code, reason: result.reason } : abnormal };
}

export const abnormal: Closed = { code: 1006, reason: '' };

/** A peer that does what `conduct` says. */
export function ownPeer(role: Endpoint, conduct = rightConduct): Peer {
  const use = (end: RawEnd): PeerSocket => ({
    close() {
      throw new Error('it only answers');
    },
    closed: end.closeFrame.then((result) => {
      const { answer, closed } = conduct(result, role);
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
