/** Frames with each bit of their first two bytes wrong, and which of several faults comes first. */

import { frame, payload } from './bytes.js';
import type { DecodeFrameVector, Refusal } from './format.js';

const HEADER = 'RFC 6455 §5.2';
const CONTROL = 'RFC 6455 §5.5';
const CLOSE = 'RFC 6455 §5.5.1';
const MASK = 'RFC 6455 §5.1';
const KEY = '37fa213d';

const bye = payload(1000, 'bye');

const notClose: Refusal = { kind: 'not-close', byteOffset: 0 };
const reservedBits: Refusal = { kind: 'reserved-bits', failCode: 1002, byteOffset: 0 };
const fragmented: Refusal = { kind: 'fragmented', failCode: 1002, byteOffset: 0 };

const opcodes: DecodeFrameVector[] = (
  [
    [0x0, 'a continuation'],
    [0x1, 'text'],
    [0x2, 'binary'],
    [0x3, 'reserved for data'],
    [0x4, 'reserved for data'],
    [0x5, 'reserved for data'],
    [0x6, 'reserved for data'],
    [0x7, 'reserved for data'],
    [0x9, 'a ping'],
    [0xa, 'a pong'],
    [0xb, 'reserved for control'],
    [0xc, 'reserved for control'],
    [0xd, 'reserved for control'],
    [0xe, 'reserved for control'],
    [0xf, 'reserved for control'],
  ] as const
).map(([opcode, what]) => ({
  name: `opcode ${opcode}, ${what}`,
  section: HEADER,
  frame: frame(bye, undefined, 0x80 | opcode),
  expect: notClose,
}));

function ofFirstByte(name: string, first: number, section: string, expect: Refusal): DecodeFrameVector {
  return { name, section, frame: frame(bye, undefined, first), expect };
}

const firstBytes: DecodeFrameVector[] = [
  ofFirstByte('RSV1 is set', 0xc8, HEADER, reservedBits),
  ofFirstByte('RSV2 is set', 0xa8, HEADER, reservedBits),
  ofFirstByte('RSV3 is set', 0x98, HEADER, reservedBits),
  ofFirstByte('RSV1, RSV2 and RSV3 are set', 0xf8, HEADER, reservedBits),
  ofFirstByte('FIN is not set', 0x08, CONTROL, fragmented),
  ofFirstByte('FIN is not set and RSV1 is: the reserved bits come first', 0x48, HEADER, reservedBits),
  ofFirstByte('FIN is not set and all RSV bits are', 0x78, HEADER, reservedBits),
  ofFirstByte('opcode 9 with RSV1: that it is no Close frame comes first', 0xc9, HEADER, notClose),
  ofFirstByte('opcode 0 without FIN', 0x00, HEADER, notClose),
  { name: 'RSV1, seen from the first byte alone', section: HEADER, frame: 'c8', expect: reservedBits },
  { name: 'FIN not set, seen from the first byte alone', section: CONTROL, frame: '08', expect: fragmented },
  { name: 'opcode 1, seen from the first byte alone', section: HEADER, frame: '81', expect: notClose },
  {
    name: 'FIN not set and a length of 1: the first byte comes first',
    section: CONTROL,
    frame: '080103',
    expect: fragmented,
  },
];

const tooLong: Refusal = { kind: 'payload-too-long', failCode: 1002, byteOffset: 1 };
const tooShort: Refusal = { kind: 'payload-too-short', failCode: 1002, byteOffset: 1 };
const maskMissing: Refusal = { kind: 'mask-missing', failCode: 1002, byteOffset: 1 };
const maskUnexpected: Refusal = { kind: 'mask-unexpected', failCode: 1002, byteOffset: 1 };
const x126 = payload(1000, 'x'.repeat(124));

const secondBytes: DecodeFrameVector[] = [
  { name: 'unmasked from a client', section: MASK, frame: frame(bye), from: 'client', expect: maskMissing },
  { name: 'masked from a server', section: MASK, frame: frame(bye, KEY), from: 'server', expect: maskUnexpected },
  {
    name: 'masked from a server with a key of zero',
    section: MASK,
    frame: frame(bye, '00000000'),
    from: 'server',
    expect: maskUnexpected,
  },
  { name: 'unmasked and empty from a client', section: MASK, frame: '8800', from: 'client', expect: maskMissing },
  {
    name: 'unmasked from a client, seen from two bytes',
    section: MASK,
    frame: '8805',
    from: 'client',
    expect: maskMissing,
  },
  {
    name: 'masked from a server, seen from two bytes',
    section: MASK,
    frame: '8885',
    from: 'server',
    expect: maskUnexpected,
  },
  { name: 'a length of 1', section: CLOSE, frame: '880103', expect: tooShort },
  { name: 'a length of 1, masked', section: CLOSE, frame: '88810000000003', expect: tooShort },
  { name: 'a length of 1, seen from two bytes', section: CLOSE, frame: '8801', expect: tooShort },
  { name: 'a length of 126 in 16 bits', section: CONTROL, frame: `887e007e${x126}`, expect: tooLong },
  { name: 'a length of 126 in 64 bits', section: CONTROL, frame: `887f000000000000007e${x126}`, expect: tooLong },
  { name: 'a length of 5 in 16 bits: too long a form', section: CONTROL, frame: `887e0005${bye}`, expect: tooLong },
  {
    name: 'a length of 5 in 64 bits: too long a form',
    section: CONTROL,
    frame: `887f0000000000000005${bye}`,
    expect: tooLong,
  },
  {
    name: 'a length in 16 bits, masked',
    section: CONTROL,
    frame: `88fe007e${KEY}${x126}`,
    from: 'client',
    expect: tooLong,
  },
  { name: 'a length in 16 bits, seen from two bytes', section: CONTROL, frame: '887e', expect: tooLong },
  { name: 'a length in 64 bits, seen from two bytes', section: CONTROL, frame: '88ff', expect: tooLong },
  {
    name: 'too long and unmasked from a client: the length comes first',
    section: CONTROL,
    frame: '887e',
    from: 'client',
    expect: tooLong,
  },
  {
    name: 'too short and masked from a server: the length comes first',
    section: CLOSE,
    frame: '8881',
    from: 'server',
    expect: tooShort,
  },
  {
    name: 'RSV2 and masked from a server: the first byte comes first',
    section: HEADER,
    frame: 'a885',
    from: 'server',
    expect: reservedBits,
  },
];

export const headerVectors: DecodeFrameVector[] = [...opcodes, ...firstBytes, ...secondBytes];
