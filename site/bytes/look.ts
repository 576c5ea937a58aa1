/**
 * From the text to what is shown: which bytes, which frame in them, and what it says.
 * @module
 */

import { decodeCloseFrame, decodeClosePayload } from 'close-frame';
import { type Inspection, inspectClose } from 'close-frame/inspect';
import { type BytesRead, readBytes, type SpellingName, spellings } from '../../src/text/index.js';
import { CLOSE, type FrameAt, framesOf } from './frames.js';

/** The values of the form's controls. */
export interface Asked {
  readonly text: string;
  readonly in: string;
  readonly as: string;
  readonly from: string;
  /** The index of the chosen reading, and of the chosen frame; `''` if none is chosen. */
  readonly pick: string;
  readonly frame: string;
}

/** Why a text cannot be read, and where the problem is. */
export interface Refusal {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** What is shown for a text. */
export interface Look {
  readonly text: string;
  /** If there are several ways to read the text, or bytes in several places: all of them. At most one is chosen. */
  readonly readings: readonly BytesRead[];
  /** Set if nothing is read, or everything except half a byte at the end. */
  readonly refusal: Refusal | undefined;
  readonly reading: BytesRead | undefined;
  /** Set if there are several frames. */
  readonly frames: readonly FrameAt[];
  /** The offset of the frame that is shown. */
  readonly base: number;
  readonly inspection: Inspection | undefined;
}

/** Only this many bytes are inspected: no frame of interest is longer, and more would take too long. */
export const MAX_BYTES = 16_384;

/** Inspects a text; `undefined` if it is blank, unless the form says to treat it as a frame or a payload. */
export function look(asked: Asked): Look | undefined {
  const { text, pick } = asked;
  const isBlank = text.trim() === '';
  if (isBlank && asked.as === '') return undefined;
  const spelling = spellings.find(({ name }) => name === asked.in)?.name;
  const read = isBlank ? NOTHING : readBytes(text, spelling);
  if (read.ok) return lookAt(asked, read);
  const { message, start, end, readings } = read;
  const refusal = { message, start, end };
  const chosen = readings[pick === '' ? -1 : Number(pick)];
  if (chosen !== undefined) return { ...lookAt(asked, chosen), readings };
  const begun =
    readings.length === 0 && end === text.trimEnd().length ? readBytes(text.slice(0, start), spelling) : read;
  if (begun.ok) return { ...lookAt(asked, begun), refusal };
  return { text, readings, refusal, reading: undefined, frames: [], base: 0, inspection: undefined };
}

const NOTHING = {
  ok: true,
  spelling: 'hex',
  bytes: new Uint8Array(0),
  starts: new Uint32Array(0),
  ends: new Uint32Array(0),
} as const;

/** Inspects bytes with the options of the form. */
export function inspect(bytes: Uint8Array, asked: Pick<Asked, 'as' | 'from'>): Inspection {
  const as = oneOf(['frame', 'payload'], asked.as);
  return inspectClose(bytes.subarray(0, MAX_BYTES), { as, from: oneOf(['client', 'server'], asked.from) });
}

function lookAt(asked: Asked, reading: BytesRead): Look {
  const { bytes } = reading;
  const isFrame = asked.as === '' ? (bytes[0] ?? 0) >= 0x80 : asked.as === 'frame';
  const all = isFrame ? framesOf(bytes) : [];
  const frames = all.length > 1 ? all : [];
  const { start: base } = frames[asked.frame === '' ? firstClose(frames) : Number(asked.frame)] ?? { start: 0 };
  const inspection = inspect(bytes.subarray(base), { as: isFrame ? asked.as && 'frame' : asked.as, from: asked.from });
  return { text: asked.text, readings: [], refusal: undefined, reading, frames, base, inspection };
}

/** The index of the first Close frame or, if there is none, of the first frame. */
export function firstClose(frames: readonly FrameAt[]): number {
  return Math.max(
    0,
    frames.findIndex(({ opcode }) => opcode === CLOSE),
  );
}

/** Is this a complete, valid Close frame or payload? */
export function isGood(bytes: Uint8Array): boolean {
  return bytes[0]! >= 0x80 ? decodeCloseFrame(bytes).ok : decodeClosePayload(bytes).ok;
}

/** The name of a spelling, in words that fit after "read as". */
export function titleOf(spelling: SpellingName): string {
  return spellings.find(({ name }) => name === spelling)!.title;
}

function oneOf<T extends string>(values: readonly T[], value: string): T | undefined {
  return values.find((candidate) => candidate === value);
}
