/**
 * The header of a frame, field by field, as far as the bytes go (RFC 6455 §5.2).
 * @module
 */

import { MAX_PAYLOAD_BYTES } from '../codec/index.js';
import { isClose as hasCloseOpcode, Wire } from '../codec/rules.js';
import { countOf, hexOf } from './text.js';
import { type BitField, type FoundField, WHOLE_BYTES } from './view.js';

/** The fields of a header, and what they say about the rest of the frame. */
export interface Header {
  readonly fields: readonly FoundField[];
  readonly isClose: boolean;
  /** The masking key, as many of its 4 bytes as there are; empty if the frame is not masked. */
  readonly maskingKey: Uint8Array;
  /** The offset of the payload; the end of the bytes if the header is cut off. */
  readonly payloadStart: number;
  /** The payload length in the header: 0 if it is missing or cut off, Infinity if it is over 2^53−1. */
  readonly payloadLength: number;
}

/** The section that defines most fields. */
export const FRAMING = 'RFC 6455 §5.2';

const RESERVED = 'reserved, has no meaning yet';

/** The meaning of each opcode. */
// biome-ignore format: one row of data frames, one row of control frames.
const opcodes = [
  'Continuation', 'Text', 'Binary', RESERVED, RESERVED, RESERVED, RESERVED, RESERVED,
  'Close', 'Ping', 'Pong', RESERVED, RESERVED, RESERVED, RESERVED, RESERVED,
] as const;

/** Reads the header at the start of `bytes`. */
export function inspectHeader(bytes: Uint8Array): Header {
  const first = bytes[0];
  const second = bytes[1];
  const isClose = hasCloseOpcode(first);
  const isControl = first !== undefined && isControlFrame(first);
  // Spread, not push(), which would call a setter that Object.prototype has for an index.
  const start = first === undefined ? [] : inspectFirst(first);
  if (second === undefined) {
    const end = bytes.length;
    return { fields: start, isClose, maskingKey: bytes.subarray(end), payloadStart: end, payloadLength: 0 };
  }
  const shortLength = second & Wire.LengthBits;
  const lengthBytes = shortLength === 126 ? 2 : shortLength === 127 ? 8 : 0;
  const keyStart = Math.min(Wire.HeaderBytes + lengthBytes, bytes.length);
  const extended = bytes.subarray(Wire.HeaderBytes, keyStart);
  const maskingKey = bytes.subarray(keyStart, keyStart + (second & Wire.MaskBit ? Wire.KeyBytes : 0));
  return {
    fields: [
      ...start,
      ...inspectSecond(second, isControl),
      ...(extended.length > 0 ? [extendedLength(extended, lengthBytes)] : []),
      ...(maskingKey.length > 0 ? [maskingKeyField(maskingKey, keyStart)] : []),
    ],
    isClose,
    maskingKey,
    payloadStart: keyStart + maskingKey.length,
    payloadLength: extended.length < lengthBytes ? 0 : lengthBytes === 0 ? shortLength : numberOf(extended),
  };
}

function isControlFrame(first: number): boolean {
  return (first & Wire.OpcodeBits) >= Wire.OpcodeClose;
}

function bitField(
  name: BitField['name'],
  byte: number,
  start: 0 | 1,
  bitOffset: number,
  bitCount: number,
  meaning: (value: number) => string,
  section: string = FRAMING,
): FoundField {
  const bits = byte
    .toString(2)
    .padStart(8, '0')
    .slice(bitOffset, bitOffset + bitCount);
  const value = Number.parseInt(bits, 2);
  return { name, start, end: start + 1, bits, bitOffset, value, meaning: meaning(value), section };
}

function inspectFirst(byte: number): FoundField[] {
  const reserved = (bit: number): string => {
    if (bit === 0) return 'not set';
    return isControlFrame(byte) ? 'set, which no extension defines for control frames' : 'set, as by an extension';
  };
  return [
    bitField('FIN', byte, 0, 0, 1, (fin) => (fin === 1 ? 'the message ends here' : 'the message goes on')),
    bitField('RSV1', byte, 0, 1, 1, reserved),
    bitField('RSV2', byte, 0, 2, 1, reserved),
    bitField('RSV3', byte, 0, 3, 1, reserved),
    bitField('opcode', byte, 0, 4, 4, (opcode) => opcodes[opcode]!),
  ];
}

function inspectSecond(byte: number, isControl: boolean): FoundField[] {
  const mask = (bit: number) => (bit === 1 ? 'masked, as by a client' : 'not masked, as by a server');
  const length = (value: number): string => {
    if (value > MAX_PAYLOAD_BYTES) return `the length is in the next ${value === 126 ? 2 : 8} bytes`;
    return isControl ? `${value} of at most ${countOf(MAX_PAYLOAD_BYTES)}` : countOf(value);
  };
  return [
    bitField('MASK', byte, 1, 0, 1, mask, 'RFC 6455 §5.1'),
    bitField('payload length', byte, 1, 1, 7, length, isControl ? 'RFC 6455 §5.5' : FRAMING),
  ];
}

/** @param size - How many bytes the field has if it is whole: 2 or 8. */
function extendedLength(bytes: Uint8Array, size: number): FoundField {
  const length = numberOf(bytes);
  const isWhole = bytes.length === size;
  const isSafe = length !== Number.POSITIVE_INFINITY;
  let meaning = isSafe ? countOf(length) : `0x${hexOf(bytes)} bytes, over 2^53−1`;
  if (!isWhole) meaning = `cut off: ${bytes.length} of ${countOf(size)}`;
  const value = isWhole && isSafe ? length : undefined;
  const end = Wire.HeaderBytes + bytes.length;
  return {
    name: 'extended payload length',
    start: Wire.HeaderBytes,
    end,
    ...WHOLE_BYTES,
    value,
    meaning,
    section: FRAMING,
  };
}

function maskingKeyField(bytes: Uint8Array, start: number): FoundField {
  const isWhole = bytes.length === Wire.KeyBytes;
  const meaning = isWhole ? 'XORed with the payload' : `cut off: ${bytes.length} of 4 bytes`;
  const end = start + bytes.length;
  return { name: 'masking key', start, end, ...WHOLE_BYTES, value: hexOf(bytes), meaning, section: 'RFC 6455 §5.3' };
}

/** The number in big-endian bytes; Infinity if it is over 2^53−1, because it could be rounded. */
function numberOf(bytes: Uint8Array): number {
  const number = bytes.reduce((high, byte) => high * 256 + byte, 0);
  return Number.isSafeInteger(number) ? number : Number.POSITIVE_INFINITY;
}
