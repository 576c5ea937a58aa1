/** Codes and reasons to be sent as payloads. */

import { code, hex, payload, text, utf8 } from './bytes.js';
import { codeCases } from './codes.js';
import type { EncodePayloadVector, Refusal } from './format.js';
import { firstBytes, rowBorders, rowCuts, rowEnds } from './unicode.js';

const BODY = 'RFC 6455 §5.5.1';
const CONTROL = 'RFC 6455 §5.5';
const CODES = 'RFC 6455 §7.4';
const USV_STRING = 'Web IDL, USVString';

/** U+FFFD as UTF-8: what a lone surrogate is sent as. */
const REPLACEMENT = 'efbfbd';

const ofCodes: EncodePayloadVector[] = codeCases.map(({ code, verdict, section, what }) => ({
  name: `code ${code}: ${what}`,
  section,
  code,
  reason: null,
  expect: verdict === 'sendable' ? { payload: payload(code) } : { kind: verdict, code },
}));

/** Numbers that are not status codes, for implementations whose type can hold them. */
const invalid: EncodePayloadVector[] = [-1, -1000, 65536, 66536, 1000.5, 999.5, 4999.5, 4294968296, 2 ** 53, 1e308].map(
  (code) => ({
    name: `${code} is not a 16-bit integer`,
    section: BODY,
    code,
    reason: null,
    expect: { kind: 'reserved-code', code },
  }),
);

function sent(name: string, section: string, value: number, reason: string, bytes = utf8(reason)): EncodePayloadVector {
  return { name, section, code: value, ...text(reason), expect: { payload: code(value) + bytes } };
}

const reasons: EncodePayloadVector[] = [
  {
    name: 'neither a code nor a reason: an empty payload',
    section: BODY,
    code: null,
    reason: null,
    expect: { payload: '' },
  },
  {
    name: 'an empty reason and no code: an empty payload',
    section: BODY,
    code: null,
    reason: '',
    expect: { payload: '' },
  },
  sent('an empty reason is like no reason', BODY, 1000, ''),
  sent('a reason of ASCII', BODY, 1000, 'bye'),
  sent('a U+FEFF at the start is sent', 'WHATWG Encoding, UTF-8 encode', 4000, '\uFEFFbye'),
  sent('a NUL is sent', 'RFC 3629 §3', 4000, 'good\0bye'),
  sent('a U+FFFD is sent as it is', 'RFC 3629 §3', 4000, '\uFFFD'),
  sent('noncharacters are sent as they are', 'Unicode §23.7', 4000, '\uFFFE\uFFFF\u{10ffff}'),
  sent('a combining mark is not composed', 'RFC 3629 §3', 4000, 'e\u0301'),
  sent('characters of 1, 2, 3 and 4 bytes', 'RFC 3629 §3', 4000, 'a\u00e9\u754c\u{1f600}'),
  sent('62 bytes of ASCII: a payload of 64', BODY, 4000, 'x'.repeat(62)),
  sent('63 bytes of ASCII: a payload of 65', BODY, 4000, 'x'.repeat(63)),
  sent('characters of 2 bytes, a payload of 64', BODY, 4000, '\u00e9'.repeat(31)),
  sent('characters of 2 bytes, a payload of 66', BODY, 4000, '\u00e9'.repeat(32)),
  ...rowEnds.map(({ what, bytes, scalar }) =>
    sent(what, 'Unicode §3.9, table 3-7', 4000, String.fromCodePoint(scalar), Buffer.from(bytes).toString('hex')),
  ),
];

const lengths: EncodePayloadVector[] = (
  [
    ['1 byte', 'x'.repeat(123), 'x'.repeat(124)],
    ['2 bytes', `${'\u00e9'.repeat(61)}x`, '\u00e9'.repeat(62)],
    ['3 bytes', '\u754c'.repeat(41), `${'\u754c'.repeat(41)}x`],
    ['4 bytes', `${'\u{1f600}'.repeat(30)}xyz`, '\u{1f600}'.repeat(31)],
    ['4 bytes after others', `xyz${'\u{1f600}'.repeat(30)}`, `xyzw${'\u{1f600}'.repeat(30)}`],
  ] as const
).flatMap(([size, fits, tooLong]): EncodePayloadVector[] => [
  sent(`the longest reason in characters of ${size}`, CONTROL, 1000, fits),
  {
    name: `a reason in characters of ${size}, too long`,
    section: CONTROL,
    code: 1000,
    reason: tooLong,
    expect: { kind: 'reason-too-long', code: 1000 },
  },
]);

