import assert from 'node:assert/strict';
import { MAX_REASON_BYTES, reasonByteLength, truncateReason } from 'close-frame';
import fc from 'fast-check';
import { suite } from 'uvu';
import { scalars, utf8 } from '../support/bytes.js';
import { nonReasons } from '../support/hostile.js';

const test = suite('codec/reason');

test('length: on both sides of each limit, and of lone surrogates', () => {
  for (const [reason, length] of [
    ['', 0],
    ['a', 1],
    ['\0', 1],
    ['\x7f', 1],
    ['\x80', 2],
    ['\u07ff', 2],
    ['\u0800', 3],
    ['\ud7ff', 3],
    ['\ud800', 3],
    ['\udbff', 3],
    ['\udc00', 3],
    ['\udfff', 3],
    ['\ue000', 3],
    ['\uffff', 3],
    ['\u{10000}', 4],
    ['\u{10ffff}', 4],
    ['\ud800\ud800', 6],
    ['\udc00\ud800', 6],
    ['\ud800\ud800\udc00', 7],
    ['\u{10000}\udc00', 7],
    ['\ud800\udbff\udc00\udc00', 10],
    ['\ud800a', 4],
    ['\ud800\udbff', 6],
    ['\ud7ff\udc00', 6],
    ['\ud800\ue000', 6],
  ] as const) {
    assert.equal(reasonByteLength(reason), length, JSON.stringify(reason));
    assert.equal(utf8(reason).length, length, 'as from a TextEncoder');
  }
});

test('length: of every scalar value', () => {
  for (const scalar of scalars()) {
    const character = String.fromCodePoint(scalar);
    const length = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
    assert.equal(reasonByteLength(character), length, scalar.toString(16));
  }
});

test('length: of any text, as from a TextEncoder', () => {
  const unit = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.integer({ min: 0xd7f0, max: 0xe010 }).map((unit) => String.fromCharCode(unit)),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
      const reason = units.join('');
      const length = reasonByteLength(reason);
      assert.equal(length, utf8(reason).length);
      assert.equal(truncateReason(reason, length), reason);
      if (length > 0) assert.notEqual(truncateReason(reason, length - 1), reason);
    }),
    { numRuns: 5000 },
  );
});

test('length: exact for 50 million characters', () => {
  assert.equal(reasonByteLength('a'.repeat(50_000_000)), 50_000_000);
  assert.equal(reasonByteLength('\u{1f600}'.repeat(10_000_000)), 40_000_000);
});

test('length: a wrong call throws a TypeError', () => {
  for (const reason of [...nonReasons, Buffer.from('bye'), undefined] as string[]) {
    assert.throws(() => reasonByteLength(reason), /^TypeError: reason must be of type string/);
  }
  assert.throws(() => (reasonByteLength as () => number)(), TypeError);
});

test('a truncated reason has MAX_REASON_BYTES', () => {
  assert.equal(reasonByteLength(truncateReason('a'.repeat(200))), MAX_REASON_BYTES);
});

test('truncate: the result fits, is a prefix, splits no code point, and one more code point would not fit', () => {
  const units = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.integer({ min: 0xd7f0, max: 0xe010 }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(units, fc.integer({ min: 0, max: 150 }), (units, maxBytes) => {
      const reason = units.join('');
      const cut = truncateReason(reason, maxBytes);
      assert.ok(utf8(cut).length <= maxBytes);
      const codePoints = Array.from(reason);
      const kept = Array.from(cut);
      assert.deepEqual(kept, codePoints.slice(0, kept.length), 'whole code points from the start');
      if (kept.length === codePoints.length) assert.equal(cut, reason);
      else assert.ok(utf8(cut + codePoints[kept.length]).length > maxBytes, 'one more would not fit');
    }),
    { numRuns: 5000 },
  );
});

test('truncate: 123 bytes by default, on both sides of the limit', () => {
  for (const [reason, expected] of [
    ['', ''],
    ['a'.repeat(123), 'a'.repeat(123)],
    ['a'.repeat(124), 'a'.repeat(123)],
    ['\x7f'.repeat(124), '\x7f'.repeat(123)],
    ['\x80'.repeat(62), '\x80'.repeat(61)],
    ['\u07ff'.repeat(62), '\u07ff'.repeat(61)],
    ['\u0800'.repeat(42), '\u0800'.repeat(41)],
    ['é'.repeat(62), 'é'.repeat(61)],
    ['界'.repeat(41), '界'.repeat(41)],
    ['界'.repeat(42), '界'.repeat(41)],
    ['😀'.repeat(31), '😀'.repeat(30)],
    ['\ud800'.repeat(42), '\ud800'.repeat(41)],
  ] as const) {
    assert.equal(truncateReason(reason), expected);
  }
  assert.equal(truncateReason('😀', 3), '');
  assert.equal(truncateReason('abc', 0), '');
  assert.equal(truncateReason('abc', Number.MAX_SAFE_INTEGER), 'abc');
});

test('truncate: reads at most one character past the limit', () => {
  const { [Symbol.iterator]: iterator } = String.prototype;
  let read = 0;
  String.prototype[Symbol.iterator] = function* (this: string) {
    for (const character of { [Symbol.iterator]: () => iterator.call(this) }) {
      read++;
      yield character;
    }
  } as typeof iterator;
  try {
    assert.equal(truncateReason('a'.repeat(50_000_000)).length, 123);
  } finally {
    String.prototype[Symbol.iterator] = iterator;
  }
  assert.equal(read, 124);
});

test('truncate: wrong calls throw', () => {
  for (const reason of [...nonReasons, Buffer.from('bye'), undefined] as string[])
    assert.throws(() => truncateReason(reason), /^TypeError: reason/);
  for (const maxBytes of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null] as number[]) {
    assert.throws(() => truncateReason('abc', maxBytes), /^RangeError: maxBytes/, String(maxBytes));
  }
});

test.run();
