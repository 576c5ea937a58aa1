/** Payloads that test the reason: valid and invalid UTF-8. All have the code 4000. */

import { code, hex, utf8 } from './bytes.js';
import type { DecodePayloadVector } from './format.js';
import { firstBytes, type IllFormed, rowBorders, rowCuts, rowEnds, type WellFormed } from './unicode.js';

const TABLE = 'Unicode §3.9, table 3-7';

/** Where a sequence is in a reason. */
const places = [
  { place: 'alone', before: '', after: '' },
  { place: 'at the start', before: '', after: 'bye' },
  { place: 'in the middle', before: 'good', after: 'bye' },
  { place: 'at the end', before: 'bye', after: '' },
];

function taken(name: string, section: string, before: string, { bytes, scalar }: WellFormed, after = '') {
  return {
    name,
    section,
    payload: code(4000) + utf8(before) + hex(bytes) + utf8(after),
    expect: { code: 4000, reason: before + String.fromCodePoint(scalar) + after },
  };
}

function refused(name: string, section: string, before: string, bytes: number[], after = ''): DecodePayloadVector {
  return {
    name,
    section,
    payload: code(4000) + utf8(before) + hex(bytes) + utf8(after),
    expect: { kind: 'invalid-utf8', failCode: 1007, code: 4000, byteOffset: 2 + utf8(before).length / 2 },
  };
}

const ofTable: DecodePayloadVector[] = places.flatMap(({ place, before, after }) => [
  ...rowEnds.map((sequence) => taken(`${sequence.what}: ${place}`, TABLE, before, sequence, after)),
  ...[...rowBorders, ...firstBytes, ...rowCuts].map(({ what, bytes }) =>
    refused(`${what}: ${place}`, TABLE, before, bytes, after),
  ),
]);

const emoji: WellFormed = { what: 'U+1F600', bytes: [0xf0, 0x9f, 0x98, 0x80], scalar: 0x1f600 };

/**
 * Decoders read blocks of 4, 8, 16, 32 or 64 bytes at a time. A sequence of four bytes is put across the end of such a
 * block in each possible way, and right after it.
 */
const ofBlocks: DecodePayloadVector[] = [4, 8, 16, 32, 64].flatMap((border) =>
  [border - 3, border - 2, border - 1, border].flatMap((start) => {
    const before = 'x'.repeat(start);
    return [
      taken(`U+1F600 at byte ${start} of the reason: near the border of blocks`, TABLE, before, emoji, 'y'.repeat(40)),
      refused(
        `U+1F600 without its last byte, at byte ${start} of the reason`,
        TABLE,
        before,
        [0xf0, 0x9f, 0x98],
        'y'.repeat(40),
      ),
    ];
  }),
);

const ENCODING = 'WHATWG Encoding, UTF-8 decode without BOM';
const RFC3629 = 'RFC 3629 §3';

