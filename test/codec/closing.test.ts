import assert from 'node:assert/strict';
import {
  CloseFrameScanner,
  decodeCloseFrame,
  decodeClosePayload,
  encodeClosePayload,
  isSendableByScript,
  isSendableCode,
  relayClose,
  replyToClose,
  truncateReason,
} from 'close-frame';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytes, payloadOf, utf8 } from '../support/bytes.js';
import { foreign, impostors, noCodes, noReasons, shared } from '../support/hostile.js';

const test = suite('codec/closing');

const nothing = { code: undefined, reason: undefined };

test('reply: the code that was received without its reason, none for none, and the failCode of a failure', () => {
  assert.deepEqual(replyToClose(decodeClosePayload(payloadOf(4321, 'why'))), { code: 4321, reason: '' });
  assert.deepEqual(replyToClose(decodeCloseFrame(bytes('880203e9'))), { code: 1001, reason: '' });
  assert.deepEqual(replyToClose(decodeClosePayload(bytes(''))), nothing);
  assert.deepEqual(replyToClose(decodeClosePayload(bytes('03'))), { code: 1002, reason: '' });
  assert.deepEqual(replyToClose(decodeClosePayload(bytes('03e8ff'))), { code: 1007, reason: '' });
  const scanner = new CloseFrameScanner();
  const result = scanner.push(bytes('827f7fffffffffffffff'));
  assert.ok(result !== undefined);
  assert.deepEqual(replyToClose(result), { code: 1009, reason: '' });
});

test('reply: to all 65,536 codes, what it says can be encoded', () => {
  for (let code = 0; code <= 0xffff; code++) {
    const reply = replyToClose(decodeClosePayload(payloadOf(code)));
    assert.equal(reply.code, isSendableCode(code) ? code : 1002);
    assert.ok(encodeClosePayload(reply.code, reply.reason).ok, `code ${code}`);
  }
});

test('reply: to what is not the peer’s fault there is none', () => {
  const incomplete = decodeCloseFrame(bytes('88'));
  const notClose = decodeCloseFrame(bytes('8100'));
  for (const result of [incomplete, notClose, new CloseFrameScanner().end(), encodeClosePayload(1006)]) {
    assert.ok(!result.ok);
    assert.throws(() => replyToClose(result), new RegExp(`^TypeError: .*${result.error.kind}`));
  }
});

test('relay: all 65,536 codes, with and without a reason, for each kind of API: always encodable', () => {
  const apis = [
    { options: undefined, accepts: isSendableCode, fallback: 1011 },
    { options: {}, accepts: isSendableCode, fallback: 1011 },
    { options: { fallback: 1014 }, accepts: isSendableCode, fallback: 1014 },
    { options: { accepts: isSendableByScript, fallback: 4011 }, accepts: isSendableByScript, fallback: 4011 },
  ];
  for (const { options, accepts, fallback } of apis) {
    for (const reason of ['why', '', undefined]) {
      for (let code = 0; code <= 0xffff; code++) {
        const relayed = relayClose(code, reason, options);
        if (code === 1005) assert.deepEqual(relayed, nothing);
        else assert.deepEqual(relayed, { code: accepts(code) ? code : fallback, reason: reason ?? '' });
        assert.ok(encodeClosePayload(relayed.code, relayed.reason).ok, `code ${code}`);
      }
    }
  }
});

test('relay: no code goes on as none, whatever the reason; any other number as the fallback', () => {
  assert.deepEqual(relayClose(undefined), nothing);
  assert.deepEqual(relayClose(undefined, 'why'), nothing);
  assert.deepEqual(relayClose(1005, 'why', { accepts: () => true }), nothing);
  for (const code of [1006, 1015, -1, 1000.5, Number.NaN, Number.POSITIVE_INFINITY, 65_536, 2 ** 32 + 1000]) {
    assert.deepEqual(relayClose(code, 'why'), { code: 1011, reason: 'why' }, String(code));
    assert.deepEqual(relayClose(code, 'why', { accepts: () => true }), { code: 1011, reason: 'why' }, String(code));
  }
});

