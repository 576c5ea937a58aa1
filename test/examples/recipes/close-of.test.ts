import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { suite } from 'uvu';
import { WebSocketServer } from 'ws';
import { closeOf, upgrade } from '../../../examples/recipes/close-of.js';
import { listen } from '../../support/net.js';

const test = suite('examples/recipes/close-of');

test('closeOf finds the Close frame after what the server has sent before', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    socket.send('hello');
    socket.close(1008, 'no token');
  });
  const socket = upgrade((server.address() as AddressInfo).port);
  const close = await closeOf(socket);
  assert.ok(close.ok);
  assert.deepEqual([close.code, close.reason], [1008, 'no token']);
  assert.equal(close.masked, false);
  socket.end();
  server.close();
  for (const client of server.clients) client.terminate();
});

test('closeOf reports a server that hangs up, and rejects if there is none', async () => {
  const server = createServer((socket) => {
    socket.resume().end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  });
  const port = await listen(server);
  const result = await closeOf(upgrade(port));
  assert.ok(!result.ok && result.error.kind === 'incomplete');
  server.close();
  await once(server, 'close');
  await assert.rejects(closeOf(upgrade(port)), /ECONNREFUSED/);
});

test.run();