/** Characters that decoders are known to drop, replace or fail on. */
const characters: DecodePayloadVector[] = (
  [
    ['U+FEFF at the head is part of the reason', ENCODING, '\uFEFFbye'],
    ['U+FEFF alone is a reason of one character', ENCODING, '\uFEFF'],
    ['U+FEFF twice: neither is a byte order mark', ENCODING, '\uFEFF\uFEFF'],
    ['U+FEFF further on is kept', ENCODING, 'good\uFEFFbye'],
    ['NUL does not end the reason', RFC3629, 'bye\0 and more\0'],
    ['U+FFFD that the peer itself sent is well-formed', TABLE, '\uFFFD'],
    ['U+FFFD of the peer among other characters', TABLE, 'good \uFFFD bye \uFFFD'],
    ['U+FFFD of the peer after 60 bytes of ASCII', TABLE, `${'x'.repeat(60)}\uFFFD`],
    ['noncharacter U+FDD0', 'Unicode §23.7', '\uFDD0'],
    ['noncharacter U+FDEF', 'Unicode §23.7', '\uFDEF'],
    ['noncharacter U+FFFE, a byte order mark the wrong way round', 'Unicode §23.7', '\uFFFEbye'],
    ['noncharacter U+1FFFE', 'Unicode §23.7', '\u{1fffe}'],
    ['noncharacters U+10FFFE and U+10FFFF', 'Unicode §23.7', '\u{10fffe}\u{10ffff}'],
    ['control characters are kept as they are', RFC3629, '\x01\t\r\n\x1b\x7f'],
    ['line ends are not changed', RFC3629, 'a\rb\nc\r\nd\u0085e\u2028f'],
    ['C1 controls, of two bytes', RFC3629, '\u0080\u0085\u009f'],
    ['a right-to-left override', RFC3629, 'abc\u202edef'],
    ['a combining mark is not composed', RFC3629, 'e\u0301 is not \u00e9'],
    ['a combining mark at the head', RFC3629, '\u0301bye'],
    ['an emoji of several code points', RFC3629, '\u{1f469}\u200d\u{1f4bb}'],
    ['a flag of two regional indicators', RFC3629, '\u{1f1eb}\u{1f1f7}'],
    ['private use: U+E000 and U+F8FF', RFC3629, '\ue000\uf8ff'],
    ['a tag character of plane 14', RFC3629, '\u{e0001}'],
    ['an unassigned code point', RFC3629, '\u{3ffff}x'],
    ['text of 1, 2, 3 and 4 bytes a character', RFC3629, 'a\u00e9\u754c\u{1f600}'],
    ['white space at both ends is not trimmed', RFC3629, ' bye \u00a0'],
    ['what looks like an escape stays as it is', RFC3629, '\\u0041%41&#65;'],
  ] as const
).map(([name, section, reason]) => {
  return { name, section, payload: code(4000) + utf8(reason), expect: { code: 4000, reason } };
});

const overlong: IllFormed[] = [
  { what: 'NUL in 2 bytes, as "modified UTF-8" has it', bytes: [0xc0, 0x80] },
  { what: 'NUL in 3 bytes', bytes: [0xe0, 0x80, 0x80] },
  { what: 'NUL in 4 bytes', bytes: [0xf0, 0x80, 0x80, 0x80] },
  { what: '"/" in 2 bytes', bytes: [0xc0, 0xaf] },
  { what: '"/" in 3 bytes', bytes: [0xe0, 0x80, 0xaf] },
  { what: '"/" in 4 bytes', bytes: [0xf0, 0x80, 0x80, 0xaf] },
  { what: 'U+007F in 2 bytes', bytes: [0xc1, 0xbf] },
  { what: 'U+07FF in 3 bytes', bytes: [0xe0, 0x9f, 0xbf] },
  { what: 'U+FFFF in 4 bytes', bytes: [0xf0, 0x8f, 0xbf, 0xbf] },
  { what: 'U+FEFF in 4 bytes', bytes: [0xf0, 0x8f, 0xbb, 0xbf] },
  { what: 'U+10FFFF in 5 bytes', bytes: [0xf8, 0x84, 0x8f, 0xbf, 0xbf] },
];

const surrogates: IllFormed[] = [
  { what: 'surrogate U+D800, the lowest', bytes: [0xed, 0xa0, 0x80] },
  { what: 'surrogate U+DBFF, the last high one', bytes: [0xed, 0xaf, 0xbf] },
  { what: 'surrogate U+DC00, the first low one', bytes: [0xed, 0xb0, 0x80] },
  { what: 'surrogate U+DFFF, the highest', bytes: [0xed, 0xbf, 0xbf] },
  { what: 'a pair of surrogates, as CESU-8 has U+1F600', bytes: [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80] },
];

