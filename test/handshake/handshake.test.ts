/** What the frames say, what is reported, and which arguments are accepted. For the states, see states.test.ts. */

import assert from 'node:assert/strict';
import {
  CloseFrameError,
  CloseFrameScanner,
  type CloseReason,
  decodeCloseFrame,
  decodeClosePayload,
  type Endpoint,
  encodeCloseFrame,
  replyToClose,
  unwrap,
} from 'close-frame';
import { type ClosableResult, ClosingHandshake, type ClosingStep, type HandshakeOptions } from 'close-frame/handshake';
import { suite } from 'uvu';
import { bytes, utf8 } from '../support/bytes.js';
import { nonCodes, nonReasons } from '../support/hostile.js';
import { assertFailure } from '../support/results.js';

const test = suite('handshake');

const roles: Endpoint[] = ['client', 'server'];
const good: ClosableResult = { ok: true, code: 4001, reason: 'theirs' };
const broken = decodeCloseFrame(Uint8Array.of(0x88, 0x02, 0x03, 0xee)); // 1006
const whyBroken = broken.ok ? '' : broken.error.message;

const none = [undefined, undefined, undefined];

/** The frame of a step, as the peer decodes it. */
function said(step: { ok: boolean }, from: Endpoint): unknown {
  const { frame } = step as ClosingStep;
  assert.ok(step.ok && frame !== undefined);
  assert.equal(frame.byteLength, frame.buffer.byteLength);
  const { code, reason, masked } = unwrap(decodeCloseFrame(frame, { from }));
  assert.equal(masked, from === 'client');
  return [code, reason];
}

for (const role of roles) {
  test(`a ${role}: close sends its arguments`, () => {
    for (const [code, reason, text = reason ?? ''] of [
      [1000],
      [1000, ''],
      [3000, 'gruß 👋'],
      [4999, 'x'.repeat(123)],
      [1001, 'a lone \ud800 surrogate', 'a lone \uFFFD surrogate'],
      [1001, '\uFEFFBOM, and U+FFFD itself: \uFFFD'],
      [1001, utf8('gruß 👋'), 'gruß 👋'],
      [1001, utf8('\uFEFFBOM first'), '\uFEFFBOM first'],
      [1001, utf8('x'.repeat(123)), 'x'.repeat(123)],
      [1001, new Uint8Array(0), ''],
    ] as [number, CloseReason?, string?][]) {
      const handshake = new ClosingHandshake({ role });
      assert.deepEqual(said(handshake.close(code, reason), role), [code, text]);
      assert.deepEqual(handshake.sent, { code, reason: text });
    }
  });

  test(`a ${role}: close without a code sends an empty frame`, () => {
    for (const reason of [undefined, '', new Uint8Array(0)]) {
      const handshake = new ClosingHandshake({ role });
      assert.deepEqual(said(handshake.close(undefined, reason), role), [1005, '']);
      assert.deepEqual(handshake.sent, { code: undefined, reason: undefined });
    }
  });

  test(`a ${role}: the answer has the code, and the reason only if the options say so`, () => {
    for (const [options, result, answer] of [
      [{}, good, [4001, '']],
      [{ reply: undefined }, good, [4001, '']],
      [{ reply: 'none' }, good, [4001, '']],
      [{ reply: 'full' }, good, [4001, 'theirs']],
      [{ reply: 'full' }, { ok: true, code: 1005, reason: '' }, [1005, '']],
      [{ reply: 'full' }, { ok: true, code: 1001 }, [1001, '']],
      [{}, broken, [1002, '']],
      [{ reply: 'full' }, broken, [1002, whyBroken]],
    ] as [Omit<HandshakeOptions, 'role'>, ClosableResult, [number, string]][]) {
      const handshake = new ClosingHandshake({ role, ...options });
      assert.deepEqual(said(handshake.receive(result), role), answer);
      const [code, reason] = answer;
      const sent = code === 1005 ? { code: undefined, reason: undefined } : { code, reason };
      assert.deepEqual(handshake.sent, sent);
    }
  });

  test(`a ${role}: a delayed answer has the arguments of close`, () => {
    const handshake = new ClosingHandshake({ role, reply: 'full' });
    handshake.receive(good, { answer: 'later' });
    const { code, reason } = replyToClose(good);
    assert.deepEqual(said(handshake.close(code, reason), role), [4001, '']);
    assert.deepEqual(handshake.received, { code: 4001, reason: 'theirs' });
  });

  test(`a ${role}: fail sends its reason, cut to fit`, () => {
    for (const [code, reason, text, message = reason ?? ''] of [
      [1009, undefined, ''],
      [1009, 'too big', 'too big'],
      [1002, 'é'.repeat(100), 'é'.repeat(61)],
      [1008, '\ud800', '\uFFFD'],
      [1008, utf8('zu groß'), 'zu groß', 'zu groß'],
      [1008, utf8('é'.repeat(100)), 'é'.repeat(61), 'é'.repeat(61)],
      [1008, Uint8Array.of(0x61, 0xff, 0xe2, 0x82, 0x62), 'a\uFFFD\uFFFDb', 'a\uFFFD\uFFFDb'],
    ] as [number, CloseReason | undefined, string, string?][]) {
      const handshake = new ClosingHandshake({ role });
      assert.deepEqual(said(handshake.fail(code, reason), role), [code, text]);
      assert.deepEqual(handshake.sent, { code, reason: text });
      assert.deepEqual(handshake.fault, { code, message });
    }
  });
}

