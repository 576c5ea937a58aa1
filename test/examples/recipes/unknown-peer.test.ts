import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { isPortableCode, isSendableCode } from 'close-frame';
import { suite } from 'uvu';
import { WebSocket, WebSocketServer } from 'ws';
import { closeLike } from '../../../examples/recipes/unknown-peer.js';

const test = suite('examples/recipes/unknown-peer');

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
test.after(() => server.close());
await once(server, 'listening');

/** What a peer receives. */
async function received(code: number | null, reason: string | Uint8Array | null): Promise<[number, string]> {
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [[socket]] = await Promise.all([once(server, 'connection'), once(client, 'open')]);
  const closed = once(client, 'close');
  closeLike(socket, code, reason);
  const [arrived, text] = await closed;
  return [arrived, String(text)];
}

const cases: [code: number | null, reason: string | Uint8Array | null, arrives: [number, string]][] = [
  [1000, 'bye', [1000, 'bye']],
  [1011, Buffer.from('früh'), [1011, 'früh']],
  [4321, null, [4321, '']],
  [1012, 'restart', [1011, 'restart']],
  [1014, '', [1011, '']],
  [3000, 'no token', [1011, 'no token']],
  [1005, 'lost', [1005, '']],
  [1006, 'lost', [1011, 'lost']],
  [null, null, [1005, '']],
];

for (const [code, reason, arrives] of cases) {
  test(`${code} arrives as ${arrives[0]}`, async () => {
    assert.deepEqual(await received(code, reason), arrives);
    assert.ok(arrives[0] === 1005 || (isSendableCode(arrives[0]) && isPortableCode(arrives[0])));
  });
}

test.run();
