/** Every message can be sent as a reason, even with the longest possible numbers in it. */

import assert from 'node:assert/strict';
import {
  CloseFrameScanner,
  decodeCloseFrame,
  decodeClosePayload,
  type ErrorKind,
  encodeCloseFrame,
  encodeClosePayload,
  type Failure,
  MAX_REASON_BYTES,
} from 'close-frame';
import { suite } from 'uvu';
import { bytes, payloadOf, utf8 } from '../support/bytes.js';

const test = suite('codec/messages');

/** The result of a stream with these bytes. */
function scanned(hex: string, from?: 'client' | 'server'): { ok: true } | Failure {
  const scanner = new CloseFrameScanner({ from });
  return scanner.push(bytes(hex)) ?? scanner.end();
}

/** An array whose length has as many digits as possible. The system provides its memory only when it is written to. */
const longest = new Uint8Array(1_000_000_000);

/** The longest numbers in each notation. */
const longNumbers = [
  -1.7976931348623157e308,
  1.7976931348623157e308,
  1e-300,
  -1.2345678901234568e-300,
  -5e-324,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0.0000012345678901234567,
  123456789012345680000,
  -123456789012345680000,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  1000.0000000000001,
  -0,
];

/** Every way to get each kind, with the longest numbers. */
const failures: Readonly<Record<ErrorKind, readonly ({ ok: true } | Failure)[]>> = {
  'payload-too-short': [decodeClosePayload(bytes('03')), decodeCloseFrame(bytes('8801')), scanned('8881')],
  'payload-too-long': [
    decodeClosePayload(new Uint8Array(126)),
    decodeClosePayload(longest),
    decodeCloseFrame(bytes('88ff')),
    scanned('887e'),
  ],
  'forbidden-code': [
    decodeClosePayload(bytes('03ed')),
    decodeCloseFrame(bytes('880203f7')),
    encodeClosePayload(1015),
    encodeClosePayload(-0),
    encodeClosePayload(1006, new Uint8Array(200)),
  ],
  'reserved-code': [
    decodeClosePayload(bytes('ffff')),
    decodeCloseFrame(bytes('8802ffff')),
    ...longNumbers.filter((code) => !Object.is(code, -0)).map((code) => encodeClosePayload(code)),
    ...longNumbers.filter((code) => !Object.is(code, -0)).map((code) => encodeCloseFrame(code, 'bye')),
  ],
  'invalid-utf8': [
    decodeClosePayload(payloadOf(1000, [...utf8('a'.repeat(122)), 0xff])),
    decodeCloseFrame(Uint8Array.of(0x88, 0xfd, 0, 0, 0, 0, ...payloadOf(4999, [...utf8('a'.repeat(122)), 0xff]))),
    encodeClosePayload(4999, Uint8Array.of(...utf8('a'.repeat(122)), 0xff)),
  ],
  'reason-too-long': [
    encodeClosePayload(1000, 'a'.repeat(2 ** 29 - 24)), // the longest string of V8
    encodeClosePayload(1000, '\ud800'.repeat(124)),
    encodeClosePayload(1000, longest),
    encodeCloseFrame(4999, longest),
  ],
  'reason-without-code': [encodeClosePayload(undefined, 'bye'), encodeCloseFrame(undefined, longest)],
  incomplete: [
    decodeCloseFrame(bytes('')),
    decodeCloseFrame(bytes('88')),
    decodeCloseFrame(bytes('88fd')),
    scanned(''),
    scanned('827f001fffffffffffff'),
    scanned('88fd'),
  ],
  'not-close': Array.from({ length: 256 }, (_, first) => first)
    .filter((first) => first % 16 !== 8)
    .map((first) => decodeCloseFrame(Uint8Array.of(first))),
  'reserved-bits': ['98', 'a8', 'c8', 'f8'].map((first) => decodeCloseFrame(bytes(first))),
  fragmented: [decodeCloseFrame(bytes('08')), scanned('0800')],
  'mask-missing': [decodeCloseFrame(bytes('8800'), { from: 'client' }), scanned('8800', 'client')],
  'mask-unexpected': [decodeCloseFrame(bytes('8880'), { from: 'server' }), scanned('8880', 'server')],
  'invalid-length': ['8000000000000000', 'ffffffffffffffff'].flatMap((length) => [
    scanned(`827f${length}`),
    scanned(`82ff${length}`),
  ]),
  'length-unsupported': ['0020000000000000', '7fffffffffffffff', '7ffffffffffffc00'].map((length) =>
    scanned(`827f${length}`),
  ),
};

for (const [kind, results] of Object.entries(failures)) {
  test(`${kind}: each message is a well-formed sentence that fits into a reason and can be sent`, () => {
    assert.ok(results.length > 0);
    for (const result of results) {
      assert.ok(!result.ok);
      const { error } = result;
      assert.equal(error.kind, kind);
      assert.match(error.message, /^[A-Z][^\p{Cc}\p{Cs}]*\(RFC 6455 §[\d.]+\)\.$/u);
      assert.ok(utf8(error.message).length <= MAX_REASON_BYTES, error.message);
      assert.ok(encodeClosePayload(1002, error.message).ok, error.message);
    }
  });
}

test('incomplete: the message fits into a reason even after the longest stream that can be counted', () => {
  const scanner = new CloseFrameScanner();
  scanner.push(bytes('827f001fffffffffffff'));
  for (let pushed = 0; pushed < 1000; pushed++) scanner.push(longest);
  const { error } = scanner.end() as Failure;
  assert.match(error.message, /after 1000000000010 bytes/);
  assert.ok(utf8(error.message).length + '9007199254740991'.length - '1000000000010'.length <= MAX_REASON_BYTES);
});

test.run();
