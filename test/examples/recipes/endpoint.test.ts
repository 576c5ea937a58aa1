import assert from 'node:assert/strict';
import { once } from 'node:events';
import { CloseFrameError, type Endpoint, encodeCloseFrame, unwrap } from 'close-frame';
import file from 'close-frame/vectors/decode-frame.json' with { type: 'json' };
import { suite } from 'uvu';
import { bytes, hex } from '../../support/bytes.js';
import { pairWithRaw } from '../../support/closing-stack.js';
import { frameBytes } from '../../support/streams.js';

const test = suite('examples/recipes/endpoint');

const roles: Endpoint[] = ['client', 'server'];
const lost = { code: 1006, reason: '', wasClean: false };

function otherOf(role: Endpoint): Endpoint {
  return role === 'client' ? 'server' : 'client';
}

/** A Close frame from the raw end. */
function frameFrom(from: Endpoint, code?: number, reason?: string): Uint8Array {
  return unwrap(encodeCloseFrame(code, reason, { from })).bytes;
}

/** All that a raw end receives until the end of the stream. */
async function readAll(raw: { socket: NodeJS.ReadableStream }): Promise<Buffer> {
  const chunks: Buffer[] = [];
  raw.socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(raw.socket, 'end');
  return Buffer.concat(chunks);
}

