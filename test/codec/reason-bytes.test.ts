import assert from 'node:assert/strict';
import {
  decodeClosePayload,
  type EncodeFrameOptions,
  encodeCloseFrame,
  encodeCloseFrameInto,
  encodeClosePayload,
  encodeClosePayloadInto,
  type Failure,
} from 'close-frame';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytes, hex, payloadOf, utf8 } from '../support/bytes.js';
import { impostors } from '../support/hostile.js';
import { assertFailure, type Expected } from '../support/results.js';

const test = suite('codec/reason-bytes');

const masking: EncodeFrameOptions = { from: 'client', maskingKey: bytes('37fa213d') };

type Encoded = { ok: true; bytes: Uint8Array } | Failure;
type Written = { ok: true; written: number } | Failure;

/** The encoders that return bytes, for frames with and without a mask. */
const encoders: [name: string, encode: (code: number | undefined, reason: Uint8Array | string) => Encoded][] = [
  ['encodeClosePayload', (code, reason) => encodeClosePayload(code, reason)],
  ['encodeCloseFrame', (code, reason) => encodeCloseFrame(code, reason)],
  ['encodeCloseFrame, masked', (code, reason) => encodeCloseFrame(code, reason, masking)],
];
type EncodeInto = (
  target: Uint8Array,
  offset: number,
  code: number | undefined,
  reason: Uint8Array | string,
) => Written;
/** The encoders that write into a target. */
const writers: [name: string, encode: EncodeInto][] = [
  ['encodeClosePayloadInto', encodeClosePayloadInto],
  ['encodeCloseFrameInto', encodeCloseFrameInto],
  [
    'encodeCloseFrameInto, masked',
    (target, offset, code, reason) => encodeCloseFrameInto(target, offset, code, reason, masking),
  ],
];

/** Asserts that all encoders return the expected failure, or what they return for the expected text. */
function assertAll(code: number | undefined, reason: Uint8Array, expected: Expected | string, label?: string): void {
  for (const [name, encode] of encoders) {
    const who = `${label ?? hex(reason)}: ${name}`;
    if (typeof expected === 'string') assert.deepEqual(encode(code, reason), encode(code, expected), who);
    else assertFailure(encode(code, reason), expected, who);
  }
  for (const [name, encode] of writers) {
    const who = `${label ?? hex(reason)}: ${name}`;
    const target = new Uint8Array(150).fill(0xaa);
    if (typeof expected === 'string') {
      const other = target.slice();
      assert.deepEqual(encode(target, 3, code, reason), encode(other, 3, code, expected), who);
      assert.deepEqual(target, other, who);
    } else {
      assertFailure(encode(target, 3, code, reason), expected, who);
      assert.equal(hex(target), 'aa'.repeat(150), `${who}: the target is untouched`);
    }
  }
}

test('valid reasons are written unchanged', () => {
  for (const text of [
    '',
    'bye',
    '\uFEFFbye',
    '\uFEFF',
    'a\0b',
    '\uFFFD',
    '\uFFFF\u{10FFFF}',
    'früh am Morgen, 世界, und 😀!',
    'a'.repeat(122),
    'a'.repeat(123),
    '界'.repeat(41),
    `${'é'.repeat(61)}a`,
    `${'😀'.repeat(30)}abc`,
  ]) {
    const reason = utf8(text);
    assert.deepEqual(encodeClosePayload(4001, reason), { ok: true, bytes: payloadOf(4001, reason) }, text);
    assertAll(4001, reason, text);
    assert.equal(hex(reason), hex(utf8(text)), 'and not modified');
  }
});

test('the first broken rule is reported: code, length of the reason, UTF-8', () => {
  const broken = Uint8Array.of(0x61, 0xff);
  const long = new Uint8Array(124).fill(0x61);
  const longAndBroken = new Uint8Array(124).fill(0xff);
  const cases: [name: string, code: number | undefined, reason: Uint8Array, expected: Expected][] = [
    ['no code', undefined, utf8('bye'), { kind: 'reason-without-code' }],
    ['no code, broken', undefined, broken, { kind: 'reason-without-code' }],
    ['no code, long and broken', undefined, longAndBroken, { kind: 'reason-without-code' }],
    ['a forbidden code', 1006, utf8('bye'), { kind: 'forbidden-code', code: 1006 }],
    ['a forbidden code, long', 1005, long, { kind: 'forbidden-code', code: 1005 }],
    ['a reserved code, broken', 1004, broken, { kind: 'reserved-code', code: 1004 }],
    ['half a code, long and broken', 1000.5, longAndBroken, { kind: 'reserved-code', code: 1000.5 }],
    ['124 bytes', 1000, long, { kind: 'reason-too-long', code: 1000 }],
    ['124 broken bytes', 1000, longAndBroken, { kind: 'reason-too-long', code: 1000 }],
    ['a megabyte', 1000, new Uint8Array(1e6), { kind: 'reason-too-long', code: 1000 }],
    ['broken', 1000, broken, { kind: 'invalid-utf8', code: 1000, byteOffset: 1 }],
    ['the last of 123', 4999, bytes(`${'61'.repeat(122)}c3`), { kind: 'invalid-utf8', code: 4999, byteOffset: 122 }],
  ];
  for (const [name, code, reason, expected] of cases) assertAll(code, reason, expected, name);
  assertAll(undefined, new Uint8Array(0), '', 'neither a code nor a reason');
});

test('messages name the offending value and the rule', () => {
  const cases: [reason: Uint8Array, message: RegExp][] = [
    [new Uint8Array(124), /124 bytes.*123 bytes.*§5\.5/],
    [Uint8Array.of(0x61, 0xfe), /byte 1, 0xfe.*§8\.1/],
  ];
  for (const [reason, message] of cases) {
    const result = encodeClosePayload(1000, reason);
    assert.ok(!result.ok);
    assert.match(result.error.message, message);
  }
});

