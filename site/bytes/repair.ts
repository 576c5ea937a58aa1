/**
 * Carries out what a hint suggests: restores the bytes that were probably meant.
 * @module
 */

import type { HintKind, Inspection } from 'close-frame/inspect';
import { CLOSE, framesOf } from './frames.js';
import { bytesOf, latin1Of } from './hex.js';
import { isGood } from './look.js';
import { tcpPayloads } from './packet.js';

/** New bytes, and what was done to get them. */
export interface Repair {
  readonly label: string;
  readonly bytes: Uint8Array;
}

type Change = (bytes: Uint8Array) => readonly (readonly number[] | Uint8Array)[];

/** Changes to a payload. */
const ofPayload: Partial<Readonly<Record<HintKind, readonly [label: string, change: Change]>>> = {
  'bytes-swapped': ['Swap the two bytes', ([first, second, ...rest]) => [[second!, first!, ...rest]]],
  'high-byte-lost': ['Restore the high byte', ([, ...rest]) => [[3, ...rest]]],
  'code-in-32-bits': ['Drop the first two bytes', ([, , ...rest]) => [rest]],
  'minus-one': ['Send no code', () => [[]]],
  'code-as-text': [
    'Turn the digits into two bytes',
    (bytes) => {
      const code = Number(latin1Of(bytes.subarray(0, 4)));
      return [[code >> 8, code & 0xff, ...bytes.subarray(bytes[4] === 0x20 ? 5 : 4)]];
    },
  ],
  'reason-without-code': ['Put 1000 before the text', (bytes) => [[3, 0xe8, ...bytes]]],
  'still-masked': [
    'Use the first 4 bytes as the masking key',
    (bytes) => (bytes.length < 6 ? [] : [masked(bytes.subarray(4), bytes.subarray(0, 4))]),
  ],
};

/** Changes to all bytes. */
const ofAll: Partial<Readonly<Record<HintKind, readonly [label: string, change: Change]>>> = {
  'hex-as-text': ['Read the text as hex', (bytes) => [bytesOf(latin1Of(bytes))]],
  'hixie-76': ['Use an RFC 6455 Close frame', () => [[0x88, 0]]],
  packet: ['Extract the frame from the packet', tcpPayloads],
  capture: ['Extract the frame from the capture', tcpPayloads],
  http: [
    'Keep only what follows the HTTP head',
    (bytes) => {
      const end = latin1Of(bytes).indexOf('\r\n\r\n');
      return end < 0 ? [] : [bytes.subarray(end + 4)];
    },
  ],
};

/** Hints are about short inputs, or about the start of long ones. */
const MAX_BYTES = 8192;

/** What the hint suggests, but only if the result is valid or, after a change to all bytes, contains a Close frame. */
export function repairOf(kind: HintKind, given: Uint8Array, inspection: Inspection): Repair | undefined {
  const bytes = given.subarray(0, MAX_BYTES);
  const payload = bytesOf(inspection.payload.slice(0, 2 * MAX_BYTES));
  const whole = ofAll[kind];
  const part = ofPayload[kind];
  if (whole !== undefined) {
    const [label, change] = whole;
    const found = [payload, bytes]
      .flatMap(change)
      .map((one) => Uint8Array.from(one))
      .find((one) => isGood(one) || framesOf(one).some(({ opcode }) => opcode === CLOSE));
    return found && { label, bytes: found };
  }
  if (part === undefined) return undefined;
  const [label, change] = part;
  const results = [...change(payload).map((one) => inFrame(bytes, inspection, one)), ...change(bytes)];
  const found = results.map((one) => Uint8Array.from(one)).find(isGood);
  return found && { label, bytes: found };
}

/** The frame with a new payload; only the payload if the bytes are not a frame. */
function inFrame(bytes: Uint8Array, { as, fields }: Inspection, payload: readonly number[] | Uint8Array): number[] {
  if (as === 'payload') return [...payload];
  const field = fields.find(({ name }) => name === 'masking key');
  const key = field === undefined ? [] : [...bytes.subarray(field.start, field.end)];
  const rest = fields.find(({ name }) => name === 'following bytes')?.start ?? bytes.length;
  const length = (bytes[1]! & 0x80) | payload.length;
  return [bytes[0]!, length, ...key, ...masked(payload, key), ...bytes.subarray(rest)];
}

function masked(bytes: readonly number[] | Uint8Array, key: readonly number[] | Uint8Array): number[] {
  return Array.from(bytes, (byte, index) => byte ^ (key[index & 3] ?? 0));
}