const surrogates: EncodePayloadVector[] = [
  sent('a lone high surrogate is sent as U+FFFD', USV_STRING, 4000, '\ud800', REPLACEMENT),
  sent('the last high surrogate alone', USV_STRING, 4000, '\udbff', REPLACEMENT),
  sent('the first low surrogate alone', USV_STRING, 4000, '\udc00', REPLACEMENT),
  sent('the last low surrogate alone', USV_STRING, 4000, '\udfff', REPLACEMENT),
  sent('a pair in the wrong order is two U+FFFD', USV_STRING, 4000, '\ude00\ud83d', REPLACEMENT.repeat(2)),
  sent('a high surrogate before a pair', USV_STRING, 4000, '\ud83d\ud83d\ude00', `${REPLACEMENT}f09f9880`),
  sent('a low surrogate after a pair', USV_STRING, 4000, '\u{1f600}\ude00', `f09f9880${REPLACEMENT}`),
  sent('a high surrogate at the end of text', USV_STRING, 4000, 'bye\ud83d', `627965${REPLACEMENT}`),
  sent(
    'a lone surrogate within long text',
    USV_STRING,
    4000,
    `${'x'.repeat(60)}\ud800y`,
    `${'78'.repeat(60)}${REPLACEMENT}79`,
  ),
  sent(
    '41 lone surrogates: each takes 3 bytes, so they fit',
    USV_STRING,
    4000,
    '\udc00'.repeat(41),
    REPLACEMENT.repeat(41),
  ),
  {
    name: '42 lone surrogates: each takes 3 bytes, so they do not fit',
    section: USV_STRING,
    code: 4000,
    ...text('\udc00'.repeat(42)),
    expect: { kind: 'reason-too-long', code: 4000 },
  },
];

const withoutCode: Refusal = { kind: 'reason-without-code' };

// biome-ignore format: one row per call.
const order: EncodePayloadVector[] = ([
  ['a reason without a code', BODY, null, 'bye', withoutCode],
  ['a reason of one NUL without a code', BODY, null, '\0', withoutCode],
  ['a reason without a code, and too long: the code comes first', BODY, null, 'x'.repeat(124), withoutCode],
  ['a forbidden code and a reason that is too long: the code comes first', CODES, 1006, 'x'.repeat(124), { kind: 'forbidden-code', code: 1006 }],
  ['a reserved code and a reason that is too long: the code comes first', CODES, 1016, 'x'.repeat(124), { kind: 'reserved-code', code: 1016 }],
  ['code 1005 with a reason', 'RFC 6455 §7.4.1', 1005, 'bye', { kind: 'forbidden-code', code: 1005 }],
  ['code 1005 with an empty reason: it does not mean “no code”', 'RFC 6455 §7.4.1', 1005, '', { kind: 'forbidden-code', code: 1005 }],
] as [string, string, number | null, string, Refusal][]).map(([name, section, code, reason, expect]) => ({
  name, section, code, reason, expect,
}));

function sentBytes(name: string, section: string, bytes: string): EncodePayloadVector {
  return { name: `bytes: ${name}`, section, code: 4000, reasonBytes: bytes, expect: { payload: code(4000) + bytes } };
}

function refusedBytes(
  name: string,
  section: string,
  value: number | null,
  bytes: string,
  expect: Refusal,
): EncodePayloadVector {
  return { name: `bytes: ${name}`, section, code: value, reasonBytes: bytes, expect };
}

const TABLE = 'Unicode §3.9, table 3-7';

/** Reasons as bytes: UTF-8 is sent unchanged, and nothing else is sent. */
const bytes: EncodePayloadVector[] = [
  { name: 'bytes: none, and no code', section: BODY, code: null, reasonBytes: '', expect: { payload: '' } },
  sentBytes('none', BODY, ''),
  sentBytes('ASCII', BODY, utf8('bye')),
  sentBytes('characters of 1, 2, 3 and 4 bytes', 'RFC 3629 §3', utf8('a\u00e9\u754c\u{1f600}')),
  sentBytes('a U+FEFF at the start is sent', 'RFC 3629 §6', utf8('\uFEFFbye')),
  sentBytes('a U+FFFD is sent as it is', 'RFC 3629 §3', REPLACEMENT),
  sentBytes('123 of them', CONTROL, '78'.repeat(123)),
  sentBytes('123 of them, in characters of 3 bytes', CONTROL, utf8('\u754c'.repeat(41))),
  ...rowEnds.map(({ what, bytes }) => sentBytes(what, TABLE, hex(bytes))),
  ...[...rowBorders, ...firstBytes, ...rowCuts].map(({ what, bytes }) =>
    refusedBytes(what, TABLE, 4000, `62${hex(bytes)}`, { kind: 'invalid-utf8', code: 4000, byteOffset: 1 }),
  ),
  refusedBytes('the last of 123 is ill-formed', TABLE, 4999, `${'78'.repeat(122)}ff`, {
    kind: 'invalid-utf8',
    code: 4999,
    byteOffset: 122,
  }),
  refusedBytes('124 of them', CONTROL, 1000, '78'.repeat(124), { kind: 'reason-too-long', code: 1000 }),
  refusedBytes('124 that are ill-formed: the length comes first', CONTROL, 1000, 'ff'.repeat(124), {
    kind: 'reason-too-long',
    code: 1000,
  }),
  refusedBytes('without a code', BODY, null, utf8('bye'), withoutCode),
  refusedBytes('ill-formed and without a code: the code comes first', BODY, null, 'ff', withoutCode),
  refusedBytes('ill-formed, with a forbidden code: the code comes first', CODES, 1006, 'ff', {
    kind: 'forbidden-code',
    code: 1006,
  }),
  refusedBytes('too long, with a reserved code: the code comes first', CODES, 1016, '78'.repeat(124), {
    kind: 'reserved-code',
    code: 1016,
  }),
];

export const encodePayloadVectors: EncodePayloadVector[] = [
  ...ofCodes,
  ...invalid,
  ...reasons,
  ...lengths,
  ...surrogates,
  ...order,
  ...bytes,
];
