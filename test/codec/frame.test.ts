import assert from 'node:assert/strict';
import { type EncodeFrameOptions, type Endpoint, encodeCloseFrame, encodeCloseFrameInto } from 'close-frame';
import { suite } from 'uvu';
import { maskedDecoder } from '../../src/codec/frame.js';
import { bytes, hex, payloadOf } from '../support/bytes.js';
import { detach, foreign, impostors, Misleading, nonCodes, nonReasons, shared } from '../support/hostile.js';
import { decodeCloseFrame } from '../support/judged.js';
import { assertFailure, type Expected } from '../support/results.js';

const test = suite('codec/frame');

/** The masking key of RFC 6455 §5.7's examples. */
const key = bytes('37fa213d');

/** A frame built without the library. */
function frameOf(payload: Uint8Array, maskingKey?: Uint8Array): Uint8Array {
  if (maskingKey === undefined) return Uint8Array.of(0x88, payload.length, ...payload);
  return Uint8Array.of(
    0x88,
    0x80 | payload.length,
    ...maskingKey,
    ...payload.map((byte, at) => byte ^ maskingKey[at % 4]!),
  );
}

test('decode: valid frames, masked or not, also with bytes after them', () => {
  const cases: [payload: Uint8Array, code: number, reason: string][] = [
    [bytes(''), 1005, ''],
    [bytes('03e8'), 1000, ''],
    [payloadOf(4000, 'tschüß'), 4000, 'tschüß'],
    [payloadOf(1001, 'a'.repeat(123)), 1001, 'a'.repeat(123)],
  ];
  for (const [payload, code, reason] of cases) {
    for (const maskingKey of [undefined, key, bytes('00000000'), bytes('ffffffff')]) {
      const frame = frameOf(payload, maskingKey);
      const expected = { ok: true, code, reason, masked: maskingKey !== undefined, byteLength: frame.length };
      const from = maskingKey === undefined ? 'server' : 'client';
      assert.deepEqual(decodeCloseFrame(frame), expected);
      assert.deepEqual(decodeCloseFrame(frame, {}), expected);
      assert.deepEqual(decodeCloseFrame(frame, { from }), expected);
      assert.deepEqual(decodeCloseFrame(Uint8Array.of(...frame, 0x88, 0xff)), expected, 'with bytes after it');
    }
  }
});

/** What must be reported for two header bytes: the rules in their order. */
function headerVerdict(first: number, second: number, from: Endpoint | undefined): Expected | undefined {
  if (first % 16 !== 8) return { kind: 'not-close', byteOffset: 0 };
  if (Math.floor(first / 16) % 8 !== 0) return { kind: 'reserved-bits', failCode: 1002, byteOffset: 0 };
  if (first < 128) return { kind: 'fragmented', failCode: 1002, byteOffset: 0 };
  if (second % 128 > 125) return { kind: 'payload-too-long', failCode: 1002, byteOffset: 1 };
  if (second % 128 === 1) return { kind: 'payload-too-short', failCode: 1002, byteOffset: 1 };
  if (from === 'client' && second < 128) return { kind: 'mask-missing', failCode: 1002, byteOffset: 1 };
  if (from === 'server' && second >= 128) return { kind: 'mask-unexpected', failCode: 1002, byteOffset: 1 };
  return undefined;
}

test('decode: each of the 65,536 headers fails by the first rule that it breaks, from either endpoint', () => {
  const header = new Uint8Array(2);
  for (const from of [undefined, 'client', 'server'] as const) {
    for (let first = 0; first <= 255; first++) {
      for (let second = 0; second <= 255; second++) {
        header[0] = first;
        header[1] = second;
        const verdict = headerVerdict(first, second, from);
        const rest = (second & 0x7f) + (second & 0x80 ? 4 : 0);
        const result = decodeCloseFrame(header, { from });
        if (verdict !== undefined) assertFailure(result, verdict, `${hex(header)} from ${from}`);
        else if (rest > 0)
          assertFailure(result, { kind: 'incomplete', bytesNeeded: rest }, `${hex(header)} from ${from}`);
        else assert.deepEqual(result, { ok: true, code: 1005, reason: '', masked: false, byteLength: 2 });
      }
    }
  }
});

