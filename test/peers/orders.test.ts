/** What `npm run conformance` tells applications: close with a code, and close with the recipe on the other side. */

import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { meetingsOf } from '../../conformance/closing.js';
import { readData } from '../../conformance/data.js';
import { codeSent, nameOfSent, type Order, orderFrame, sentFor } from '../../conformance/orders.js';
import { hex } from '../support/bytes.js';
import { meetings } from '../support/meetings.js';
import { driverServer, wsClient, wsServer } from '../support/peers.js';

const test = suite('peers/orders');

test('an order is a text message, masked if it goes to a server', () => {
  assert.equal(hex(orderFrame({}, 'client')), '8105636c6f7365');
  assert.equal(hex(orderFrame({}, 'server')), '818537fa213d54964e4e52');
  const withReason = Buffer.from(orderFrame({ code: 1006, reasonBytes: 124 }, 'client'));
  assert.equal(withReason.subarray(2).toString(), 'close 1006 124');
});

const orders: [peer: typeof wsServer, order: Order, sent: string][] = [
  [wsServer, {}, 'no code'],
  [wsClient, { code: 4000, reasonBytes: 123 }, '4000'],
  [wsServer, { code: 1006 }, 'refused'],
  [wsServer, { code: 1000, reasonBytes: 124 }, 'refused'],
  [driverServer, { code: 1006 }, '1006'],
];
for (const [peer, order, expected] of orders) {
  test(`${peer.name} as ${peer.role} gets the order ${JSON.stringify(order)} and sends: ${expected}`, async () => {
    const { meet, stop } = await meetings(peer, 'nothing');
    assert.equal(nameOfSent(await sentFor(peer, meet, order)), expected);
    stop();
  });
}

test('an empty Close frame has no code, which is not the same as no Close frame', () => {
  const empty = { ok: true, code: 1005, reason: '', masked: false, byteLength: 2, offset: 0 } as const;
  assert.equal(codeSent({ isRefused: false, result: empty }), undefined);
  assert.equal(codeSent({ isRefused: false, result: undefined }), null);
});

test('ws and the recipe close as measured.json says', async () => {
  const { roles } = readData().stacks.find(({ name }) => name === 'ws')!;
  assert.deepEqual(await meetingsOf(wsServer), roles.server!.meetings);
});

test.run();
