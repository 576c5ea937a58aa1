/** Payloads that test the length and the status code, and which of several faults comes first. */

import { hex, payload } from './bytes.js';
import { codeCases } from './codes.js';
import { utf8Vectors } from './decode-utf8.js';
import { type DecodePayloadVector, forbidden, reserved } from './format.js';

const LENGTH = 'RFC 6455 §5.5';
const BODY = 'RFC 6455 §5.5.1';

const tooLong = { kind: 'payload-too-long', failCode: 1002, byteOffset: 125 } as const;
const tooShort = { kind: 'payload-too-short', failCode: 1002, byteOffset: 0 } as const;

type Row = [name: string, section: string, payload: string, expect: DecodePayloadVector['expect']];

function vectorOf([name, section, payload, expect]: Row): DecodePayloadVector {
  return { name, section, payload, expect };
}

const ofCodes: DecodePayloadVector[] = codeCases.map(({ code, verdict, section, what }) => ({
  name: `code ${code}: ${what}`,
  section,
  payload: payload(code),
  expect: verdict === 'sendable' ? { code, reason: '' } : { kind: verdict, failCode: 1002, code, byteOffset: 0 },
}));

/** The longest reasons of characters of each size, and one byte more. */
const longest = ['x'.repeat(123), `${'\u00e9'.repeat(61)}x`, '\u754c'.repeat(41), `${'\u{1f600}'.repeat(30)}xyz`].map(
  (reason, index): Row => [
    `125 bytes: the longest reason in characters of ${index === 0 ? '1 byte' : `${index + 1} bytes`}`,
    LENGTH,
    payload(1000, reason),
    { code: 1000, reason },
  ],
);

// biome-ignore format: one row per payload.
const ofLengths = ([
  ['0 bytes: no status code, which is reported as 1005', 'RFC 6455 §7.1.5', '', { code: 1005, reason: '' }],
  ['1 byte: 00', BODY, '00', tooShort],
  ['1 byte: 03, half of a valid code', BODY, '03', tooShort],
  ['1 byte: FF', BODY, 'ff', tooShort],
  ['3 bytes: a reason of one character', BODY, payload(1000, 'x'), { code: 1000, reason: 'x' }],
  ['124 bytes: one less than the longest', LENGTH, payload(1000, 'x'.repeat(122)), { code: 1000, reason: 'x'.repeat(122) }],
  ...longest,
  ['126 bytes: one too many', LENGTH, payload(1000, 'x'.repeat(124)), tooLong],
  ['126 bytes: a character across the limit; nothing is cut off', LENGTH, payload(1000, '\u00e9'.repeat(62)), tooLong],
  ['127 bytes: a length that is a marker in a header', LENGTH, payload(1000, 'x'.repeat(125)), tooLong],
  ['256 bytes: a length whose low byte is 0', LENGTH, payload(1000, 'x'.repeat(254)), tooLong],
] as Row[]).map(vectorOf);

/** Length before code before reason. */
// biome-ignore format: one row per payload.
const ofOrder = ([
  ['too long and with a code that must not be sent: the length comes first', LENGTH, payload(1006, 'x'.repeat(124)), tooLong],
  ['too long and not UTF-8: the length comes first', LENGTH, payload(1000) + 'ff'.repeat(124), tooLong],
  ['code 1006 and a reason that is not UTF-8: the code comes first', 'RFC 6455 §7.4.1', `${payload(1006)}ff`, forbidden(1006, 0)],
  ['code 2999 and a reason that is not UTF-8: the code comes first', 'RFC 6455 §7.4.2', `${payload(2999)}c080`, reserved(2999, 0)],
  ['code 1005 with a reason is rejected too', 'RFC 6455 §7.4.1', payload(1005, 'bye'), forbidden(1005, 0)],
  ['code 5000 with a reason is rejected too', 'RFC 6455 §7.4.2', payload(5000, 'bye'), reserved(5000, 0)],
  ['text without a code: its first two letters are read as the code', BODY, hex(Buffer.from('bye')), reserved(0x6279, 0)],
] as Row[]).map(vectorOf);

export const decodePayloadVectors: DecodePayloadVector[] = [...ofLengths, ...ofCodes, ...ofOrder, ...utf8Vectors];