test('relay: a fallback that cannot be sent is found out at once', () => {
  for (const fallback of [1004, 1005, 1006, 1015, 999, 5000, Number.NaN]) {
    assert.throws(() => relayClose(1000, '', { fallback }), RangeError, String(fallback));
  }
  assert.throws(() => relayClose(1000, '', { accepts: isSendableByScript }), /^RangeError: options\.fallback/);
  assert.throws(
    () => relayClose(1005, '', { accepts: isSendableByScript, fallback: 1001 }),
    /^RangeError: options\.fallback/,
  );
});

test('relay: wrong calls throw a TypeError', () => {
  for (const code of noCodes as number[]) assert.throws(() => relayClose(code), /^TypeError: code/);
  for (const reason of noReasons as string[]) assert.throws(() => relayClose(1000, reason), /^TypeError: reason/);
  for (const [name, value] of impostors) {
    if (value === undefined || typeof value === 'string') continue;
    assert.throws(() => relayClose(1000, value as Uint8Array), /^TypeError: reason/, name);
  }
  for (const options of [null, 1, 'x'] as unknown as object[])
    assert.throws(() => relayClose(1000, '', options), /^TypeError: options/);
  const accepts = 'yes' as unknown as () => boolean;
  assert.throws(() => relayClose(1000, '', { accepts }), /^TypeError: options\.accepts/);
});

test('relay: a reason of bytes, as ws gives it, decodes as a TextDecoder does and is cut to fit', () => {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  const pieces = fc.oneof(fc.uint8Array({ maxLength: 5 }), fc.string({ unit: 'binary', maxLength: 20 }).map(utf8));
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const reason = Buffer.concat(parts);
      const relayed = relayClose(1000, reason);
      assert.equal(relayed.reason, truncateReason(lenient.decode(reason)));
      assert.ok(encodeClosePayload(1000, relayed.reason).ok);
    }),
    { numRuns: 3000 },
  );
  const why = utf8('\uFEFFwarum nicht: grün');
  for (const reason of [foreign(why), shared(why), Buffer.from(why)]) {
    assert.equal(relayClose(1000, reason).reason, '\uFEFFwarum nicht: grün');
  }
  // A character of 4 bytes across the limit is not cut into U+FFFD, one of 3 that just fits is kept.
  for (const [head, tail] of [
    ['a'.repeat(121), '😀'],
    ['a'.repeat(122), '界'],
  ] as const) {
    assert.equal(relayClose(1000, utf8(head + tail + tail)).reason, head);
  }
  assert.equal(relayClose(1000, utf8(`${'a'.repeat(120)}界x`)).reason, `${'a'.repeat(120)}界`);
});

test('relay: a reason of text is cut to fit, and its lone surrogates become U+FFFD', () => {
  assert.equal(relayClose(1000, 'a'.repeat(124)).reason, 'a'.repeat(123));
  assert.equal(relayClose(1000, '\ud83d!\ude00').reason, '\uFFFD!\uFFFD');
  assert.equal(relayClose(1000, `${'a'.repeat(119)}😀😀`).reason, `${'a'.repeat(119)}😀`);
  assert.equal(relayClose(1000, 'a'.repeat(50_000_000)).reason, 'a'.repeat(123));
});

test('truncate: it fits, is a prefix, splits no code point, and not one code point more would fit', () => {
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

test('truncate: 123 bytes where nothing is said, on both sides of the border', () => {
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

test('truncate: reads no further than the limit', () => {
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
  for (const reason of [...noReasons, Buffer.from('bye'), undefined] as string[])
    assert.throws(() => truncateReason(reason), /^TypeError: reason/);
  for (const maxBytes of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null] as number[]) {
    assert.throws(() => truncateReason('abc', maxBytes), /^RangeError: maxBytes/, String(maxBytes));
  }
});

test.run();