test('decode: the first byte is checked as soon as it is there', () => {
  assertFailure(decodeCloseFrame(bytes('')), { kind: 'incomplete', bytesNeeded: 2 });
  for (let first = 0; first <= 255; first++) {
    const result = decodeCloseFrame(Uint8Array.of(first));
    assertFailure(
      result,
      headerVerdict(first, 0, undefined) ?? { kind: 'incomplete', bytesNeeded: 1 },
      `byte ${first}`,
    );
  }
});

test('decode: messages name the offending value', () => {
  const cases: [frame: string, options: { from: Endpoint } | undefined, message: RegExp][] = [
    ['8100', undefined, /is 8, not 1 .*§5\.2/],
    ['9800', undefined, /RSV bits .* is 0x98 .*§5\.2/],
    ['c800', undefined, /is 0xc8 /],
    ['0800', undefined, /FIN .* is 0x8 .*§5\.5/],
    ['887e', undefined, /2 to 125, not 126 .*§5\.5/],
    ['88ff', undefined, /2 to 125, not 127 /],
    ['8801', undefined, /2 to 125, not 1 /],
    ['8800', { from: 'client' }, /MASK must be 1 in a frame from a client, not 0 .*§5\.1/],
    ['8880', { from: 'server' }, /MASK must be 0 in a frame from a server, not 1 .*§5\.1/],
    ['8805', undefined, /2 of at least 7 bytes .*§5\.2/],
    ['88', undefined, /1 of at least 2 bytes/],
  ];
  for (const [frame, options, message] of cases) {
    const result = decodeCloseFrame(bytes(frame), options);
    assert.ok(!result.ok);
    assert.match(result.error.message, message);
  }
});

test('decode: a frame that is cut off is incomplete, and bytesNeeded says how many bytes are missing', () => {
  for (const frame of [
    frameOf(payloadOf(1000, 'bye')),
    frameOf(payloadOf(1000, 'a'.repeat(123)), key),
    frameOf(bytes(''), key),
  ]) {
    for (let length = 0; length < frame.length; length++) {
      const bytesNeeded = length < 2 ? 2 - length : frame.length - length;
      assertFailure(
        decodeCloseFrame(frame.subarray(0, length)),
        { kind: 'incomplete', bytesNeeded },
        `${length} bytes`,
      );
    }
  }
});

test('decode: in an invalid payload, byteOffset counts from the start of the frame', () => {
  const cases: [payload: Uint8Array, expected: Expected][] = [
    [payloadOf(1006), { kind: 'forbidden-code', failCode: 1002, code: 1006, byteOffset: 0 }],
    [payloadOf(2999), { kind: 'reserved-code', failCode: 1002, code: 2999, byteOffset: 0 }],
    [bytes('03e8 6161 c328'), { kind: 'invalid-utf8', failCode: 1007, code: 1000, byteOffset: 4 }],
    [bytes('03e8 efbfbd ff'), { kind: 'invalid-utf8', failCode: 1007, code: 1000, byteOffset: 5 }],
  ];
  for (const [payload, expected] of cases) {
    for (const [maskingKey, start] of [
      [undefined, 2],
      [key, 6],
    ] as const) {
      const result = decodeCloseFrame(frameOf(payload, maskingKey));
      assertFailure(result, { ...expected, byteOffset: expected.byteOffset! + start });
    }
  }
});

test('decode: a reason cut off by the end of the frame is not completed by what follows', () => {
  for (const frame of ['8803 03e8 c3 a9', '8804 03e8 e4bd a0', '8803 03e8 e4 bda0', '8805 03e8 f09f98 80']) {
    const result = decodeCloseFrame(bytes(frame));
    assertFailure(result, { kind: 'invalid-utf8', failCode: 1007, code: 1000, byteOffset: 4 }, frame);
  }
});

