import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { type Library, loadLibraries } from '../support/library.js';
import { assertFailure } from '../support/results.js';

const test = suite('hostile/values');

const libraries = await loadLibraries();

/** Numbers that are not codes, and the kind that an encoder reports. */
const numbers: [value: number, kind: 'forbidden-code' | 'reserved-code'][] = [
  [-0, 'forbidden-code'],
  [Number.NaN, 'reserved-code'],
  [Number.POSITIVE_INFINITY, 'reserved-code'],
  [Number.NEGATIVE_INFINITY, 'reserved-code'],
  [1000.5, 'reserved-code'],
  [999.9999999999999, 'reserved-code'],
  [Number.MIN_VALUE, 'reserved-code'],
  [-1000, 'reserved-code'],
  [65_536, 'reserved-code'],
  [65_536 + 1000, 'reserved-code'],
  [2 ** 32 + 1000, 'reserved-code'],
  [2 ** 53 + 1000, 'reserved-code'],
  [Number.MAX_VALUE, 'reserved-code'],
];

/** Every call that takes a code. */
function encoders(library: Library, target: Uint8Array) {
  const { encodeClosePayload, encodeClosePayloadInto, encodeCloseFrame, encodeCloseFrameInto } = library;
  const masking = { from: 'client', maskingKey: new Uint8Array(4) } as const;
  return [
    encodeClosePayload,
    encodeCloseFrame,
    (code, reason) => encodeCloseFrame(code, reason, masking),
    (code, reason) => encodeClosePayloadInto(target, 0, code, reason),
    (code, reason) => encodeCloseFrameInto(target, 0, code, reason, masking),
  ] satisfies ((code?: number, reason?: string) => unknown)[];
}

test('a number that is not a code gives a failure that names it, is not sendable, or throws a RangeError', () => {
  for (const [runtime, library] of libraries) {
    const target = new Uint8Array(131).fill(0xaa);
    for (const [value, kind] of numbers) {
      const label = `${value} ${runtime}`;
      for (const encode of encoders(library, target)) assertFailure(encode(value, 'bye'), { kind, code: value }, label);
      assert.equal(library.isSendableCode(value), false, label);
      assert.equal(library.isSendableByScript(value), false, label);
      assert.equal(library.isPortableCode(value), false, label);
      assert.deepEqual(library.relayClose(value, 'bye'), { code: 1011, reason: 'bye' }, label);
      assert.throws(() => library.relayClose(1000, 'bye', { fallback: value }), RangeError, label);
      if (Object.is(value, -0)) continue;
      assert.throws(() => library.codeRange(value), RangeError, label);
      assert.throws(() => library.describeCode(value), RangeError, label);
    }
    assert.equal(library.codeRange(-0), 'unused');
    assert.ok(Object.is(library.describeCode(-0).code, 0));
    assert.ok(target.every((byte) => byte === 0xaa));
  }
});

const touched: string[] = [];

/** A value that records when its code is run or its keys are read. */
function watched(name: string): object {
  const handler = new Proxy(
    {},
    {
      get: (_, trap) => {
        touched.push(`${name}: ${String(trap)}`);
        return undefined;
      },
    },
  );
  return new Proxy(() => 1000, handler);
}

/** Values that are neither numbers nor strings, but would become one if converted. */
const impostors: readonly unknown[] = [
  1000n,
  Object(1000),
  Object('bye'),
  Object(1000n),
  true,
  null,
  Symbol('1000'),
  [1000],
  ['bye'],
  new Date(1000),
  /bye/,
  () => 1000,
  { valueOf: () => 1000, toString: () => '1000', [Symbol.toPrimitive]: () => 1000 },
  {
    get code() {
      return touched.push('a getter');
    },
  },
  watched('a proxy'),
];

test('a value of a wrong type throws a TypeError or a RangeError, and none of its code is run', () => {
  for (const [runtime, library] of libraries) {
    const target = new Uint8Array(131).fill(0xaa);
    const good = { ok: true, code: 1000, reason: 'bye' } as const;
    const { relayClose, truncateReason, decodeCloseFrame, encodeCloseFrame, CloseFrameScanner } = library;
    for (const value of impostors as never[]) {
      const label = `${typeof value} ${runtime}`;
      for (const encode of encoders(library, target)) {
        assert.throws(() => encode(value, 'bye'), TypeError, label);
        assert.throws(() => encode(1000, value), TypeError, label);
      }
      if (value !== null) assert.throws(() => relayClose(value, 'bye'), TypeError, label);
      if (value !== null) assert.throws(() => relayClose(1000, value), TypeError, label);
      assert.throws(() => library.replyToClose(good, { reason: value }), TypeError, label);
      assert.throws(() => library.reasonByteLength(value), TypeError, label);
      assert.throws(() => truncateReason(value), TypeError, label);
      assert.throws(() => truncateReason('bye', value), RangeError, label);
      assert.throws(() => library.encodeClosePayloadInto(target, value, 1000, 'bye'), RangeError, label);
      assert.throws(() => library.encodeCloseFrameInto(target, value, 1000, 'bye'), RangeError, label);
      assert.throws(() => library.codeRange(value), RangeError, label);
      assert.throws(() => library.describeCode(value), RangeError, label);
      assert.equal(library.isSendableCode(value), false, label);
      assert.equal(library.isSendableByScript(value), false, label);
      assert.equal(library.isPortableCode(value), false, label);
      const WrongFallback = value === null ? TypeError : RangeError;
      assert.throws(() => relayClose(1000, 'bye', { fallback: value }), WrongFallback, label);
      assert.throws(() => decodeCloseFrame(target, { from: value }), TypeError, label);
      assert.throws(() => encodeCloseFrame(1000, 'bye', { from: value }), TypeError, label);
      assert.throws(() => encodeCloseFrame(1000, 'bye', { from: 'client', maskingKey: value }), TypeError, label);
      assert.throws(() => new CloseFrameScanner({ from: value }), TypeError, label);
      if (value !== true) assert.throws(() => new CloseFrameScanner({ skipHttpHead: value }), TypeError, label);
    }
    assert.ok(target.every((byte) => byte === 0xaa));
  }
  assert.deepEqual(touched, []);
});

test('the watched value records that its code is run', () => {
  touched.length = 0;
  Number(watched('a proxy'));
  assert.ok(touched.length > 0);
});

test.run();