const outOfRange: IllFormed[] = [
  { what: 'U+110000, the first past the end', bytes: [0xf4, 0x90, 0x80, 0x80] },
  { what: 'U+13FFFF, the highest of F4', bytes: [0xf4, 0xbf, 0xbf, 0xbf] },
  { what: 'U+1FFFFF, the highest of 4 bytes', bytes: [0xf7, 0xbf, 0xbf, 0xbf] },
  { what: 'the highest of 5 bytes', bytes: [0xfb, 0xbf, 0xbf, 0xbf, 0xbf] },
  { what: 'the highest of 6 bytes', bytes: [0xfd, 0xbf, 0xbf, 0xbf, 0xbf, 0xbf] },
];

const strangers: IllFormed[] = [
  { what: 'Latin-1', bytes: [0xe9, 0x74, 0xe9] },
  { what: 'quotes of Windows-1252', bytes: [0x93, 0x62, 0x79, 0x65, 0x94] },
  { what: 'UTF-16, big-endian with its mark', bytes: [0xfe, 0xff, 0x00, 0x62] },
  { what: 'UTF-16, little-endian with its mark', bytes: [0xff, 0xfe, 0x62, 0x00] },
  { what: 'Shift_JIS', bytes: [0x93, 0xfa, 0x96, 0x7b] },
  { what: 'GB 18030', bytes: [0xc4, 0xe3, 0xba, 0xc3] },
];

/** Several faults, or one after a whole character. The first byte of the first ill-formed sequence is reported. */
const firsts: DecodePayloadVector[] = [
  refused('one continuation too many after U+00E9', TABLE, '\u00e9', [0x80]),
  refused('one continuation too many after U+754C', TABLE, '\u754c', [0xbf], 'bye'),
  refused('one continuation too many after U+1F600', TABLE, '\u{1f600}', [0x80]),
  refused('a sequence broken off by another', TABLE, 'bye', [0xe7, 0x95, 0xe7, 0x95, 0x8c]),
  refused('a sequence broken off by itself', TABLE, '', [0xc3, 0xc3, 0xa9]),
  refused('a sequence broken off by U+FEFF', TABLE, '', [0xf0, 0x9f, 0xef, 0xbb, 0xbf]),
  refused('two faults: the first is reported', TABLE, 'a', [0xff, 0x62, 0xfe]),
  refused('U+FFFD of the peer does not hide a fault after it', TABLE, '\uFFFD', [0xff]),
  refused('a fault after U+FEFF: the mark counts in the offset', TABLE, '\uFEFF', [0xff]),
  refused('a fault after NUL', TABLE, 'bye\0', [0xff]),
  refused('a fault after characters of 2, 3 and 4 bytes', TABLE, '\u00e9\u754c\u{1f600}', [0xc3]),
  refused('a fault in the last byte of the longest reason', TABLE, 'x'.repeat(122), [0xff]),
  refused('the longest reason, its last character cut off after 1 byte', TABLE, 'x'.repeat(122), [0xf0]),
  refused('the longest reason, its last character cut off after 2 bytes', TABLE, 'x'.repeat(121), [0xf0, 0x9f]),
  refused('the longest reason, its last character cut off after 3 bytes', TABLE, 'x'.repeat(120), [0xf0, 0x9f, 0x98]),
  refused('nothing but continuations', TABLE, '', new Array<number>(123).fill(0x80)),
];

const families: [section: string, what: string, sequences: IllFormed[]][] = [
  [RFC3629, 'overlong', overlong],
  [RFC3629, 'surrogates', surrogates],
  [RFC3629, 'past U+10FFFF', outOfRange],
  ['RFC 6455 §8.1', 'another encoding', strangers],
];

const inProse: DecodePayloadVector[] = families.flatMap(([section, what, sequences]) =>
  sequences.map((sequence) => refused(`${what}: ${sequence.what}`, section, 'so ', sequence.bytes, ' far')),
);

export const utf8Vectors: DecodePayloadVector[] = [...ofTable, ...ofBlocks, ...characters, ...inProse, ...firsts];