test('decode: the input is not modified', () => {
  for (const payload of [payloadOf(1000, 'bye'), bytes('03e8 ff')]) {
    const frame = frameOf(payload, key);
    const before = hex(frame);
    decodeCloseFrame(frame);
    assert.equal(hex(frame), before);
  }
});

test('encode: a server’s frame is not masked, a client’s frame is', () => {
  for (const [code, reason, payload] of [
    [undefined, undefined, bytes('')],
    [1000, undefined, payloadOf(1000)],
    [4999, 'é'.repeat(61), payloadOf(4999, 'é'.repeat(61))],
    [1000, 'a'.repeat(123), payloadOf(1000, 'a'.repeat(123))],
  ] as const) {
    const cases: [options: EncodeFrameOptions | undefined, frame: Uint8Array][] = [
      [undefined, frameOf(payload)],
      [{}, frameOf(payload)],
      [{ from: undefined, maskingKey: undefined }, frameOf(payload)],
      [{ from: 'server' }, frameOf(payload)],
      [{ from: 'client', maskingKey: key }, frameOf(payload, key)],
      [{ from: 'client', maskingKey: bytes('00000000') }, frameOf(payload, bytes('00000000'))],
    ];
    for (const [options, frame] of cases) {
      assert.deepEqual(encodeCloseFrame(code, reason, options), { ok: true, bytes: frame });
      const target = new Uint8Array(frame.length + 3).fill(0xaa);
      assert.deepEqual(encodeCloseFrameInto(target, 1, code, reason, options), { ok: true, written: frame.length });
      assert.equal(hex(target), `aa${hex(frame)}aaaa`);
    }
  }
});

test("encode: a client's key is new for each frame", () => {
  const keys = new Set<string>();
  for (let count = 0; count < 100; count++) {
    const result = encodeCloseFrame(1000, 'bye', { from: 'client' });
    assert.ok(result.ok);
    assert.equal(result.bytes.length, 11);
    keys.add(hex(result.bytes.subarray(2, 6)));
    assert.deepEqual(decodeCloseFrame(result.bytes, { from: 'client' }), {
      ok: true,
      code: 1000,
      reason: 'bye',
      masked: true,
      byteLength: 11,
    });
  }
  assert.ok(keys.size > 95, `${keys.size} different keys of 100`); // two equal keys: one run in a million
});

/** Runs with another globalThis.crypto. */
function withCrypto(crypto: unknown, use: () => void): void {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
  Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
  try {
    use();
  } finally {
    Object.defineProperty(globalThis, 'crypto', original);
  }
}

/** Uses up the keys that are left in the pool. */
function drainKeys(): void {
  let calls = 0;
  withCrypto({ getRandomValues: () => calls++ }, () => {
    while (calls === 0) encodeCloseFrame(1000, '', { from: 'client' });
    for (let used = 1; used < 512; used++) encodeCloseFrame(1000, '', { from: 'client' });
  });
  assert.equal(calls, 1);
}

test('encode: all four bytes of a new key come from crypto.getRandomValues', () => {
  drainKeys();
  let calls = 0;
  const crypto = {
    getRandomValues(array: Uint32Array) {
      assert.equal(this, crypto, 'called as a method');
      calls++;
      for (let at = 0; at < array.length; at++) array[at] = 0x9e3779b1 * (at + 1); // all bits change
    },
  };
  withCrypto(crypto, () => {
    const keys = new Set<string>();
    for (let used = 0; used < 512; used++) {
      const result = encodeCloseFrame(1000, 'bye', { from: 'client' });
      assert.ok(result.ok);
      const maskingKey = result.bytes.subarray(2, 6);
      assert.deepEqual(result.bytes, frameOf(payloadOf(1000, 'bye'), maskingKey));
      keys.add(hex(maskingKey));
    }
    const given = Array.from({ length: 512 }, (_, at) => ((0x9e3779b1 * (at + 1)) >>> 0).toString(16).padStart(8, '0'));
    assert.deepEqual([...keys].sort(), given.sort());
    assert.equal(calls, 1, 'for 512 keys at once');
    encodeCloseFrame(1000, 'bye', { from: 'client' });
    assert.equal(calls, 2);
  });
});

