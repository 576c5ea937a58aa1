/** Payloads whose length or status code is at stake, and which of several faults comes first. */

import { hex, payload } from './bytes.js';
import { codeCases } from './codes.js';
import { utf8Vectors } from './decode-utf8.js';
import type { DecodePayloadVector } from './format.js';

const LENGTH = 'RFC 6455 §5.5';
const BODY = 'RFC 6455 §5.5.1';

const tooLong = { kind: 'payload-too-long', failCode: 1002, byteOffset: 125 } as const;
const tooShort = { kind: 'payload-too-short', failCode: 1002, byteOffset: 0 } as const;

const ofCodes: DecodePayloadVector[] = codeCases.map(({ code, verdict, section, what }) => ({
  name: `code ${code}: ${what}`,
  section,
  payload: payload(code),
  expect: verdict === 'sendable' ? { code, reason: '' } : { kind: verdict, failCode: 1002, code, byteOffset: 0 },
}));

/** The longest reasons of characters of each size, and one byte more. */
const longest: DecodePayloadVector[] = [
  'x'.repeat(123),
  `${'\u00e9'.repeat(61)}x`,
  '\u754c'.repeat(41),
  `${'\u{1f600}'.repeat(30)}xyz`,
].map((reason, index) => ({
  name: `125 bytes: the longest reason in characters of ${index + 1} bytes`,
  section: LENGTH,
  payload: payload(1000, reason),
  expect: { code: 1000, reason },
}));

const ofLengths: DecodePayloadVector[] = [
  {
    name: '0 bytes: no status code, which is reported as 1005',
    section: 'RFC 6455 §7.1.5',
    payload: '',
    expect: { code: 1005, reason: '' },
  },
  { name: '1 byte: 00', section: BODY, payload: '00', expect: tooShort },
  { name: '1 byte: 03, half of a code that could be sent', section: BODY, payload: '03', expect: tooShort },
  { name: '1 byte: FF', section: BODY, payload: 'ff', expect: tooShort },
  {
    name: '3 bytes: a reason of one character',
    section: BODY,
    payload: payload(1000, 'x'),
    expect: { code: 1000, reason: 'x' },
  },
  {
    name: '124 bytes: one less than the longest',
    section: LENGTH,
    payload: payload(1000, 'x'.repeat(122)),
    expect: { code: 1000, reason: 'x'.repeat(122) },
  },
  ...longest,
  { name: '126 bytes: one too many', section: LENGTH, payload: payload(1000, 'x'.repeat(124)), expect: tooLong },
  {
    name: '126 bytes: a character cut in two by the limit, which does not make it shorter',
    section: LENGTH,
    payload: payload(1000, '\u00e9'.repeat(62)),
    expect: tooLong,
  },
  {
    name: '127 bytes: a length that is a marker in a header',
    section: LENGTH,
    payload: payload(1000, 'x'.repeat(125)),
    expect: tooLong,
  },
  {
    name: '256 bytes: a length whose low byte is 0',
    section: LENGTH,
    payload: payload(1000, 'x'.repeat(254)),
    expect: tooLong,
  },
];

/** Length before code before reason. */
const ofOrder: DecodePayloadVector[] = [
  {
    name: 'too long and with a code that must not be sent: the length comes first',
    section: LENGTH,
    payload: payload(1006, 'x'.repeat(124)),
    expect: tooLong,
  },
  {
    name: 'too long and not UTF-8: the length comes first',
    section: LENGTH,
    payload: payload(1000) + 'ff'.repeat(124),
    expect: tooLong,
  },
  {
    name: 'code 1006 and a reason that is not UTF-8: the code comes first',
    section: 'RFC 6455 §7.4.1',
    payload: `${payload(1006)}ff`,
    expect: { kind: 'forbidden-code', failCode: 1002, code: 1006, byteOffset: 0 },
  },
  {
    name: 'code 2999 and a reason that is not UTF-8: the code comes first',
    section: 'RFC 6455 §7.4.2',
    payload: `${payload(2999)}c080`,
    expect: { kind: 'reserved-code', failCode: 1002, code: 2999, byteOffset: 0 },
  },
  {
    name: 'code 1005 with a reason is refused as it is without',
    section: 'RFC 6455 §7.4.1',
    payload: payload(1005, 'bye'),
    expect: { kind: 'forbidden-code', failCode: 1002, code: 1005, byteOffset: 0 },
  },
  {
    name: 'code 5000 with a reason is refused as it is without',
    section: 'RFC 6455 §7.4.2',
    payload: payload(5000, 'bye'),
    expect: { kind: 'reserved-code', failCode: 1002, code: 5000, byteOffset: 0 },
  },
  {
    name: 'a text without a code: its first two letters are read as one',
    section: BODY,
    payload: hex(Buffer.from('bye')),
    expect: { kind: 'reserved-code', failCode: 1002, code: 0x6279, byteOffset: 0 },
  },
];

export const decodePayloadVectors: DecodePayloadVector[] = [...ofLengths, ...ofCodes, ...ofOrder, ...utf8Vectors];
