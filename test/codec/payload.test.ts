import assert from 'node:assert/strict';
import { encodeClosePayload, encodeClosePayloadInto, isSendableCode } from 'close-frame';
import { suite } from 'uvu';
import { bytes, hex, payloadOf, utf8 } from '../support/bytes.js';
import { detach, detached, foreign, impostors, Misleading, nonCodes, nonReasons, shared } from '../support/hostile.js';
import { decodeClosePayload } from '../support/judged.js';
import { assertFailure, type Expected } from '../support/results.js';

const test = suite('codec/payload');

/** The kind for each code that is not sendable: RFC 6455 §7.4. */
function refusalOf(code: number): 'forbidden-code' | 'reserved-code' {
  return code < 1000 || [1005, 1006, 1015].includes(code) ? 'forbidden-code' : 'reserved-code';
}

test('decode: valid payloads', () => {
  const cases: [name: string, payload: Uint8Array, code: number, reason: string][] = [
    ['empty: no status received', bytes(''), 1005, ''],
    ['a code only', bytes('03e8'), 1000, ''],
    ['a code and a reason', bytes('03e8 627965'), 1000, 'bye'],
    ['the highest code', bytes('1387'), 4999, ''],
    ['a reason of one byte', payloadOf(1001, 'x'), 1001, 'x'],
    ['124 bytes', payloadOf(1000, 'a'.repeat(122)), 1000, 'a'.repeat(122)],
    ['125 bytes', payloadOf(1000, 'a'.repeat(123)), 1000, 'a'.repeat(123)],
    ['125 bytes of 3-byte characters', payloadOf(4000, '界'.repeat(41)), 4000, '界'.repeat(41)],
    ['a BOM at the start is kept', payloadOf(1000, '\uFEFFbye'), 1000, '\uFEFFbye'],
    ['a BOM and nothing else is kept', payloadOf(1000, '\uFEFF'), 1000, '\uFEFF'],
    ['NUL', payloadOf(1000, 'a\0b'), 1000, 'a\0b'],
    ['U+FFFD itself', payloadOf(1000, '\uFFFD'), 1000, '\uFFFD'],
    ['noncharacters', payloadOf(1000, '\uFFFF\u{10FFFF}'), 1000, '\uFFFF\u{10FFFF}'],
  ];
  for (const [name, payload, code, reason] of cases) {
    assert.deepEqual(decodeClosePayload(payload), { ok: true, code, reason }, name);
  }
});

test('decode: invalid payloads', () => {
  const cases: [name: string, payload: Uint8Array, expected: Expected, message: RegExp][] = [
    ['1 byte', bytes('03'), { kind: 'payload-too-short', failCode: 1002, byteOffset: 0 }, /2 to 125, not 1 .*§5\.5/],
    [
      '126 bytes',
      payloadOf(1000, 'a'.repeat(124)),
      { kind: 'payload-too-long', failCode: 1002, byteOffset: 125 },
      /2 to 125, not 126 .*§5\.5/,
    ],
    [
      'a stray continuation byte',
      bytes('03e8 61 80 62'),
      { kind: 'invalid-utf8', failCode: 1007, code: 1000, byteOffset: 3 },
      /at byte 3, 0x80 .*§8\.1/,
    ],
    [
      'a sequence cut off by the end',
      bytes('0fa0 6161 f09f98'),
      { kind: 'invalid-utf8', failCode: 1007, code: 4000, byteOffset: 4 },
      /at byte 4, 0xf0/,
    ],
    [
      'an overlong slash',
      bytes('03e9 c0af'),
      { kind: 'invalid-utf8', failCode: 1007, code: 1001, byteOffset: 2 },
      /at byte 2, 0xc0/,
    ],
    [
      'a surrogate',
      bytes('03e9 61 eda080'),
      { kind: 'invalid-utf8', failCode: 1007, code: 1001, byteOffset: 3 },
      /at byte 3, 0xed/,
    ],
    [
      'a bad last byte of 125',
      payloadOf(1000, [...utf8('a'.repeat(122)), 0xff]),
      { kind: 'invalid-utf8', failCode: 1007, code: 1000, byteOffset: 124 },
      /at byte 124, 0xff/,
    ],
  ];
  for (const [name, payload, expected, message] of cases) {
    assert.match(assertFailure(decodeClosePayload(payload), expected, name).message, message);
  }
});

test('decode: the first broken rule is reported: length, then code, then UTF-8', () => {
  const longAndForbidden = payloadOf(1006, [...utf8('a'.repeat(123)), 0xff]);
  const codeAndUtf8 = payloadOf(1006, Uint8Array.of(0xff));
  assertFailure(decodeClosePayload(longAndForbidden), { kind: 'payload-too-long', failCode: 1002, byteOffset: 125 });
  assertFailure(decodeClosePayload(codeAndUtf8), { kind: 'forbidden-code', failCode: 1002, code: 1006, byteOffset: 0 });
});

