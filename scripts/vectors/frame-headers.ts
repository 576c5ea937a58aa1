/** Frames whose first two bytes are wrong in each bit, and which of several faults comes first. */

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

type Row = [name: string, section: string, frame: string, expect: Refusal, from?: 'client' | 'server'];

function vectorOf([name, section, frame, expect, from]: Row): DecodeFrameVector {
  return { name, section, frame, ...(from && { from }), expect };
}

/** A whole frame with another first byte. */
function beginning(first: number): string {
  return frame(bye, undefined, first);
}

const opcodes = [
  'a continuation',
  'text',
  'binary',
  ...new Array<string>(5).fill('reserved for data'),
  'Close',
  'a ping',
  'a pong',
  ...new Array<string>(5).fill('reserved for control'),
].flatMap((what, opcode): Row[] =>
  opcode === 8 ? [] : [[`opcode ${opcode}, ${what}`, HEADER, beginning(0x80 | opcode), notClose]],
);

// biome-ignore format: one row per frame.
const firstBytes: Row[] = [
  ['RSV1 is set', HEADER, beginning(0xc8), reservedBits],
  ['RSV2 is set', HEADER, beginning(0xa8), reservedBits],
  ['RSV3 is set', HEADER, beginning(0x98), reservedBits],
  ['RSV1, RSV2 and RSV3 are set', HEADER, beginning(0xf8), reservedBits],
  ['FIN is not set', CONTROL, beginning(0x08), fragmented],
  ['FIN is not set and RSV1 is: the reserved bits come first', HEADER, beginning(0x48), reservedBits],
  ['FIN is not set and all RSV bits are', HEADER, beginning(0x78), reservedBits],
  ['opcode 9 with RSV1: the opcode comes first', HEADER, beginning(0xc9), notClose],
  ['opcode 0 without FIN', HEADER, beginning(0x00), notClose],
  ['RSV1, known from the first byte', HEADER, 'c8', reservedBits],
  ['FIN not set, known from the first byte', CONTROL, '08', fragmented],
  ['opcode 1, known from the first byte', HEADER, '81', notClose],
  ['FIN not set and a length of 1: the first byte comes first', CONTROL, '080103', fragmented],
];

const tooLong: Refusal = { kind: 'payload-too-long', failCode: 1002, byteOffset: 1 };
const tooShort: Refusal = { kind: 'payload-too-short', failCode: 1002, byteOffset: 1 };
const maskMissing: Refusal = { kind: 'mask-missing', failCode: 1002, byteOffset: 1 };
const maskUnexpected: Refusal = { kind: 'mask-unexpected', failCode: 1002, byteOffset: 1 };
const x126 = payload(1000, 'x'.repeat(124));

// biome-ignore format: one row per frame.
const secondBytes: Row[] = [
  ['unmasked from a client', MASK, frame(bye), maskMissing, 'client'],
  ['masked from a server', MASK, frame(bye, KEY), maskUnexpected, 'server'],
  ['masked from a server with a key of zero', MASK, frame(bye, '00000000'), maskUnexpected, 'server'],
  ['unmasked and empty from a client', MASK, '8800', maskMissing, 'client'],
  ['unmasked from a client, known from two bytes', MASK, '8805', maskMissing, 'client'],
  ['masked from a server, known from two bytes', MASK, '8885', maskUnexpected, 'server'],
  ['a length of 1', CLOSE, '880103', tooShort],
  ['a length of 1, masked', CLOSE, '88810000000003', tooShort],
  ['a length of 1, known from two bytes', CLOSE, '8801', tooShort],
  ['a length of 126 in 16 bits', CONTROL, `887e007e${x126}`, tooLong],
  ['a length of 126 in 64 bits', CONTROL, `887f000000000000007e${x126}`, tooLong],
  ['a length of 5 in 16 bits: not the shortest form', CONTROL, `887e0005${bye}`, tooLong],
  ['a length of 5 in 64 bits: not the shortest form', CONTROL, `887f0000000000000005${bye}`, tooLong],
  ['a length in 16 bits, masked', CONTROL, `88fe007e${KEY}${x126}`, tooLong, 'client'],
  ['a length in 16 bits, known from two bytes', CONTROL, '887e', tooLong],
  ['a length in 64 bits, known from two bytes', CONTROL, '88ff', tooLong],
  ['too long and unmasked from a client: the length comes first', CONTROL, '887e', tooLong, 'client'],
  ['too short and masked from a server: the length comes first', CLOSE, '8881', tooShort, 'server'],
  ['RSV2 and masked from a server: the first byte comes first', HEADER, 'a885', reservedBits, 'server'],
];

export const headerVectors: DecodeFrameVector[] = [...opcodes, ...firstBytes, ...secondBytes].map(vectorOf);