test('a fault is reported even if our Close frame was already out', () => {
  for (const [fault, fail] of [
    [{ code: 1002, message: whyBroken }, (handshake) => handshake.receive(broken)],
    [{ code: 1009, message: 'too big' }, (handshake) => handshake.fail(1009, 'too big')],
  ] as [object, (handshake: ClosingHandshake) => unknown][]) {
    const handshake = new ClosingHandshake({ role: 'server' });
    handshake.close(1001, 'bye');
    fail(handshake);
    assert.deepEqual(handshake.fault, fault);
    assert.deepEqual(handshake.sent, { code: 1001, reason: 'bye' });
    assert.equal(handshake.received, undefined);
  }
});

test('the results of decoding, scanning and validating are accepted', () => {
  const frame = bytes('8805 0fa1 627965');
  for (const [result, reason] of [
    [decodeCloseFrame(frame), 'bye'],
    [decodeClosePayload(frame.subarray(2)), 'bye'],
    [new CloseFrameScanner().push(frame)!, 'bye'],
    [{ ok: true, code: 4001 }, ''],
    [{ ok: true, code: 4001, reason: undefined } as unknown as ClosableResult, ''],
  ] as [ClosableResult, string][]) {
    const handshake = new ClosingHandshake({ role: 'server' });
    handshake.receive(result);
    assert.deepEqual(handshake.received, { code: 4001, reason });
  }
});

test('a failure of each code fails the connection with it', () => {
  for (const [stream, code] of [
    ['880103', 1002],
    ['880303e8ff', 1007],
    ['827f0020000000000000', 1009],
  ] as const) {
    const handshake = new ClosingHandshake({ role: 'server' });
    const result = new CloseFrameScanner().push(bytes(stream))!;
    assert.deepEqual(said(handshake.receive(result), 'server'), [code, '']);
    assert.equal(handshake.fault?.code, code);
  }
});

test('a handmade result whose code must not be sent throws and changes nothing', () => {
  for (const reach of [() => {}, (handshake: ClosingHandshake) => handshake.close(1000)]) {
    const handshake = new ClosingHandshake({ role: 'server' });
    reach(handshake);
    assert.throws(() => handshake.receive({ ok: true, code: 1006, reason: '' }), CloseFrameError);
    assert.equal(handshake.received, undefined);
  }
});

test('the failure for a wrong code or reason is that of the encoder', () => {
  const handshake = new ClosingHandshake({ role: 'client' });
  assertFailure(handshake.close(1006) as never, { kind: 'forbidden-code', code: 1006 });
  assertFailure(handshake.close(1004) as never, { kind: 'reserved-code', code: 1004 });
  assertFailure(handshake.close(undefined, 'why') as never, { kind: 'reason-without-code' });
  assertFailure(handshake.close(1000, 'x'.repeat(124)) as never, { kind: 'reason-too-long', code: 1000 });
  assertFailure(handshake.close(1000, utf8('x'.repeat(124))) as never, { kind: 'reason-too-long', code: 1000 });
  assertFailure(handshake.close(1000, Uint8Array.of(0x61, 0xff)) as never, {
    kind: 'invalid-utf8',
    code: 1000,
    byteOffset: 1,
  });
  assertFailure(handshake.fail(1015, 'x'.repeat(124)) as never, { kind: 'forbidden-code', code: 1015 });
  assertFailure(handshake.fail(2999) as never, { kind: 'reserved-code', code: 2999 });
  assertFailure(handshake.fail(Number.NaN) as never, { kind: 'reserved-code', code: Number.NaN });
  assert.equal(handshake.state, 'open');
});