test('all 65,536 codes: decode and encode accept the sendable ones and name each of the others', () => {
  for (let code = 0; code <= 0xffff; code++) {
    const payload = payloadOf(code);
    const decoded = decodeClosePayload(payload);
    const encoded = encodeClosePayload(code);
    const written = encodeClosePayloadInto(new Uint8Array(2), 0, code);
    if (isSendableCode(code)) {
      assert.deepEqual(decoded, { ok: true, code, reason: '' });
      assert.deepEqual(encoded, { ok: true, bytes: payload });
      assert.deepEqual(written, { ok: true, written: 2 });
    } else {
      const kind = refusalOf(code);
      const { message } = assertFailure(decoded, { kind, failCode: 1002, code, byteOffset: 0 });
      assert.ok(message.includes(` ${code} `), message);
      assertFailure(encoded, { kind, code });
      assertFailure(written, { kind, code });
    }
  }
});

test('encode: valid arguments', () => {
  const cases: [name: string, code: number | undefined, reason: string | undefined, payload: Uint8Array][] = [
    ['nothing', undefined, undefined, bytes('')],
    ['an empty reason only', undefined, '', bytes('')],
    ['a code only', 1000, undefined, bytes('03e8')],
    ['a code and an empty reason', 1000, '', bytes('03e8')],
    ['a code and a reason', 4999, 'bye', bytes('1387 627965')],
    ['123 bytes', 1000, `${'é'.repeat(61)}a`, payloadOf(1000, `${'é'.repeat(61)}a`)],
    ['a BOM', 1000, '\uFEFF', bytes('03e8 efbbbf')],
    ['a lone high surrogate', 1000, 'a\ud83db', bytes('03e8 61 efbfbd 62')],
    ['a lone low surrogate at the end', 1000, '\ude00', bytes('03e8 efbfbd')],
    ['a pair', 1000, '\ud83d\ude00', bytes('03e8 f09f9880')],
  ];
  for (const [name, code, reason, payload] of cases) {
    assert.deepEqual(encodeClosePayload(code, reason), { ok: true, bytes: payload }, name);
    const target = new Uint8Array(payload.length + 5).fill(0xaa);
    assert.deepEqual(encodeClosePayloadInto(target, 2, code, reason), { ok: true, written: payload.length }, name);
    assert.equal(hex(target), `aaaa${hex(payload)}aaaaaa`, name);
  }
});

test('encode: invalid arguments', () => {
  const tooLong: Expected = { kind: 'reason-too-long', code: 1000 };
  const cases: [name: string, code: number | undefined, reason: string | undefined, expected: Expected][] = [
    ['a reason without a code', undefined, 'bye', { kind: 'reason-without-code' }],
    ['124 bytes of ASCII', 1000, 'a'.repeat(124), tooLong],
    ['124 bytes of 2-byte characters', 1000, 'é'.repeat(62), tooLong],
    ['123 code units of 2 bytes each', 1000, 'é'.repeat(123), tooLong],
    ['126 bytes of 3-byte characters', 1000, '界'.repeat(42), tooLong],
    ['124 bytes of 4-byte characters', 1000, '😀'.repeat(31), tooLong],
    ['126 bytes of lone surrogates', 1000, '\ud800'.repeat(42), tooLong],
    ['50 million characters', 1000, 'a'.repeat(50_000_000), tooLong],
    ['a forbidden code before its reason', 1006, 'a'.repeat(124), { kind: 'forbidden-code', code: 1006 }],
    ['minus zero', -0, undefined, { kind: 'forbidden-code', code: -0 }],
    ['minus one', -1, undefined, { kind: 'reserved-code', code: -1 }],
    ['65536', 65536, undefined, { kind: 'reserved-code', code: 65536 }],
    ['2^32 + 1000', 2 ** 32 + 1000, undefined, { kind: 'reserved-code', code: 2 ** 32 + 1000 }],
    ['half a code', 1000.5, undefined, { kind: 'reserved-code', code: 1000.5 }],
    ['half a forbidden code', 0.5, undefined, { kind: 'reserved-code', code: 0.5 }],
    ['NaN', NaN, undefined, { kind: 'reserved-code', code: NaN }],
    ['infinity', Infinity, undefined, { kind: 'reserved-code', code: Infinity }],
  ];
  for (const [name, code, reason, expected] of cases) {
    const target = new Uint8Array(200).fill(0xaa);
    assertFailure(encodeClosePayload(code, reason), expected, name);
    assertFailure(encodeClosePayloadInto(target, 1, code, reason), expected, name);
    assert.equal(hex(target), 'aa'.repeat(200), `${name}: the target is untouched`);
  }
});