test('encode: a runtime without crypto needs a key', () => {
  drainKeys();
  for (const crypto of [undefined, null, {}]) {
    withCrypto(crypto, () => {
      assert.throws(() => encodeCloseFrame(1000, '', { from: 'client' }), /^Error: .*pass options\.maskingKey/);
      assert.ok(encodeCloseFrame(1000, '', { from: 'client', maskingKey: key }).ok);
      assert.ok(encodeCloseFrame(1000, '').ok);
    });
  }
});

test('encode: each frame has its own ArrayBuffer of exactly its length', () => {
  for (const options of [undefined, { from: 'client', maskingKey: key }] as const) {
    const one = encodeCloseFrame(1000, 'bye', options);
    const two = encodeCloseFrame(1000, 'bye', options);
    assert.ok(one.ok && two.ok);
    assert.ok(one.bytes.buffer instanceof ArrayBuffer);
    assert.equal(one.bytes.buffer.byteLength, one.bytes.length);
    assert.notEqual(one.bytes.buffer, two.bytes.buffer);
    one.bytes.fill(0);
    assert.equal(hex(two.bytes), hex(frameOf(payloadOf(1000, 'bye'), options?.maskingKey)));
  }
});

test('encode: invalid arguments fail as for a payload', () => {
  const target = new Uint8Array(200).fill(0xaa);
  for (const options of [undefined, { from: 'client', maskingKey: key }] as const) {
    const cases: [code: number | undefined, reason: string | undefined, expected: Expected][] = [
      [1005, undefined, { kind: 'forbidden-code', code: 1005 }],
      [1004, '', { kind: 'reserved-code', code: 1004 }],
      [1000, 'a'.repeat(124), { kind: 'reason-too-long', code: 1000 }],
      [undefined, 'bye', { kind: 'reason-without-code' }],
    ];
    for (const [code, reason, expected] of cases) {
      assertFailure(encodeCloseFrame(code, reason, options), expected);
      assertFailure(encodeCloseFrameInto(target, -1, code, reason, options), expected, 'before the offset is checked');
    }
  }
  assert.equal(hex(target), 'aa'.repeat(200));
});

test('encode into: a target with one byte less than enough throws a RangeError', () => {
  const target = new Uint8Array(11).fill(0xaa);
  const options = { from: 'client', maskingKey: key } as const;
  assert.throws(() => encodeCloseFrameInto(target, 1, 1000, 'bye', options), RangeError);
  assert.throws(() => encodeCloseFrameInto(target, 5, 1000, 'bye'), RangeError);
  assert.throws(() => encodeCloseFrameInto(target, 10), RangeError);
  assert.throws(() => encodeCloseFrameInto(target, 1.5), RangeError);
  assert.equal(hex(target), 'aa'.repeat(11));
  assert.deepEqual(encodeCloseFrameInto(target, 0, 1000, 'bye', options), { ok: true, written: 11 });
  assert.deepEqual(encodeCloseFrameInto(target, 9), { ok: true, written: 2 });
});

test('encode into: a masking key inside the target is read before it is overwritten', () => {
  for (let at = 0; at <= 7; at++) {
    const target = new Uint8Array(11);
    target.set(key, at);
    encodeCloseFrameInto(target, 0, 1000, 'bye', { from: 'client', maskingKey: target.subarray(at, at + 4) });
    assert.equal(hex(target), hex(frameOf(payloadOf(1000, 'bye'), key)));
  }
});

test('encode into: options that detach the target are noticed', () => {
  const target = new Uint8Array(20);
  const options = {
    get from(): undefined {
      detach(target);
      return undefined;
    },
  };
  assert.throws(() => encodeCloseFrameInto(target, 0, 1000, 'bye', options), RangeError);
});