test('arguments of a wrong type throw a TypeError and change nothing', () => {
  const handshake = new ClosingHandshake({ role: 'client' });
  for (const code of nonCodes) {
    assert.throws(() => handshake.close(code as number), TypeError);
    assert.throws(() => handshake.fail(code as number), TypeError);
  }
  for (const reason of nonReasons) {
    if (reason instanceof Uint8Array) continue;
    assert.throws(() => handshake.close(1000, reason as string), TypeError);
    assert.throws(() => handshake.fail(1002, reason as string), TypeError);
  }
  assert.equal(handshake.state, 'open');
});

test('role must be client or server, and reply must be none, full or left out', () => {
  for (const options of [undefined, null]) {
    assert.throws(() => new ClosingHandshake(options as unknown as HandshakeOptions), TypeError);
  }
  for (const options of [{}, { role: 'proxy' }, { role: 'Client' }, { role: undefined }, { role: null }]) {
    assert.throws(() => new ClosingHandshake(options as HandshakeOptions), {
      name: 'TypeError',
      message: "options.role must be 'client' or 'server'.",
    });
  }
  for (const reply of ['', 'all', null, true]) {
    assert.throws(() => new ClosingHandshake({ role: 'client', reply: reply as 'full' }), {
      name: 'TypeError',
      message: "options.reply must be 'none' or 'full'.",
    });
  }
});

test('each option is read once, before anything has changed', () => {
  const read: string[] = [];
  const listening = <T extends object>(values: T): T =>
    new Proxy(values, {
      get(target, key) {
        read.push(String(key));
        return Reflect.get(target, key);
      },
    });
  const handshake = new ClosingHandshake(listening({ role: 'server', reply: 'full' } as const));
  assert.deepEqual(read.splice(0), ['role', 'reply']);
  let state: string | undefined;
  handshake.receive(good, {
    get answer() {
      state = handshake.state;
      return 'now' as const;
    },
  });
  assert.equal(state, 'open');
  handshake.receive(good, listening({ answer: 'now' } as const));
  assert.deepEqual(read, ['answer']);
});

test('reports are frozen and share no memory with anything', () => {
  const handshake = new ClosingHandshake({ role: 'server' });
  const theirs = { ok: true, code: 4001, reason: 'theirs' } as const;
  const { frame } = handshake.receive(theirs);
  handshake.peerEnded();
  assert.ok(frame);
  frame.fill(0);
  const { sent, received, outcome } = handshake;
  for (const value of [sent, received, outcome]) assert.ok(Object.isFrozen(value));
  assert.deepEqual(
    [sent, received],
    [
      { code: 4001, reason: '' },
      { code: 4001, reason: 'theirs' },
    ],
  );
  assert.deepEqual(outcome, { code: 4001, reason: 'theirs', wasClean: true, cause: 'remote' });
  const failed = new ClosingHandshake({ role: 'server' });
  failed.fail(1002);
  assert.ok(Object.isFrozen(failed.fault));
  const empty = new ClosingHandshake({ role: 'server' });
  empty.close();
  assert.ok(Object.isFrozen(empty.sent));
  assert.notEqual(handshake.expire(), handshake.expire());
});

test('no property can be assigned to', () => {
  const handshake = new ClosingHandshake({ role: 'server' });
  for (const key of ['state', 'sent', 'received', 'fault', 'canSend', 'canReceive', 'awaits', 'outcome']) {
    assert.throws(() => Object.assign(handshake, { [key]: 'closed' }), TypeError, key);
  }
  assert.equal(handshake.state, 'open');
});

test('without a source of masking keys, a client throws and nothing changes', () => {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
  Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true });
  try {
    const handshake = new ClosingHandshake({ role: 'client' });
    // First use up the keys that an earlier test left in the pool.
    const left = () => {
      for (let count = 0; count <= 512; count++) encodeCloseFrame(1000, '', { from: 'client' });
    };
    assert.throws(left, /getRandomValues/);
    for (const call of [() => handshake.close(1000), () => handshake.receive(good), () => handshake.fail(1002)]) {
      assert.throws(call, /getRandomValues/);
      assert.deepEqual([handshake.state, handshake.sent, handshake.received, handshake.fault], ['open', ...none]);
    }
  } finally {
    Object.defineProperty(globalThis, 'crypto', original);
  }
});

test.run();
