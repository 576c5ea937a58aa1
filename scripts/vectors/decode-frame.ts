/** Whole frames: masking keys, incomplete frames, and faults of the payload. */

import { bytesOf, frame, hex, payload } from './bytes.js';
import { type DecodeFrameVector, forbidden, notUtf8, reserved } from './format.js';
import { headerVectors } from './frame-headers.js';

const HEADER = 'RFC 6455 §5.2';
const CONTROL = 'RFC 6455 §5.5';
const CLOSE = 'RFC 6455 §5.5.1';
const MASK = 'RFC 6455 §5.1';
const MASKING = 'RFC 6455 §5.3';
const KEY = '37fa213d'; // from the example in §5.7

const bye = payload(1000, 'bye');
const x123 = 'x'.repeat(123);

type Sender = 'client' | 'server' | undefined;

// biome-ignore format: one row per frame.
const whole: DecodeFrameVector[] = (
  [
    // name, section, sender, frame and what follows it, code, reason, is it masked, its length
    ['the shortest frame from a server: no code', CLOSE, 'server', '8800', 1005, '', false, 2],
    ['the shortest frame from a client: no code, but still a key', MASK, 'client', frame('', KEY), 1005, '', true, 6],
    ['only a code, from a server', CLOSE, 'server', frame(payload(1001)), 1001, '', false, 4],
    ['only a code, from a client', MASKING, 'client', frame(payload(1001), KEY), 1001, '', true, 8],
    ['a code and a reason, from a server', CLOSE, 'server', frame(bye), 1000, 'bye', false, 7],
    ['a code and a reason, from a client', MASKING, 'client', frame(bye, KEY), 1000, 'bye', true, 11],
    ['unmasked, from an unknown sender', MASK, undefined, frame(payload(4999, 'bye')), 4999, 'bye', false, 7],
    ['masked, from an unknown sender', MASK, undefined, frame(payload(4999, 'bye'), KEY), 4999, 'bye', true, 11],
    ['another frame follows, which is not part of this one', HEADER, undefined, `${frame(bye)}8900`, 1000, 'bye', false, 7],
    ['an empty frame: what follows is not its payload', HEADER, undefined, '880003e8', 1005, '', false, 2],
    ['another masked frame follows', HEADER, undefined, frame(bye, KEY) + frame(bye, '00000000'), 1000, 'bye', true, 11],
    ['the longest frame from a server', CONTROL, 'server', frame(payload(1000, x123)), 1000, x123, false, 127],
    ['the longest frame from a client', CONTROL, 'client', frame(payload(1000, x123), KEY), 1000, x123, true, 131],
  ] as [string, string, Sender, string, number, string, boolean, number][]
).map(([name, section, from, bytes, code, reason, masked, byteLength]) => ({
  name, section, frame: bytes, ...(from && { from }), expect: { code, reason, masked, byteLength },
}));

/** Reasons of 0 to 8 bytes: the key repeats every four bytes of the payload, not of the frame. */
const keyTurns: DecodeFrameVector[] = ['', 'g', 'go', 'goo', 'good', 'goodb', 'goodby', 'goodbye', 'goodbye!'].map(
  (reason) => ({
    name: `a masked payload of ${2 + reason.length} bytes`,
    section: MASKING,
    frame: frame(payload(3000, reason), '01020408'),
    from: 'client',
    expect: { code: 3000, reason, masked: true, byteLength: 8 + reason.length },
  }),
);

const keys: DecodeFrameVector[] = (
  [
    ['of zeros: masked, although the bytes do not show it', '00000000'],
    ['of ones', 'ffffffff'],
    ['of only high bits', '80808080'],
    ['whose last byte alone is not zero', '00000001'],
    ['equal to the first bytes of the payload, which makes the masked bytes zero', '03e86279'],
    ['that makes the masked code a forbidden one', '00060000'],
  ] as const
).map(([what, key]) => ({
  name: `a key ${what}`,
  section: MASKING,
  frame: frame(bye, key),
  from: 'client',
  expect: { code: 1000, reason: 'bye', masked: true, byteLength: 11 },
}));

/** Faults of the payload. Offsets count from the first byte of the frame. */
// biome-ignore format: one row per frame.
const payloads: DecodeFrameVector[] = ([
  ['code 1006, unmasked', 'RFC 6455 §7.4.1', frame(payload(1006)), forbidden(1006, 2)],
  ['code 1006, masked', 'RFC 6455 §7.4.1', frame(payload(1006), KEY), forbidden(1006, 6)],
  ['code 5000, masked', 'RFC 6455 §7.4.2', frame(payload(5000, 'bye'), KEY), reserved(5000, 6)],
  ['a reason that is not UTF-8, unmasked', 'RFC 6455 §8.1', frame(`${payload(4000, 'bye')}ff`), notUtf8(4000, 7)],
  ['a reason that is not UTF-8, masked', 'RFC 6455 §8.1', frame(`${payload(4000, 'bye')}ff`, KEY), notUtf8(4000, 11)],
  ['a reason that is UTF-8 only while it is masked', 'RFC 6455 §8.1', frame(`${payload(4000)}ffff`, '80808080'), notUtf8(4000, 8)],
  ['a reason that is UTF-8 only after unmasking', 'RFC 6455 §8.1', frame(payload(4000, '\u754c'), 'ffffffff'), { code: 4000, reason: '\u754c', masked: true, byteLength: 11 }],
  ['a character cut off by the end of the frame, with its last byte after the frame', 'RFC 6455 §8.1', `${frame(`${payload(4000)}e795`)}8c`, notUtf8(4000, 4)],
  ['a forbidden code in an incomplete frame: not checked yet', HEADER, '880503ee', { kind: 'incomplete', bytesNeeded: 3 }],
  ['the longest masked frame without its last byte', HEADER, frame(payload(1000, 'x'.repeat(123)), KEY).slice(0, -2), { kind: 'incomplete', bytesNeeded: 1 }],
] as [string, string, string, DecodeFrameVector['expect']][]).map(([name, section, frame, expect]) => ({ name, section, frame, expect }));

/** A frame that is cut off after each byte from the second, which has the length, to the last but one. */
function cuts(what: string, content: string, key: string | undefined, from: 'client' | 'server'): DecodeFrameVector[] {
  const all = bytesOf(frame(content, key));
  return Array.from({ length: all.length - 2 }, (_, at) => ({
    name: `${what}, cut off after byte ${at + 2} of ${all.length}`,
    section: HEADER,
    frame: hex(all.subarray(0, at + 2)),
    from,
    expect: { kind: 'incomplete', bytesNeeded: all.length - at - 2 },
  }));
}

export const decodeFrameVectors: DecodeFrameVector[] = [
  ...whole,
  ...keyTurns,
  ...keys,
  ...headerVectors,
  ...payloads,
  { name: 'no byte yet', section: HEADER, frame: '', expect: { kind: 'incomplete', bytesNeeded: 2 } },
  ...(['server', 'client', undefined] as const).map(
    (from): DecodeFrameVector => ({
      name: `only the first byte, from ${from === undefined ? 'an unknown sender' : `a ${from}`}`,
      section: HEADER,
      frame: '88',
      ...(from && { from }),
      expect: { kind: 'incomplete', bytesNeeded: 1 },
    }),
  ),
  ...cuts('a code and a reason from a server', bye, undefined, 'server'),
  ...cuts('a code and a reason from a client', payload(4000, '\u00e9'), KEY, 'client'),
  ...cuts('the empty frame from a client', '', KEY, 'client'),
];
