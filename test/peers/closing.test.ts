/**
 * The recipe for an endpoint against real peers, in each role that they have: who closes first, both at once, a fault of
 * either side, a loss. What each side's user is told is what the outcome says.
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

/** Where peers differ in what they send or report. */
interface Manners {
  /** Does it answer with the reason that it got? */
  readonly echoesReason: boolean;
  /** The code that it sends and reports if there is none. */
  readonly implied: number;
  /** What it reports after it failed the connection, and if the connection was lost. */
  readonly failed: Closed;
  readonly lost: Closed;
}

const abnormal: Closed = { code: 1006, reason: '' };
const usual: Manners = { echoesReason: true, implied: 1005, failed: abnormal, lost: abnormal };
/** It answers an empty Close frame with 1000, and takes a fault for the code to send; a loss it does not notice. */
const driver: Manners = {
  ...usual,
  implied: 1000,
  failed: { code: 1002, reason: '' },
  lost: { code: null, reason: null },
};

interface Situation {
  act(ours: Stack, theirs: PeerSocket, peer: Peer): unknown;
  /** What each side is told; a reason that is left out may be any. */
  ours(manners: Manners): Omit<ClosingOutcome, 'reason'> & { reason?: string };
  theirs(manners: Manners): Closed;
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
    theirs: (manners) => ({ ...manners.lost, wasClean: false }),
  },
  'TCP is ended without a Close frame': {
    act: (ours) => ours.socket.end(),
    ours: () => lost,
    theirs: (manners) => ({ ...manners.lost, wasClean: false }),
  },
};

function testPeer(peer: Peer, manners: Manners = usual): void {
  for (const [name, { act, ...expected }] of Object.entries(situations)) {
    // What a page is told to do arrives in its own time.
    if (peer.name === 'Chromium' && name === 'both close at once') continue;
    test(`${peer.name} as ${peer.role}: ${name}`, async () => {
      const { meet, stop } = await meetings(peer, 'nothing');
      const [raw, theirs] = await meet();
      const ours = stackOn(raw, peer.role === 'client' ? 'server' : 'client');
      await act(ours, theirs, peer);
      const outcome = await ours.closed;
      assert.deepEqual(outcome, { reason: outcome.reason, ...expected.ours(manners) });
      const closed = await theirs.closed;
      assert.deepEqual({ wasClean: expected.theirs(manners).wasClean, ...closed }, expected.theirs(manners));
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
