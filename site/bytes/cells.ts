/**
 * Each byte with everything that is shown for it: its field, its unmasked value, its character, and what is wrong.
 * @module
 */

import type { InspectedField, Inspection, Problem } from 'close-frame/inspect';
import { bytesOf } from './hex.js';
import type { Look } from './look.js';
import { type Sequence, sequencesOf } from './utf8.js';

/** A byte. */
export interface Cell {
  /** Its offset in the bytes that were read. */
  readonly at: number;
  readonly byte: number;
  /** The unmasked byte; `undefined` if the byte is not masked. */
  readonly plain: number | undefined;
  /** The class that gives it the color of its field. */
  readonly hue: string;
  /** Which field it belongs to; for a header byte, which fields it contains. */
  readonly name: string;
  /** The character that begins here, if any. */
  readonly shown: string;
  /** The bytes that belong together: those of the status code, or of a character. */
  readonly from: number;
  readonly to: number;
  readonly fault: string | undefined;
  /** Which of its bits are wrong; the most significant is 0. */
  readonly wrongBits: readonly number[];
}

/** This many bytes are shown: enough for any valid Close frame and some of what follows it. */
export const MAX_CELLS = 160;

const LENGTH = [1, 2, 3, 4, 5, 6, 7];

/** Which bits of the faulty byte break the rule, if not all of them. */
const wrongBits: Partial<Readonly<Record<Problem['kind'], readonly number[]>>> = {
  'not-close': [4, 5, 6, 7],
  'reserved-bits': [1, 2, 3],
  fragmented: [0],
  'payload-too-long': LENGTH,
  'payload-too-short': LENGTH,
  'mask-missing': [0],
  'mask-unexpected': [0],
};

/** The class for the color of a field. */
export function hueOf({ name, bits }: InspectedField): string {
  if (bits !== undefined || name === 'extended payload length') return 'head';
  return { 'masking key': 'key', 'status code': 'code', reason: 'reason' }[name as string] ?? 'other';
}

/** The characters of the reason, with the offsets of their bytes. */
export function charactersOf({ fields, payload }: Inspection): Sequence[] {
  const start = fields.find(({ name }) => name === 'reason')?.start;
  if (start === undefined) return [];
  return sequencesOf(bytesOf(payload.slice(4, 2 * MAX_CELLS))).map((sequence) => ({
    ...sequence,
    start: start + sequence.start,
    end: start + sequence.end,
  }));
}

/** The first bytes of the frame that is shown, and of what follows it. */
export function cellsOf({ reading, inspection, base }: Look): Cell[] {
  if (reading === undefined || inspection === undefined) return [];
  const { fields, problems, as } = inspection;
  const bytes = reading.bytes.subarray(base, base + MAX_CELLS);
  const isMasked = fields.some(({ name }) => name === 'masking key');
  const payloadStart = fields.find(({ name }) => name === 'status code')?.start ?? bytes.length;
  const payload = isMasked ? bytesOf(inspection.payload.slice(0, 2 * MAX_CELLS)) : [];
  const characters = charactersOf(inspection);
  return Array.from(bytes, (byte, index): Cell => {
    const has = ({ start, end }: { start: number; end: number }) => start <= index && index < end;
    const field = fields.find(has)!;
    const { start, end, bits, name } = field;
    const character = characters.find(has);
    const problem = problems.find(({ kind, byteOffset }) =>
      kind.endsWith('code') ? name === 'status code' : byteOffset === index && kind !== 'invalid-utf8',
    );
    const wrong = as === 'frame' && problem !== undefined ? (wrongBits[problem.kind] ?? []) : [];
    const part = name === 'status code' ? { start, end } : (character ?? { start: index, end: index + 1 });
    return {
      at: base + index,
      byte,
      plain: payload[index - payloadStart],
      hue: hueOf(field),
      name: bits === undefined ? name : start === 0 ? 'FIN, RSV and opcode' : 'MASK and payload length',
      shown: character?.start === index ? character.shown : '',
      from: base + part.start,
      to: base + part.end,
      fault: character?.fault ?? problem?.message,
      wrongBits: wrong.filter((bit) => problem?.kind !== 'reserved-bits' || (byte << bit) & 0x80),
    };
  });
}