test('wrong calls throw', () => {
  const target = new Uint8Array(20);
  for (const [name, value] of impostors) {
    const array = value as Uint8Array;
    assert.throws(() => decodeCloseFrame(array), /^TypeError: bytes must be of type Uint8Array/, name);
    assert.throws(() => encodeCloseFrameInto(array, 0), /^TypeError: target must be of type Uint8Array/, name);
    if (array === undefined) continue;
    assert.throws(
      () => encodeCloseFrame(1000, '', { from: 'client', maskingKey: array }),
      /^TypeError: options\.maskingKey must be of type Uint8Array/,
      name,
    );
  }
  for (const code of nonCodes as number[]) {
    assert.throws(() => encodeCloseFrame(code), /^TypeError: code/);
    assert.throws(() => encodeCloseFrameInto(target, 0, code), /^TypeError: code/);
  }
  for (const reason of nonReasons as string[]) {
    assert.throws(() => encodeCloseFrame(1000, reason), /^TypeError: reason/);
    assert.throws(() => encodeCloseFrameInto(target, 0, 1000, reason), /^TypeError: reason/);
  }
  const fromClient = Object.assign(() => {}, { from: 'client' });
  for (const options of [
    null,
    'client',
    1,
    true,
    fromClient,
    { from: 'proxy' },
    { from: null },
    { from: 1 },
  ] as object[]) {
    assert.throws(() => decodeCloseFrame(target, options), /^TypeError: options/);
    assert.throws(() => encodeCloseFrame(1000, '', options), /^TypeError: options/);
    assert.throws(() => encodeCloseFrameInto(target, 0, 1000, '', options), /^TypeError: options/);
  }
  for (const options of [{ maskingKey: key }, { from: 'server', maskingKey: key }] as const) {
    assert.throws(() => encodeCloseFrame(1000, '', options), /^TypeError: options\.maskingKey/);
  }
  for (const length of [0, 3, 5]) {
    const options = { from: 'client', maskingKey: new Uint8Array(length) } as const;
    assertFailure(encodeCloseFrame(1006, '', options), { kind: 'forbidden-code', code: 1006 }, 'data before the key');
    assert.throws(
      () => encodeCloseFrameInto('x' as never, 0, 1006, '', options),
      /^TypeError: target/,
      'types are checked before the data',
    );
    assert.throws(() => encodeCloseFrame(1000, '', options), /^RangeError: options\.maskingKey/);
    assert.throws(() => encodeCloseFrameInto(target, 0, 1000, '', options), /^RangeError: options\.maskingKey/);
  }
  assert.equal(hex(target), '00'.repeat(20));
});

test('any Uint8Array is accepted: from another realm, a Buffer, a subclass, over shared memory', () => {
  const frame = frameOf(payloadOf(4001, 'früh'), key);
  const expected = { ok: true, code: 4001, reason: 'früh', masked: true, byteLength: frame.length };
  for (const input of [foreign(frame), Buffer.from(frame), Misleading.from(frame), shared(frame)]) {
    assert.deepEqual(decodeCloseFrame(input), expected);
  }
  for (const maskingKey of [foreign(key), Buffer.from(key), Misleading.from(key), shared(key)]) {
    const result = encodeCloseFrame(4001, 'früh', { from: 'client', maskingKey });
    assert.deepEqual(result, { ok: true, bytes: frame });
  }
});

test('unmasked bytes are wiped, also if decoding throws because the stack overflows', () => {
  const masked = bytes('8888 01020304 0ea0 63616263 6061');
  let seen: Uint8Array | undefined;
  const decode = maskedDecoder((memory, start, end) => {
    seen = memory;
    assert.equal(hex(memory.subarray(start, end)), '0fa2606563616365');
    if (isFull) throw new RangeError('Maximum call stack size exceeded');
    return { ok: true, code: 4002, reason: '' };
  });
  let isFull = false;
  assert.equal(decode(masked, 6, 14).ok, true);
  assert.ok(seen?.every((byte) => byte === 0));
  isFull = true;
  assert.throws(() => decode(masked, 6, 14), RangeError);
  assert.ok(seen?.every((byte) => byte === 0));
});

test.run();
