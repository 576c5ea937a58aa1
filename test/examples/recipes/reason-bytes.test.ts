import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { suite } from 'uvu';
import { WebSocketServer } from 'ws';
import { frameFor } from '../../../examples/recipes/reason-bytes.js';
import { bytes, hex, utf8 } from '../../support/bytes.js';
import { rawClient } from '../../support/net.js';

const test = suite('examples/recipes/reason-bytes');

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, skipUTF8Validation: true });
test.after(() => server.close());
await once(server, 'listening');

/** The frame for what ws reports about a payload that a client sends. */
async function passedOn(payload: string): Promise<string> {
  const arrived = once(server, 'connection');
  const raw = await rawClient((server.address() as AddressInfo).port);
  const [socket] = await arrived;
  const closed = once(socket, 'close');
  const content = bytes(payload);
  raw.socket.write(Uint8Array.of(0x88, 0x80 | content.length, 0, 0, 0, 0, ...content));
  raw.socket.end();
  const [code, reason] = await closed;
  return hex(frameFor(code, reason));
}

const text = hex(utf8('früh, 世界 und 😀'));

for (const [name, payload, frame] of [
  ['a code and a reason', `0fa1${text}`, `8818 0fa1${text}`],
  ['a code only', '03e8', '880203e8'],
  ['no code', '', '8800'],
  ['a reason that is not UTF-8, which ws is configured to accept', '03e861ff62', '8807 03e8 61efbfbd62'],
] as const) {
  test(`${name}: the frame is passed on`, async () => {
    assert.equal(await passedOn(payload), frame.replaceAll(' ', ''));
  });
}

test('a connection that is lost is passed on as 1011', () => {
  assert.equal(hex(frameFor(1006, Buffer.alloc(0))), '880203f3');
});

test.run();
