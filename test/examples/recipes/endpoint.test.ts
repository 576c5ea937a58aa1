import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { CloseFrameError, encodeCloseFrame, unwrap } from 'close-frame';
import file from 'close-frame/vectors/decode-frame.json' with { type: 'json' };
import { suite } from 'uvu';
import { WebSocket, WebSocketServer } from 'ws';
import { type Closed, ClosingHandshake } from '../../../examples/recipes/endpoint.js';
import { bytes } from '../../support/bytes.js';
import { listen, type RawEnd, rawClient, rawServer } from '../../support/net.js';

const test = suite('examples/recipes/endpoint');

/** A stack that has nothing but the closing handshake: all that comes is a Close frame. */
function read(socket: Socket, handshake: ClosingHandshake): Promise<Closed> {
  let unread = Buffer.alloc(0);
  return new Promise((resolve) => {
    socket.on('data', (chunk) => {
      unread = Buffer.concat([unread, chunk]);
      const closed = handshake.receive(unread);
      if (closed !== undefined) resolve(closed);
    });
  });
}

interface ServerEnd {
  handshake: ClosingHandshake;
  closed: Promise<Closed>;
}

/** The stack as a server: its port, and its end of the next connection. */
async function serverOfOurs(): Promise<{ port: number; next: Promise<ServerEnd>; stop(): void }> {
  let arrive: (end: ServerEnd) => void = () => {};
  const next = new Promise<ServerEnd>((resolve) => {
    arrive = resolve;
  });
  const server = rawServer(({ socket }) => {
    const handshake = new ClosingHandshake(socket, 'server');
    arrive({ handshake, closed: read(socket, handshake) });
  });
  return { port: await listen(server), next, stop: () => server.close() };
}

async function meetRaw(): Promise<{ raw: RawEnd; ours: ServerEnd; stop(): void }> {
  const { port, next, stop } = await serverOfOurs();
  const raw = await rawClient(port);
  return { raw, ours: await next, stop };
}

test('a server: the code and reason of a client arrive, and the code is the answer', async () => {
  for (const [code, reason] of [
    [1000, 'bye'],
    [4999, ''],
    [undefined, ''],
  ] as const) {
    const { port, next, stop } = await serverOfOurs();
    const client = new WebSocket(`ws://127.0.0.1:${port}`);
    await once(client, 'open');
    client.close(code, reason);
    const [answered] = await once(client, 'close');
    assert.equal(answered, code ?? 1005);
    assert.deepEqual(await (await next).closed, { code: code ?? 1005, reason, wasClean: true });
    stop();
  }
});

test('a server closes first: the answer to it is no occasion for a second Close frame', async () => {
  const { raw, ours, stop } = await meetRaw();
  const chunks: Buffer[] = [];
  raw.socket.on('data', (chunk) => chunks.push(chunk));
  ours.handshake.close(1001, 'deploying');
  ours.handshake.close(1011, 'never sent');
  const frame = await raw.closeFrame;
  assert.ok(frame.ok);
  assert.deepEqual([frame.code, frame.reason], [1001, 'deploying']);
  raw.socket.write(unwrap(encodeCloseFrame(1001, '', { from: 'client' })).bytes);
  assert.deepEqual(await ours.closed, { code: 1001, reason: '', wasClean: true });
  await once(raw.socket, 'end');
  assert.equal(Buffer.concat(chunks).length, frame.byteLength);
  raw.socket.end();
  stop();
});

test('a frame that comes byte by byte is waited for', async () => {
  const { raw, ours, stop } = await meetRaw();
  for (const byte of unwrap(encodeCloseFrame(3000, 'slowly', { from: 'client' })).bytes) {
    raw.socket.write(Uint8Array.of(byte));
    await new Promise(setImmediate);
  }
  assert.deepEqual(await ours.closed, { code: 3000, reason: 'slowly', wasClean: true });
  raw.socket.end();
  stop();
});

test('what breaks the protocol fails the connection with the code for it', async () => {
  for (const [frame, failCode] of [
    ['8882 00000000 03ee', 1002], // 1006
    ['8883 00000000 03e8ff', 1007], // no UTF-8
    ['8802 03e8', 1002], // no mask
    ['8881 00000000 03', 1002], // one byte
  ] as const) {
    const { raw, ours, stop } = await meetRaw();
    raw.socket.write(bytes(frame));
    const answer = await raw.closeFrame;
    assert.ok(answer.ok);
    assert.equal(answer.code, failCode, frame);
    assert.deepEqual(await ours.closed, { code: 1006, reason: '', wasClean: false });
    await once(raw.socket, 'close');
    stop();
  }
});

test('a server answers every whole frame of the vectors as it should', async () => {
  let count = 0;
  for (const { name, frame, from, expect } of file.vectors) {
    if (from !== 'client' || expect.kind === 'incomplete' || expect.kind === 'not-close') continue;
    const { raw, stop } = await meetRaw();
    raw.socket.write(bytes(frame));
    const answer = await raw.closeFrame;
    assert.ok(answer.ok, name);
    assert.equal(answer.code, expect.failCode ?? expect.code, name);
    await once(raw.socket, 'close');
    stop();
    count++;
  }
  assert.ok(count > 20, String(count));
});

test('a client: masked, and it leaves it to the server to end', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { socket } = await rawClient(port);
  const [end] = [...server.clients];
  const handshake = new ClosingHandshake(socket, 'client');
  const closed = read(socket, handshake);
  handshake.close(1000, 'done');
  const [code, reason] = await once(end!, 'close');
  assert.deepEqual([code, String(reason)], [1000, 'done']);
  assert.deepEqual(await closed, { code: 1000, reason: 'done', wasClean: true }); // ws answers with the reason, too
  server.close();
});

test('a code that may not be sent is an exception, and nothing is written', () => {
  const written: Uint8Array[] = [];
  const socket = { write: (bytes: Uint8Array) => written.push(bytes) } as unknown as Socket;
  const handshake = new ClosingHandshake(socket, 'server');
  assert.throws(() => handshake.close(1006), CloseFrameError);
  assert.equal(written.length, 0);
  handshake.close(1000);
  assert.equal(written.length, 1);
});

test('a client that fails the connection does not wait for the server', async () => {
  const server = rawServer(({ socket }) => socket.once('data', () => socket.write(bytes('8802 03ed'))));
  const port = await listen(server);
  const { socket } = await rawClient(port);
  const closed = read(socket, new ClosingHandshake(socket, 'client'));
  socket.write(bytes('8980 00000000'));
  assert.deepEqual(await closed, { code: 1006, reason: '', wasClean: false });
  assert.equal(socket.writableEnded, true);
  server.close();
});

test.run();
