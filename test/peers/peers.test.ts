/**
 * Real peers, each directly on a raw socket and through the tap-proxy: what we encode arrives as it is, what they send
 * decodes to what they were told, and what we refuse to encode they refuse, too. Where a peer differs, it is asserted
 * to differ exactly as `differences` says, which docs/peers.md tells people.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decodeCloseFrame, type Endpoint, encodeCloseFrame, unwrap } from 'close-frame';
import { suite } from 'uvu';
import { bytes, payloadOf, utf8 } from '../support/bytes.js';
import { chromiumPeer, launchChromium, noChromium } from '../support/chromium.js';
import { meetings } from '../support/meetings.js';
import type { RawEnd } from '../support/net.js';
import {
  driverClient,
  driverServer,
  type Peer,
  type PeerSocket,
  undiciClient,
  wsClient,
  wsServer,
} from '../support/peers.js';
import { codeIn, type Difference, differences, type Reading } from './differences.js';

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
];

/** Frames of ours that encode refuses, as `from` sends them, with the code that the peer should fail with. */
function refusedFrames(from: Endpoint): [name: string, frame: Uint8Array, failCode: 1002 | 1007][] {
  const isMasked = from === 'client';
  const frame = (first: number, payload: Uint8Array, masked = isMasked): Uint8Array => {
    const length = payload.length > 125 ? [126, payload.length >> 8, payload.length & 0xff] : [payload.length];
    length[0]! |= masked ? 0x80 : 0;
    return Uint8Array.of(first, ...length, ...(masked ? [0, 0, 0, 0] : []), ...payload);
  };
  const refusedCodes = [0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65_535];
  return [
    ...refusedCodes.map((code): [string, Uint8Array, 1002] => [`code ${code}`, frame(0x88, payloadOf(code)), 1002]),
    ['no UTF-8', frame(0x88, bytes('03e8 ff')), 1007],
    ['an overlong form', frame(0x88, bytes('03e8 c0af')), 1007],
    ['a surrogate', frame(0x88, bytes('03e8 eda080')), 1007],
    ['a character cut off', frame(0x88, bytes('03e8 e782')), 1007],
    ['a payload of 1 byte', frame(0x88, bytes('03')), 1002],
    ['a payload of 126 bytes', frame(0x88, payloadOf(1000, 'a'.repeat(124))), 1002],
    ['RSV1', frame(0xc8, payloadOf(1000)), 1002],
    ['no FIN', frame(0x08, payloadOf(1000)), 1002],
    ['the wrong mask', frame(0x88, payloadOf(1001), !isMasked), 1002],
  ];
}

/** Asserts what a peer made of a frame, with the differences that it has. */
function check(
  peer: Peer,
  frame: Uint8Array,
  failCode: number | undefined,
  reading: Reading,
  expected: () => void,
): void {
  const applying = differences.filter(
    ({ peer: name, role, concerns }) =>
      name === peer.name && (role ?? peer.role) === peer.role && concerns(frame, failCode),
  );
  if (applying.length === 0) expected();
  for (const difference of applying) {
    difference.check(reading, frame);
    assert.throws(expected, `${peer.name} no longer differs: ${difference.says}`);
    seen.add(difference);
  }
}

/** The differences that were met: each of the table must be. */
const seen = new Set<Difference>();

function testPeer(peer: Peer, test: ReturnType<typeof suite>): void {
  const from: Endpoint = peer.role === 'client' ? 'server' : 'client';
  for (const through of ['nothing', 'proxy'] as const) {
    const where = `${peer.name} as ${peer.role}, ${through === 'proxy' ? 'through the proxy' : 'directly'}`;

    /** Sends the peer a frame and finishes the stream behind its answer. */
    const read = async (frame: Uint8Array, meet: () => Promise<[RawEnd, PeerSocket]>): Promise<Reading> => {
      const [raw, socket] = await meet();
      raw.socket.write(frame);
      const answer = await raw.closeFrame;
      raw.socket.end();
      return { closed: await socket.closed, answer };
    };

    test(`${where}: what we encode arrives as it is`, async () => {
      const { meet, stop } = await meetings(peer, through);
      for (const [code, reason] of closings) {
        const frame = unwrap(encodeCloseFrame(code, reason, { from })).bytes;
        const reading = await read(frame, meet);
        check(peer, frame, undefined, reading, () => {
          const { wasClean = true, ...closed } = reading.closed;
          assert.deepEqual(closed, { code: code ?? 1005, reason });
          assert.equal(wasClean, true);
          assert.equal(codeIn(reading.answer), code ?? 1005);
        });
      }
      stop();
    });

    test(`${where}: what it sends decodes to what it was told`, async () => {
      const { meet, stop } = await meetings(peer, through);
      for (const [code, reason] of [...closings, [4000, 'a lone \ud800 surrogate']] as typeof closings) {
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

    test(`${where}: what we refuse to encode, it refuses`, async () => {
      const { meet, stop } = await meetings(peer, through);
      for (const [name, frame, failCode] of refusedFrames(from)) {
        const ours = decodeCloseFrame(frame, { from });
        assert.ok(!ours.ok && ours.error.failCode === failCode, name);
        const reading = await read(frame, meet);
        check(peer, frame, failCode, reading, () => {
          assert.equal(codeIn(reading.answer), failCode, name);
          assert.ok([1006, failCode].includes(reading.closed.code!), `${name}: reports ${reading.closed.code}`);
          assert.notEqual(reading.closed.wasClean, true, name);
        });
      }
      stop();
    });
  }
}

const test = suite('peers');
for (const peer of [wsClient, wsServer, undiciClient, driverClient, driverServer]) testPeer(peer, test);

if (noChromium === undefined) {
  const { browser, page } = await launchChromium();
  test.after(() => browser.close());
  testPeer(chromiumPeer({ browser, page }), test);
} else {
  test.skip();
  console.log(`Chromium is not tested: ${noChromium}.`);
}

test('docs/peers.md names each peer with its version and each difference, and each was met', () => {
  const lines = readFileSync(new URL('../../docs/peers.md', import.meta.url), 'utf8').split('\n');
  for (const { name, version } of [wsClient, undiciClient, driverClient]) {
    assert.ok(
      lines.some((line) => line.startsWith(`| ${name} | ${version} |`)),
      `${name} ${version}`,
    );
  }
  for (const difference of differences) {
    const { peer, says } = difference;
    assert.ok(
      lines.some((line) => line.startsWith(`| ${peer} |`) && line.includes(says)),
      `${peer}: ${says}`,
    );
    if (peer !== 'Chromium' || noChromium === undefined)
      assert.ok(seen.has(difference), `${peer} no longer differs: ${says}`);
  }
});

test.run();
