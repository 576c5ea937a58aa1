import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { suite } from 'uvu';
import { WebSocket, WebSocketServer } from 'ws';
import { createWsProxy } from '../../../examples/recipes/ws-proxy.js';
import { bytes } from '../../support/bytes.js';
import { listen, rawClient } from '../../support/net.js';

const test = suite('examples/recipes/ws-proxy');

const loopback = { host: '127.0.0.1', port: 0 };

async function started(server: WebSocketServer): Promise<number> {
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const backend = new WebSocketServer(loopback);
const proxy = createWsProxy(`ws://127.0.0.1:${await started(backend)}`, loopback);
const proxyPort = await started(proxy);
test.after(() => {
  proxy.close();
  backend.close();
});

interface Ends {
  client: WebSocket;
  server: WebSocket;
}

async function meet(): Promise<Ends> {
  const client = new WebSocket(`ws://127.0.0.1:${proxyPort}`);
  const [[server]] = await Promise.all([once(backend, 'connection'), once(client, 'open')]);
  return { client, server };
}

async function closeOf(socket: WebSocket): Promise<[code: number, reason: string]> {
  const [code, reason] = await once(socket, 'close');
  return [code, String(reason)];
}

const closings: [title: string, close: (socket: WebSocket) => void, arrives: [number, string]][] = [
  ['a code and a reason', (socket) => socket.close(1001, 'до свидания'), [1001, 'до свидания']],
  ['a private code', (socket) => socket.close(4321, ''), [4321, '']],
  ['1014, which others may refuse', (socket) => socket.close(1014, ''), [1014, '']],
  ['no code: 1005 is reported, and never sent on', (socket) => socket.close(), [1005, '']],
  ['a lost connection: 1006 is reported, and 1011 sent on', (socket) => socket.terminate(), [1011, '']],
];

for (const end of ['client', 'server'] as const) {
  for (const [title, close, arrives] of closings) {
    test(`the ${end} closes: ${title}`, async () => {
      const ends = await meet();
      const closed = closeOf(ends[end === 'client' ? 'server' : 'client']);
      close(ends[end]);
      assert.deepEqual(await closed, arrives);
    });
  }
}

test('messages pass unchanged in both directions, even those that come before the server is reached', async () => {
  const client = new WebSocket(`ws://127.0.0.1:${proxyPort}`);
  client.once('open', () => client.send('early'));
  const [server] = (await once(backend, 'connection')) as [WebSocket];
  const [early, isBinary] = await once(server, 'message');
  assert.deepEqual([String(early), isBinary], ['early', false]);
  server.send(Uint8Array.of(1, 2, 3));
  const [answer, isAnswerBinary] = await once(client, 'message');
  assert.deepEqual([[...answer], isAnswerBinary], [[1, 2, 3], true]);
  client.close();
  await once(server, 'close');
});

test('a client that breaks the protocol gets 1002, and the server gets 1011', async () => {
  const arrived = once(backend, 'connection');
  const raw = await rawClient(proxyPort);
  const [server] = (await arrived) as [WebSocket];
  raw.socket.write(bytes('8882 00000000 03ed'));
  const answer = await raw.closeFrame;
  assert.ok(answer.ok && answer.code === 1002);
  raw.socket.end();
  assert.deepEqual(await closeOf(server), [1011, '']);
});

test('if no server can be reached, the client gets 1011', async () => {
  const vacant = createServer();
  const nobody = await listen(vacant);
  vacant.close();
  const proxy = createWsProxy(`ws://127.0.0.1:${nobody}`, loopback);
  const arrived = once(proxy, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${await started(proxy)}`);
  assert.deepEqual(await closeOf(client), [1011, '']);
  const [ours] = (await arrived) as [WebSocket];
  assert.equal(ours.isPaused, false, 'the proxy reads the answer');
  proxy.close();
});

test.run();