for (const role of roles) {
  const peer = otherOf(role);

  test(`as ${role}: the peer closes first`, async () => {
    for (const [code, reason] of [
      [1000, 'bye'],
      [4999, ''],
      [undefined, ''],
    ] as const) {
      const { ours, raw } = await pairWithRaw(role);
      raw.socket.write(frameFrom(peer, code, reason));
      const answer = await raw.closeFrame;
      assert.deepEqual(answer.ok && [answer.code, answer.reason], [code ?? 1005, '']);
      raw.socket.end();
      const outcome = { code: code ?? 1005, reason, wasClean: true, cause: 'remote' };
      assert.deepEqual(await ours.closed, outcome);
      await ours.gone;
    }
  });

  test(`as ${role}: we close first, and no second Close frame follows the answer`, async () => {
    const { ours, raw } = await pairWithRaw(role);
    const all = readAll(raw);
    ours.closing.close(1001, 'deploying');
    ours.closing.close(1011, 'never sent');
    const frame = await raw.closeFrame;
    assert.deepEqual(frame.ok && [frame.code, frame.reason], [1001, 'deploying']);
    raw.socket.write(frameFrom(peer, 1001, 'fine'));
    if (role === 'server') await once(raw.socket, 'end'); // the server ends TCP first
    raw.socket.end();
    assert.deepEqual(await ours.closed, { code: 1001, reason: 'fine', wasClean: true, cause: 'local' });
    assert.equal((await all).length, frame.ok && frame.byteLength);
    await ours.gone;
  });

  test(`as ${role}: a Close frame may arrive byte by byte`, async () => {
    const { ours, raw } = await pairWithRaw(role);
    for (const byte of frameFrom(peer, 3000, 'slowly')) {
      raw.socket.write(Uint8Array.of(byte));
      await new Promise(setImmediate);
    }
    raw.socket.end();
    assert.deepEqual(await ours.closed, { code: 3000, reason: 'slowly', wasClean: true, cause: 'remote' });
    await ours.gone;
  });

  test(`as ${role}: a peer that never answers is given up`, async () => {
    const { ours, raw } = await pairWithRaw(role, { timeout: () => 1 });
    ours.closing.close(1000);
    assert.deepEqual(await ours.closed, { ...lost, cause: 'timeout' });
    await ours.gone;
    raw.socket.destroy();
  });

  test(`as ${role}: a peer that answers but never ends TCP does not hold the socket`, async () => {
    const { ours, raw } = await pairWithRaw(role, { timeout: (awaits) => (awaits === 'close' ? 60_000 : 1) });
    ours.closing.close(1000);
    await raw.closeFrame;
    raw.socket.write(frameFrom(peer, 1000));
    await once(raw.socket, 'end');
    assert.deepEqual(await ours.closed, { code: 1000, reason: '', wasClean: true, cause: 'local' });
    await ours.gone;
    raw.socket.destroy();
  });

  test(`as ${role}: a peer that closes and never ends TCP does not hold the socket`, async () => {
    const { ours, raw } = await pairWithRaw(role, { timeout: () => 1 });
    raw.socket.write(frameFrom(peer, 4000, 'theirs'));
    assert.deepEqual(await ours.closed, { code: 4000, reason: 'theirs', wasClean: true, cause: 'remote' });
    await ours.gone;
    raw.socket.destroy();
  });

  for (const [what, ending, outcome] of [
    ['its Close frame and its end', frameFrom(peer, 4000), { code: 4000, reason: '', wasClean: true, cause: 'remote' }],
    ['only its end', new Uint8Array(0), { ...lost, cause: 'lost' }],
  ] as const) {
    test(`as ${role}: a peer that sends ${what}, but never reads what is queued, does not hold the socket`, async () => {
      const { ours, raw } = await pairWithRaw(role, { timeout: () => 20 });
      raw.socket.pause();
      ours.socket.write(Buffer.alloc(30_000_000));
      raw.socket.end(ending);
      assert.deepEqual(await ours.closed, outcome);
      assert.ok(ours.socket.writableLength > 0);
      await ours.gone;
      raw.socket.destroy();
    });
  }

  test(`as ${role}: a peer that ends TCP without a Close frame, or within one, is lost`, async () => {
    for (const part of [new Uint8Array(0), frameFrom(peer, 1000, 'cut off').subarray(0, 5)]) {
      const { ours, raw } = await pairWithRaw(role);
      const all = readAll(raw);
      raw.socket.end(part);
      assert.deepEqual(await ours.closed, { ...lost, cause: 'lost' });
      assert.equal((await all).length, 0);
      await ours.gone;
    }
  });

  test(`as ${role}: a reset is a loss, whatever has been sent`, async () => {
    for (const isClosing of [false, true]) {
      const { ours, raw } = await pairWithRaw(role);
      if (isClosing) ours.closing.close(1000);
      raw.socket.write(Uint8Array.of(0x88));
      raw.socket.resetAndDestroy();
      assert.deepEqual(await ours.closed, { ...lost, cause: 'lost' });
      await ours.gone;
      ours.closing.close(1000); // too late, and no timer starts for it
    }
  });

  test(`as ${role}: an invalid Close frame fails the connection, even if our Close frame is out`, async () => {
    for (const isClosing of [false, true]) {
      const { ours, raw } = await pairWithRaw(role);
      if (isClosing) ours.closing.close(1001);
      const broken = frameFrom(peer, 1000, 'x').map((byte, at) => (at === 0 ? 0xc8 : byte)); // RSV1
      raw.socket.write(broken);
      const answer = await raw.closeFrame;
      assert.equal(answer.ok && answer.code, isClosing ? 1001 : 1002);
      await once(raw.socket, 'end'); // whoever fails does not wait for the other (RFC 6455 §7.1.7)
      raw.socket.end();
      assert.deepEqual(await ours.closed, { ...lost, cause: 'failure' });
      assert.equal(ours.closing.handshake.fault?.code, 1002);
      await ours.gone;
    }
  });

  test(`as ${role}: another fault of the peer fails the connection with a reason`, async () => {
    const { ours, raw } = await pairWithRaw(role);
    ours.closing.fail(1009, 'too big');
    const frame = await raw.closeFrame;
    assert.deepEqual(frame.ok && [frame.code, frame.reason], [1009, 'too big']);
    raw.socket.end();
    assert.deepEqual(await ours.closed, { ...lost, cause: 'failure' });
    await ours.gone;
  });

  test(`as ${role}: what comes after the Close frame is read and discarded`, async () => {
    const { ours, raw } = await pairWithRaw(role);
    raw.socket.write(frameFrom(peer, 1000));
    const { byteLength } = (await raw.closeFrame) as { byteLength: number };
    const all = readAll(raw);
    for (const more of ['8100', '8900', '8200', '8800']) raw.socket.write(bytes(more));
    raw.socket.end(Buffer.alloc(300_000, 0x81));
    assert.deepEqual(await ours.closed, { code: 1000, reason: '', wasClean: true, cause: 'remote' });
    assert.equal(ours.chunks, 1);
    assert.equal((await all).length, 0, `nothing but the ${byteLength} bytes of the answer`);
    await ours.gone;
  });

  test(`as ${role}: the answer waits until a message is complete`, async () => {
    const { ours, raw } = await pairWithRaw(role, { isHalfSent: true });
    const all: Buffer[] = [];
    raw.socket.on('data', (chunk: Buffer) => all.push(chunk));
    ours.closing.answer(); // nothing is due yet
    ours.socket.write(bytes('010161'));
    raw.socket.write(frameFrom(peer, 1001));
    await once(ours.socket, 'data');
    assert.equal(ours.closing.handshake.canSend, true);
    ours.socket.write(bytes('800162'));
    ours.closing.answer();
    await raw.closeFrame;
    raw.socket.end();
    assert.deepEqual(await ours.closed, { code: 1001, reason: '', wasClean: true, cause: 'remote' });
    assert.equal(hex(Buffer.concat(all).subarray(0, 6)), '010161800162');
    await ours.gone;
  });

  test(`as ${role}: a handler that throws closes with 1011, and is not a fault of the peer`, async () => {
    const onChunk = () => {
      throw new Error('a bug of the application');
    };
    const { ours, raw } = await pairWithRaw(role, { onChunk });
    raw.socket.write(bytes('8100'));
    const frame = await raw.closeFrame;
    assert.equal(frame.ok && frame.code, 1011);
    assert.equal(ours.closing.handshake.fault, undefined);
    raw.socket.destroy();
    await ours.gone;
  });

  test(`as ${role}: the connection closes even if the application has paused its socket`, async () => {
    const { ours, raw } = await pairWithRaw(role);
    ours.socket.pause();
    ours.closing.fail(1008);
    raw.socket.end(Buffer.alloc(100_000));
    assert.deepEqual(await ours.closed, { ...lost, cause: 'failure' });
    await ours.gone;
  });
}

