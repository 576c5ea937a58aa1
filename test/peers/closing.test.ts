/**
 * The recipe for an endpoint with real peers, in each of their roles: either side closes first, both close at once,
 * either side breaks a rule, or the connection is lost. The user of each side must be told what happened.
 */

import assert from 'node:assert/strict';
import type { ClosingOutcome } from 'close-frame/handshake';
import { suite } from 'uvu';
import { chromiumPeer, launchChromium } from '../support/chromium.js';
import { type Stack, stackOn } from '../support/closing-stack.js';
import { meetings } from '../support/meetings.js';
import {
  type Closed,
  driverClient,
  driverServer,
  type Peer,
  type PeerSocket,
  undiciClient,
  wsClient,
  wsServer,
} from '../support/peers.js';
import { has } from '../support/programs.js';

const test = suite('peers/closing');

/** How peers differ in what they send or report. */
interface Quirks {
  /** Does it echo the reason? */
  readonly echoesReason: boolean;
  /** The code that it sends and reports if it was given none. */
  readonly implied: number;
  /** What it reports after it failed the connection, and if the connection was lost. */
  readonly failed: Closed;
  readonly lost: Closed;
}

const abnormal: Closed = { code: 1006, reason: '' };
const usual: Quirks = { echoesReason: true, implied: 1005, failed: abnormal, lost: abnormal };
/** websocket-driver answers an empty Close frame with 1000, reports a fault by the code that it sends, and no loss. */
const driver: Quirks = {
  ...usual,
  implied: 1000,
  failed: { code: 1002, reason: '' },
  lost: { code: null, reason: null },
};

interface Situation {
  act(ours: Stack, theirs: PeerSocket, peer: Peer): unknown;
  /** What each side reports; if the reason is left out, it may be anything. */
  ours(quirks: Quirks): Omit<ClosingOutcome, 'reason'> & { reason?: string };
  theirs(quirks: Quirks): Closed;
}

const failed = { code: 1006, reason: '', wasClean: false, cause: 'failure' } as const;
const lost = { code: 1006, reason: '', wasClean: false, cause: 'lost' } as const;

const situations: Record<string, Situation> = {
  'the peer closes first': {
    act: (_, theirs) => theirs.close(4001, 'theirs'),
    ours: () => ({ code: 4001, reason: 'theirs', wasClean: true, cause: 'remote' }),
    theirs: () => ({ code: 4001, reason: '', wasClean: true }),
  },
  'the peer closes without a code': {
    act: (_, theirs) => theirs.close(),
    ours: ({ implied }) => ({ code: implied, reason: '', wasClean: true, cause: 'remote' }),
    theirs: ({ implied }) => ({ code: implied, reason: '', wasClean: true }),
  },
  'we close first': {
    act: (ours) => ours.closing.close(4002, 'ours'),
    ours: ({ echoesReason }) => ({ code: 4002, reason: echoesReason ? 'ours' : '', wasClean: true, cause: 'local' }),
    theirs: () => ({ code: 4002, reason: 'ours', wasClean: true }),
  },
  'we close without a code': {
    act: (ours) => ours.closing.close(),
    ours: ({ implied }) => ({ code: implied, reason: '', wasClean: true, cause: 'local' }),
    theirs: ({ implied }) => ({ code: implied, reason: '', wasClean: true }),
  },
  'both close at once': {
    act(ours, theirs) {
      theirs.close(4001, 'theirs');
      ours.closing.close(4002, 'ours');
    },
    ours: () => ({ code: 4001, reason: 'theirs', wasClean: true, cause: 'local' }),
    theirs: () => ({ code: 4002, reason: 'ours', wasClean: true }),
  },
  'we fail the connection': {
    act: (ours) => ours.closing.fail(1009, 'too big'),
    ours: () => failed,
    theirs: () => ({ code: 1009, reason: 'too big', wasClean: true }),
  },
  'the peer fails the connection': {
    act: (ours, _, { role }) => ours.socket.write(Buffer.from(role === 'server' ? '88810000000003' : '880103', 'hex')),
    ours: () => ({ code: 1002, wasClean: true, cause: 'remote' }),
    theirs: ({ failed }) => ({ ...failed, wasClean: false }),
  },
  'the connection is reset': {
    act: (ours) => ours.socket.resetAndDestroy(),
    ours: () => lost,
    theirs: (quirks) => ({ ...quirks.lost, wasClean: false }),
  },
  'TCP is ended without a Close frame': {
    act: (ours) => ours.socket.end(),
    ours: () => lost,
    theirs: (quirks) => ({ ...quirks.lost, wasClean: false }),
  },
};

function testPeer(peer: Peer, quirks: Quirks = usual): void {
  for (const [name, { act, ...expected }] of Object.entries(situations)) {
    // A command to the page takes a while to arrive.
    if (peer.name === 'Chromium' && name === 'both close at once') continue;
    test(`${peer.name} as ${peer.role}: ${name}`, async () => {
      const { meet, stop } = await meetings(peer, 'nothing');
      const [raw, theirs] = await meet();
      const ours = stackOn(raw, peer.role === 'client' ? 'server' : 'client');
      await act(ours, theirs, peer);
      const outcome = await ours.closed;
      assert.deepEqual(outcome, { reason: outcome.reason, ...expected.ours(quirks) });
      const closed = await theirs.closed;
      assert.deepEqual({ wasClean: expected.theirs(quirks).wasClean, ...closed }, expected.theirs(quirks));
      await ours.gone;
      stop();
    });
  }
}

testPeer(wsClient);
testPeer(wsServer);
testPeer(undiciClient, { ...usual, echoesReason: false });
testPeer(driverClient, driver);
testPeer(driverServer, driver);

if (has('chromium', test, 'the closing with Chromium as a peer')) {
  const { browser, page } = await launchChromium();
  test.after(() => browser.close());
  testPeer(chromiumPeer({ browser, page }));
}

test.run();
