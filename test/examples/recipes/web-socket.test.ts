import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { decodeCloseFrame, encodeCloseFrame, unwrap } from 'close-frame';
import { suite } from 'uvu';
import { OpenWebSocket } from '../../../examples/recipes/web-socket.js';
import { bytes } from '../../support/bytes.js';
import { listen, type RawEnd, rawClient, rawServer } from '../../support/net.js';
import { wsServer } from '../../support/peers.js';

const test = suite('examples/recipes/web-socket');

/** Reads a server's frames, one per chunk. A Ping stands for a frame that breaks the protocol. */
function read(chunk: Uint8Array, to: OpenWebSocket): void {
  if (chunk[0] === 0x88) to.closing.receive(decodeCloseFrame(chunk, { from: 'server' }));
  else if (chunk[0] === 0x81) to.deliver(Buffer.from(chunk.subarray(2)).toString());
  else to.closing.fail(1002, 'no Ping here');
}

type Seen = [type: string, ...unknown[]];

/** A client's WebSocket, and the events that its listeners get. */
function webSocketOn(socket: Socket): { webSocket: OpenWebSocket; seen: Seen[]; closed: Promise<unknown> } {
  const webSocket = new OpenWebSocket(socket, 'client', read);
  const seen: Seen[] = [];
  webSocket.addEventListener('message', (event) => seen.push(['message', (event as MessageEvent).data]));
  webSocket.addEventListener('error', () => seen.push(['error', webSocket.readyState]));
  webSocket.addEventListener('close', (event) => {
    const { code, reason, wasClean } = event as CloseEvent;
    seen.push(['close', code, reason, wasClean, webSocket.readyState]);
  });
  return { webSocket, seen, closed: new Promise((resolve) => socket.on('close', resolve)) };
}

async function meet(): Promise<ReturnType<typeof webSocketOn> & { raw: RawEnd; socket: Socket }> {
  let arrive: (end: RawEnd) => void = () => {};
  const arrived = new Promise<RawEnd>((resolve) => {
    arrive = resolve;
  });
  const server = rawServer((end) => arrive(end));
  const { socket } = await rawClient(await listen(server));
  server.close();
  return { ...webSocketOn(socket), raw: await arrived, socket };
}

function isException(name: string): (error: unknown) => boolean {
  return (error) => error instanceof DOMException && error.name === name;
}

test('readyState goes from 1 to 2 and then 3, and there is one close event', async () => {
  const { webSocket, seen, closed, raw } = await meet();
  assert.equal(webSocket.readyState, 1);
  webSocket.close(4000, 'bye');
  assert.equal(webSocket.readyState, 2);
  webSocket.close();
  const frame = await raw.closeFrame;
  assert.deepEqual(frame.ok && [frame.code, frame.reason], [4000, 'bye']);
  raw.socket.end(unwrap(encodeCloseFrame(4000)).bytes);
  await closed;
  assert.deepEqual(seen, [['close', 4000, '', true, 3]]);
});

test('close accepts what the standard accepts, and a reason without a code is sent with 1000', async () => {
  for (const [code, reason, sent] of [
    [undefined, undefined, [1005, '']],
    [undefined, '', [1005, '']],
    [undefined, 'why', [1000, 'why']],
    [3000, 'x'.repeat(123), [3000, 'x'.repeat(123)]],
  ] as const) {
    const { webSocket, closed, raw } = await meet();
    webSocket.close(code, reason);
    const frame = await raw.closeFrame;
    assert.deepEqual(frame.ok && [frame.code, frame.reason], sent);
    raw.socket.destroy();
    await closed;
  }
});

test('close throws what the standard says, in any state', async () => {
  const { webSocket, closed, raw } = await meet();
  for (const act of [() => {}, () => webSocket.close(), () => raw.socket.destroy()]) {
    act();
    if (raw.socket.destroyed) await closed;
    for (const code of [999, 1001, 1005, 1006, 2999, 5000]) {
      assert.throws(() => webSocket.close(code), isException('InvalidAccessError'));
    }
    assert.throws(() => webSocket.close(1000, 'é'.repeat(62)), isException('SyntaxError'));
    assert.throws(() => webSocket.close(undefined, 'x'.repeat(124)), isException('SyntaxError'));
    assert.throws(() => webSocket.close(1000, 5 as unknown as string), TypeError);
  }
  assert.equal(webSocket.readyState, 3);
});

test('messages are delivered while the socket is open, and not once it closes', async () => {
  const { webSocket, seen, closed, raw, socket } = await meet();
  raw.socket.write(bytes('8102 6869'));
  await once(webSocket, 'message');
  webSocket.close(1000);
  raw.socket.write(bytes('8103 627965'));
  await once(socket, 'data');
  assert.equal(webSocket.closing.handshake.canReceive, true);
  raw.socket.end(unwrap(encodeCloseFrame(1000)).bytes);
  await closed;
  assert.deepEqual(seen, [
    ['message', 'hi'],
    ['close', 1000, '', true, 3],
  ]);
});

test('a fault gives an error event before the close event', async () => {
  for (const frame of ['8900', '880103']) {
    const { seen, closed, raw } = await meet();
    raw.socket.write(bytes(frame));
    const answer = await raw.closeFrame;
    assert.equal(answer.ok && answer.code, 1002);
    await closed;
    assert.deepEqual(seen, [
      ['error', 3],
      ['close', 1006, '', false, 3],
    ]);
  }
});

test('a lost connection gives no error event', async () => {
  const { seen, closed, raw } = await meet();
  raw.socket.resetAndDestroy();
  await closed;
  assert.deepEqual(seen, [['close', 1006, '', false, 3]]);
});

test('the close of a ws server is reported', async () => {
  const { port, stop } = await wsServer.listen((_, peer) => peer.close(1012, 'restarting'));
  const { socket, rest } = await rawClient(port);
  const { seen, closed } = webSocketOn(socket);
  if (rest.length > 0) socket.unshift(rest);
  await closed;
  assert.deepEqual(seen, [['close', 1012, 'restarting', true, 3]]);
  stop();
});

test.run();