const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Is it UTF-8? The answer does not come from our code. */
function isUtf8(reason: Uint8Array): boolean {
  try {
    fatal.decode(reason);
    return true;
  } catch {
    return false;
  }
}

test('a reason of 1 or 2 bytes is written if and only if a fatal TextDecoder accepts it', () => {
  let taken = 0;
  for (let first = 0; first <= 0xff; first++) {
    for (let second = -1; second <= 0xff; second++) {
      const reason = second < 0 ? Uint8Array.of(first) : Uint8Array.of(first, second);
      const result = encodeClosePayload(1000, reason);
      if (isUtf8(reason)) {
        assert.deepEqual(result, { ok: true, bytes: payloadOf(1000, reason) });
        taken++;
      } else {
        const byteOffset = first > 0x7f ? 0 : 1;
        assertFailure(result, { kind: 'invalid-utf8', code: 1000, byteOffset });
      }
    }
  }
  assert.equal(taken, 128 + 128 * 128 + 30 * 64);
});

test('any reason is written unchanged if it is UTF-8; otherwise it is invalid at the decoder’s offset', () => {
  const pieces = fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map(utf8) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4 }) },
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 5 }), (parts) => {
      const reason = Uint8Array.from(parts.flatMap((part) => [...part])).subarray(0, 123);
      const payload = payloadOf(4001, reason);
      const decoded = decodeClosePayload(payload);
      assert.equal(decoded.ok, isUtf8(reason));
      const result = encodeClosePayload(4001, reason);
      if (decoded.ok) assert.deepEqual(result, { ok: true, bytes: payload });
      else assertFailure(result, { kind: 'invalid-utf8', code: 4001, byteOffset: decoded.error.byteOffset - 2 });
    }),
    { numRuns: 2000 },
  );
});

test('a reason that lies in the target is written as it was, wherever the two overlap', () => {
  const good = utf8('früh, 世界 und 😀, und dann noch etwas mehr');
  const broken = Uint8Array.of(...good, 0xff);
  const size = 140;
  for (const [name, encode] of writers) {
    for (let at = 0; at <= size - broken.length; at += 3) {
      for (let offset = 0; offset <= size - 8 - broken.length; offset++) {
        const target = new Uint8Array(size).fill(0xaa);
        target.set(good, at);
        const expected = target.slice();
        const who = `${name}: at ${offset}, the reason at ${at}`;
        const written = encode(expected, offset, 4001, good.slice());
        assert.deepEqual(encode(target, offset, 4001, target.subarray(at, at + good.length)), written, who);
        assert.deepEqual(target, expected, who);
      }
      const target = new Uint8Array(size).fill(0xaa);
      target.set(broken, at);
      const before = target.slice();
      const reason = target.subarray(at, at + broken.length);
      assertFailure(encode(target, 30, 4001, reason), { kind: 'invalid-utf8', code: 4001, byteOffset: good.length });
      assert.deepEqual(target, before, `${name}: untouched`);
    }
  }
});

test('a target without enough room throws a RangeError after the reason is checked, and nothing is written', () => {
  const reason = utf8('früh');
  for (const [name, encode] of writers) {
    const target = new Uint8Array(6).fill(0xaa);
    for (const offset of [0, 1, 6, 7, -1, 0.5, Number.NaN]) {
      assert.throws(() => encode(target, offset, 4001, reason), RangeError, `${name} at ${offset}`);
    }
    assertFailure(encode(target, -1, 4001, Uint8Array.of(0xff)), { kind: 'invalid-utf8', code: 4001, byteOffset: 0 });
    assert.equal(hex(target), 'aa'.repeat(6), name);
  }
});

test('a key of the wrong length throws a RangeError after the reason is checked', () => {
  const wrong: EncodeFrameOptions = { from: 'client', maskingKey: new Uint8Array(3) };
  assert.throws(() => encodeCloseFrame(1000, utf8('bye'), wrong), RangeError);
  const invalid = { kind: 'invalid-utf8', code: 1000, byteOffset: 0 } as const;
  assertFailure(encodeCloseFrame(1000, Uint8Array.of(0xff), wrong), invalid);
  assertFailure(encodeCloseFrameInto(new Uint8Array(131), 0, 1000, Uint8Array.of(0xff), wrong), invalid);
});

test('anything but a string or a Uint8Array throws a TypeError before any data is checked', () => {
  for (const [name, value] of impostors) {
    if (value === undefined || typeof value === 'string') continue;
    const reason = value as Uint8Array;
    for (const code of [1000, 1006, undefined]) {
      for (const [who, encode] of encoders) {
        assert.throws(
          () => encode(code, reason),
          /^TypeError: reason must be of type string or Uint8Array/,
          `${who}: ${name}`,
        );
      }
      for (const [who, encode] of writers) {
        const target = new Uint8Array(150).fill(0xaa);
        assert.throws(() => encode(target, 0, code, reason), /^TypeError: reason must be of type/, `${who}: ${name}`);
        assert.equal(hex(target), 'aa'.repeat(150), `${who}: ${name}`);
      }
    }
  }
});

test('the encoded bytes share no memory with the reason', () => {
  const reason = utf8('bye');
  const encoded = encodeClosePayload(1000, reason);
  assert.ok(encoded.ok);
  reason.fill(0);
  assert.equal(hex(encoded.bytes), '03e8627965');
  assert.equal(encoded.bytes.buffer.byteLength, 5);
});

test.run();