/** What the peer sends: first bytes and payload lengths, or `close` for a Close frame. (7.3 to 7.13 are vectors.) */
const autobahn: [situation: string, frames: ('close' | [first: number, length: number])[]][] = [
  ['7.1.1: a message, then a Close frame', [[0x81, 12], 'close']],
  ['7.1.2: two Close frames', ['close', 'close']],
  ['7.1.3: a Ping after the Close frame', ['close', [0x89, 0]]],
  ['7.1.4: a message after the Close frame', ['close', [0x81, 12]]],
  ['7.1.5: a Close frame amid the fragments of a message', [[0x01, 9], 'close', [0x80, 9]]],
  ['7.1.6: 256 KiB, a Close frame and a Ping', [[0x81, 262_144], 'close', [0x89, 0]]],
];

for (const role of roles) {
  for (const [situation, frames] of autobahn) {
    test(`as ${role}, Autobahn ${situation}`, async () => {
      const peer = otherOf(role);
      const mask = peer === 'client' ? new Uint8Array(4) : undefined;
      const { ours, raw } = await pairWithRaw(role);
      const all = readAll(raw);
      const sent = frames.map((frame) => {
        if (frame === 'close') return frameFrom(peer, 1000);
        return frameBytes({ first: frame[0], mask, payload: new Uint8Array(frame[1]), lengthBytes: 0 });
      });
      raw.socket.end(Buffer.concat(sent));
      assert.deepEqual(await ours.closed, { code: 1000, reason: '', wasClean: true, cause: 'remote' });
      const answer = await raw.closeFrame;
      assert.equal((await all).length, answer.ok && answer.byteLength); // one Close frame and nothing else
      await ours.gone;
    });
  }
}

test('a server answers every whole frame of the vectors with the expected code', async () => {
  let count = 0;
  for (const { name, frame, from, expect } of file.vectors) {
    if (from !== 'client' || expect.kind === 'incomplete' || expect.kind === 'not-close') continue;
    const { raw, ours } = await pairWithRaw('server');
    raw.socket.write(bytes(frame));
    const answer = await raw.closeFrame;
    assert.ok(answer.ok, name);
    assert.equal(answer.code, expect.failCode ?? expect.code, name);
    raw.socket.end();
    await ours.gone;
    count++;
  }
  assert.ok(count > 20, String(count));
});

test('a code that may not be sent throws, and nothing is written', async () => {
  const { ours, raw } = await pairWithRaw('server');
  for (const call of [() => ours.closing.close(1006), () => ours.closing.fail(1005)]) {
    assert.throws(call, CloseFrameError);
  }
  const all = readAll(raw);
  raw.socket.end();
  assert.equal((await all).length, 0);
  await ours.gone;
});

test.run();
