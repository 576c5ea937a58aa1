/**
 * Real peers, each directly on a raw socket and through the tap-proxy. With some vectors of each rule, they do exactly
 * what docs/conformance.md says, and the frames that they send decode to what they were told to send.
 */

import assert from 'node:assert/strict';
import { type Endpoint, encodeCloseFrame, unwrap } from 'close-frame';
import { suite } from 'uvu';
import { AGREES, behaviorOf, NOT_CONCERNED } from '../../conformance/cells.js';
import { readData } from '../../conformance/data.js';
import { readingsOf } from '../../conformance/exchange.js';
import { frameOf, isWhole } from '../../conformance/frames.js';
import { rules } from '../../conformance/rules.js';
import { utf8 } from '../support/bytes.js';
import { chromiumPeer, launchChromium } from '../support/chromium.js';
import { meetings } from '../support/meetings.js';
import { driverClient, driverServer, type Peer, undiciClient, wsClient, wsServer } from '../support/peers.js';
import { has } from '../support/programs.js';
import { sampleOf } from '../support/sample.js';

const test = suite('peers');

const { stacks } = readData();
const sample = sampleOf(rules);

/** The differences that a cell names, without its roles and counts. */
function differencesIn(cell: string): string[] {
  if (cell === AGREES || cell === NOT_CONCERNED) return [];
  const differences = cell.split('; ').map((part) => part.replace(/^(as a \w+: )?([\d, of]+: )?/, ''));
  return [...new Set(differences)].sort();
}

/** Compares what a peer does in each of its roles with its column. */
function testBehavior(peers: Peer[], through: 'nothing' | 'proxy'): void {
  const { name, version } = peers[0]!;
  const column = stacks.find((stack) => stack.name === name)!;
  test(`${name}, ${through === 'proxy' ? 'through the proxy' : 'directly'}: does what docs/conformance.md says`, async () => {
    if (name !== 'Chromium') assert.equal(column.version, version);
    // If one side breaks off within a frame, the proxy itself tells the other side.
    const vectors = through === 'proxy' ? sample.filter((vector) => isWhole(frameOf(vector))) : sample;
    const readings = await Promise.all(peers.map((peer) => readingsOf(peer, vectors, through)));
    for (const rule of rules) {
      if (!vectors.some(rule.concerns)) continue;
      const behaviors = new Set(readings.flatMap((readings) => [...behaviorOf(rule, readings).values()]));
      behaviors.delete(AGREES);
      assert.deepEqual([...behaviors].sort(), differencesIn(column.cells[rule.id]!), rule.rule);
    }
  });
}

const longReason = `${'до свидания · さようなら · '.repeat(2)}adiós · tschüß! · 👋👋👋`;
assert.equal(utf8(longReason).length, 123);

const codes = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3003, 3999, 4000, 4999];
const closings: [code: number | undefined, reason: string][] = [
  [undefined, ''],
  ...codes.map((code): [number, string] => [code, `code ${code}`]),
  [1000, ''],
  [1000, longReason],
  [4000, '\uFEFFBOM first'],
  [4000, 'U+FFFD \uFFFD itself'],
  [4000, 'a lone \ud800 surrogate'],
];

function testSending(peer: Peer, through: 'nothing' | 'proxy'): void {
  const from: Endpoint = peer.role === 'client' ? 'server' : 'client';
  const where = `${peer.name} as ${peer.role}, ${through === 'proxy' ? 'through the proxy' : 'directly'}`;
  test(`${where}: what it sends decodes to what it was told to send`, async () => {
    const { meet, stop } = await meetings(peer, through);
    for (const [code, reason] of closings) {
      if (code !== undefined && !peer.mayClose(code)) continue;
      const [raw, socket] = await meet();
      await (code === undefined ? socket.close() : socket.close(code, reason));
      const result = await raw.closeFrame;
      assert.ok(result.ok, `${code} ${reason}`);
      const implied = peer.name === 'websocket-driver' ? 1000 : 1005; // its close() without a code sends 1000
      assert.deepEqual([result.code, result.reason], [code ?? implied, reason.replace('\ud800', '\uFFFD')]);
      assert.equal(result.masked, peer.role === 'client');
      raw.socket.end(unwrap(encodeCloseFrame(result.code === 1005 ? undefined : result.code, '', { from })).bytes);
      await socket.closed;
    }
    stop();
  });
}

function testPeer(...peers: Peer[]): void {
  for (const through of ['nothing', 'proxy'] as const) {
    testBehavior(peers, through);
    for (const peer of peers) testSending(peer, through);
  }
}

testPeer(wsClient, wsServer);
testPeer(undiciClient);
testPeer(driverClient, driverServer);

if (has('chromium', test, 'Chromium as a peer')) {
  const { browser, page } = await launchChromium();
  test.after(() => browser.close());
  testPeer(chromiumPeer({ browser, page }));
}

test.run();