test('encode: messages name the offending value and the rule', () => {
  const cases: [code: number | undefined, reason: string | undefined, message: RegExp][] = [
    [1006, '', /code 1006 must not be sent.*§7\.4/],
    [2000, '', /code 2000 must not be sent.*§7\.4/],
    [65_536, '', /code 65536 must not/],
    [1000.5, '', /code 1000\.5 must not/],
    [1000, 'a'.repeat(124), /124 code units.*123 bytes.*§5\.5/],
    [undefined, 'bye', /needs a status code.*§5\.5\.1/],
  ];
  for (const [code, reason, message] of cases) {
    const result = encodeClosePayload(code, reason);
    assert.ok(!result.ok);
    assert.match(result.error.message, message);
  }
});

test('encode into: an offset out of range or without enough room throws a RangeError', () => {
  const target = new Uint8Array(7).fill(0xaa);
  const untouched = hex(target);
  for (const offset of [-1, 8, 0.5, NaN, Infinity, 2 ** 53, '0', null, undefined, 0n] as number[]) {
    assert.throws(() => encodeClosePayloadInto(target, offset, 1000), RangeError, String(offset));
  }
  for (const offset of [3, 6, 7]) {
    assert.throws(
      () => encodeClosePayloadInto(target, offset, 1000, 'bye'),
      /^RangeError: offset must be an integer with room for 5 bytes after it in target/,
    );
  }
  assert.throws(() => encodeClosePayloadInto(new Uint8Array(0), 0, 1000), RangeError);
  assert.throws(() => encodeClosePayloadInto(detached(8), 0, 1000), RangeError);
  assert.equal(hex(target), untouched);
  assert.deepEqual(encodeClosePayloadInto(target, 7), { ok: true, written: 0 });
  assert.deepEqual(encodeClosePayloadInto(target, 2, 1000, 'bye'), { ok: true, written: 5 });
  assert.equal(hex(target), 'aaaa03e8627965');
});

test('encode into: data is checked before the offset', () => {
  assertFailure(encodeClosePayloadInto(new Uint8Array(0), -1, 1006), { kind: 'forbidden-code', code: 1006 });
});

test('wrong calls throw a TypeError', () => {
  for (const [name, value] of impostors) {
    assert.throws(
      () => decodeClosePayload(value as Uint8Array),
      /^TypeError: payload must be of type Uint8Array/,
      name,
    );
    assert.throws(
      () => encodeClosePayloadInto(value as Uint8Array, 0),
      /^TypeError: target must be of type Uint8Array/,
      name,
    );
  }
  const target = new Uint8Array(200).fill(0xaa);
  for (const code of nonCodes as number[]) {
    assert.throws(() => encodeClosePayload(code), /^TypeError: code must be of type number/);
    assert.throws(() => encodeClosePayloadInto(target, 0, code), /^TypeError: code must be of type number/);
  }
  for (const reason of nonReasons as string[]) {
    assert.throws(() => encodeClosePayload(1000, reason), /^TypeError: reason must be of type string/);
    assert.throws(() => encodeClosePayload(1006, reason), /^TypeError: reason/, 'before the data is checked');
    assert.throws(() => encodeClosePayloadInto(target, 0, 1000, reason), /^TypeError: reason must be of type string/);
  }
  assert.equal(hex(target), 'aa'.repeat(200));
});

test('any Uint8Array is accepted: from another realm, a Buffer, a subclass, over shared memory, detached', () => {
  const payload = payloadOf(4001, 'früh');
  const expected = { ok: true, code: 4001, reason: 'früh' };
  for (const input of [foreign(payload), Buffer.from(payload), Misleading.from(payload), shared(payload)]) {
    assert.deepEqual(decodeClosePayload(input), expected, input.constructor.name);
  }
  for (const target of [foreign(new Uint8Array(7)), Buffer.alloc(7), new Misleading(7), shared(new Uint8Array(7))]) {
    assert.deepEqual(encodeClosePayloadInto(target, 0, 4001, 'früh'), { ok: true, written: 7 });
    assert.equal(hex(Uint8Array.from({ length: 7 }, (_, index) => target[index]!)), hex(payload));
  }
  assert.deepEqual(decodeClosePayload(detached(10)), { ok: true, code: 1005, reason: '' });
});

test('input is not modified, and results share no memory', () => {
  const payload = payloadOf(1000, 'bye');
  const before = hex(payload);
  decodeClosePayload(payload);
  assert.equal(hex(payload), before);

  const one = encodeClosePayload(1000, 'bye');
  const two = encodeClosePayload(1000, 'bye');
  assert.ok(one.ok && two.ok);
  assert.notEqual(one.bytes.buffer, two.bytes.buffer);
  assert.ok(one.bytes.buffer instanceof ArrayBuffer);
  assert.equal(one.bytes.buffer.byteLength, 5);
  detach(one.bytes);
  assert.equal(hex(two.bytes), before);
});

test.run();
