import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Endpoint, ScanResult } from 'close-frame';
import { suite } from 'uvu';
import { WebSocket, WebSocketServer } from 'ws';
import { createProxy } from '../../../examples/recipes/tcp-proxy.js';
import { listen } from '../../support/net.js';

const test = suite('examples/recipes/tcp-proxy');

/** A `ws` client and server that are connected through the proxy, and both reports of the proxy. */
async function meet(): Promise<{
  client: WebSocket;
  server: WebSocket;
  reports: Promise<Map<Endpoint, ScanResult>>;
  stop(): void;
}> {
  const wss = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(wss, 'listening');
  const seen = new Map<Endpoint, ScanResult>();
  let settle: () => void = () => {};
  const reports = new Promise<Map<Endpoint, ScanResult>>((resolve) => {
    settle = () => resolve(seen);
  });
  const proxy = createProxy((wss.address() as AddressInfo).port, (from, result) => {
    assert.ok(!seen.has(from), 'once for each end');
    seen.set(from, result);
    if (seen.size === 2) settle();
  });
  const client = new WebSocket(`ws://127.0.0.1:${await listen(proxy)}`);
  const [[server]] = await Promise.all([once(wss, 'connection'), once(client, 'open')]);
  const stop = () => {
    proxy.close();
    wss.close();
  };
  return { client, server, reports, stop };
}

test('the Close frames of both ends are reported, and messages are passed on', async () => {
  const { client, server, reports, stop } = await meet();
  client.send('a message');
  const [message] = await once(server, 'message');
  assert.equal(String(message), 'a message');
  client.close(4001, 'enough');
  const [code, reason] = await once(server, 'close');
  assert.deepEqual([code, String(reason)], [4001, 'enough']);
  const [fromClient, fromServer] = ['client', 'server'].map((from) => reports.then((map) => map.get(from as Endpoint)));
  const close = await fromClient;
  const answer = await fromServer;
  assert.ok(close?.ok && answer?.ok);
  assert.deepEqual([close.code, close.reason, close.masked], [4001, 'enough', true]);
  assert.deepEqual([answer.code, answer.masked], [4001, false]);
  stop();
});

test('an end that is lost is reported as incomplete', async () => {
  const { client, server, reports, stop } = await meet();
  client.terminate();
  await once(server, 'close');
  const result = (await reports).get('client');
  assert.ok(result !== undefined && !result.ok);
  assert.equal(result.error.kind, 'incomplete');
  stop();
});

test.run();
