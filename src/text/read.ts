/**
 * Combines what the spellings find into one reading, or refuses the text.
 * @module
 */

import { blame, blameDecimals, TYPO } from './blame.js';
import { decimalTokens } from './decimal.js';
import { sameBytes, startsWith } from './run.js';
import { sourceOf } from './source.js';
import { spellings } from './spellings.js';
import type { Find, Run, Source, SpellingName } from './types.js';
import { MAX_PLACES } from './types.js';

/** Bytes, and where in the text each of them starts and ends. */
export interface BytesRead {
  readonly spelling: SpellingName;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** The bytes of a text; or why and where it is refused, and the ways in which it could be read. */
export type Reading =
  | ({ readonly ok: true } & BytesRead)
  | {
      readonly ok: false;
      readonly message: string;
      readonly start: number;
      readonly end: number;
      readonly readings: readonly BytesRead[];
    };

/**
 * Reads bytes from pasted text.
 *
 * @param text - Of any length.
 * @param spelling - How the bytes are written. If left out, the text itself must show it.
 */
export function readBytes(text: string, spelling?: SpellingName): Reading {
  const source = sourceOf(text);
  if (text.trim() === '') return refusal('there is no text', 0, text.length);
  if (source.isOverLimits) return tooManyNumbers(text);
  const finds = spellings.flatMap(({ find }) => find(source));
  if (finds.length > MAX_PLACES) return tooManyNumbers(text);
  return spelling === undefined ? judge(finds, source) : readInSpelling(finds, source, spelling);
}

function noBytes(source: Source): Reading {
  const { message, start, end } = blame(source);
  return refusal(message, start, end);
}

function tooManyNumbers(text: string): Reading {
  return refusal('the text contains too many numbers', 0, text.length);
}

function judge(all: readonly Find[], source: Source): Reading {
  const finds = withoutRemnants(decisive(all));
  if (finds.length === 0) return noBytes(source);
  const groups = byPlace(finds);
  if (groups.length > 1) return sameBytesTwice(groups) ?? separate(groups);
  const group = groups[0]!;
  const first = group[0]!;
  const { start, end } = first;
  const readings = distinct(group);
  const faulty = group.find(({ fault }) => fault !== undefined);
  if (faulty?.fault === TYPO) return noBytes(source);
  if (faulty?.fault !== undefined) return refusal(faulty.fault, faulty.start, faulty.end);
  const [reading] = readings;
  if (readings.length === 1) return { ok: true, ...reading! };
  return refusal('the text can be read in more than one way', start, end, readings);
}

/** Drops guesses (weight 1) if there is evidence for another find. */
function decisive(all: readonly Find[]): Find[] {
  const most = Math.max(0, ...all.map(({ weight }) => Math.min(weight, 2)));
  return all.filter((find) => find.weight >= most);
}

/** Drops finds that are cut off, if another find has the whole: strace may show a buffer twice. */
function withoutRemnants(finds: readonly Find[]): Find[] {
  return finds.filter(({ fault, run }) => {
    return (
      fault === undefined ||
      run.bytes.length === 0 ||
      !finds.some((other) => other.fault === undefined && startsWith(other.run, run))
    );
  });
}

/** Groups finds by their places in the text. In each group, the heaviest finds remain, and of those the widest. */
function byPlace(finds: readonly Find[]): Find[][] {
  const heaviest = overlapping(finds).flatMap((place) => {
    const weight = place.reduce((most, find) => Math.max(most, find.weight), 0);
    return place.filter((find) => find.weight === weight);
  });
  return overlapping(heaviest).map((place) => {
    const widest = place.find(({ fault }) => fault === undefined);
    return place.filter((find) => widest === undefined || !isPartOf(find, widest));
  });
}

/** Groups finds that overlap. */
function overlapping(finds: readonly Find[]): Find[][] {
  const sorted = [...finds].sort((a, b) => a.start - b.start || b.end - a.end);
  const places: Find[][] = [];
  let end = -1;
  for (const find of sorted) {
    if (find.start < end) places.at(-1)!.push(find);
    else places.push([find]);
    end = Math.max(end, find.end);
  }
  return places;
}

/** A find inside a wider one is part of it. Of two readings of a dump, the one without a fault counts. */
function isPartOf(find: Find, whole: Find): boolean {
  if (find.weight === 4 && find.fault !== undefined) return true;
  return find.start >= whole.start && find.end <= whole.end && find.end - find.start < whole.end - whole.start;
}

/** Accepts two places with the same bytes in two spellings: strace shows a buffer as a string and as a dump. */
function sameBytesTwice(groups: readonly Find[][]): Reading | undefined {
  const all = groups.map(distinct);
  const [first, second] = all;
  if (all.length > 2 || first!.length !== 1 || second!.length !== 1) return undefined;
  const isSame = first![0]!.spelling !== second![0]!.spelling && sameBytes(first![0]!, second![0]!);
  return isSame && groups.flat().every(({ fault }) => fault === undefined) ? { ok: true, ...second![0]! } : undefined;
}

function separate(groups: readonly Find[][]): Reading {
  return refusal(
    'there are bytes in separate places',
    groups[0]![0]!.start,
    groups.at(-1)![0]!.end,
    groups.flatMap(distinct),
  );
}

function distinct(group: readonly Find[]): BytesRead[] {
  const readings: { spelling: SpellingName; run: Run }[] = [];
  for (const { spelling, run, others = [] } of group) {
    for (const reading of [{ spelling, run }, ...others]) {
      if (!readings.some((other) => sameBytes(other.run, reading.run))) readings.push(reading);
    }
  }
  return readings.map(({ spelling, run }) => bytesRead(spelling, run));
}

const STRINGS: ReadonlySet<SpellingName> = new Set(['string', 'lua', 'latin1']);

function isString(reading: BytesRead): boolean {
  return STRINGS.has(reading.spelling);
}

/** Returns the only reading in this spelling. If there is none, tries to read the whole text in it. */
function readInSpelling(finds: readonly Find[], source: Source, spelling: SpellingName): Reading {
  const judged = judge(
    finds.filter((find) => find.spelling === spelling && find.weight > 1),
    source,
  );
  if (judged.ok) return judged;
  const exact = distinct(finds).filter((reading) => reading.spelling === spelling);
  // A string that means the same in every language is found as 'string'.
  const fitting = exact.length === 0 && STRINGS.has(spelling) ? distinct(finds).filter(isString) : exact;
  const faulty = finds.find(({ fault }) => fault !== undefined);
  if (faulty === undefined && fitting.length === 1) return { ok: true, ...fitting[0]! };
  const run = spellings.find(({ name }) => name === spelling)?.readWhole?.(source);
  if (run !== undefined) return { ok: true, ...bytesRead(spelling, run) };
  if (judged.readings.length > 0 || spelling === 'hex') return judged;
  const wrong = spelling === 'decimal' ? blameDecimals(decimalTokens(source.text)) : undefined;
  if (wrong !== undefined) return refusal(wrong.message, wrong.start, wrong.end);
  return refusal(`the text cannot be read as ${spelling}`, judged.start, judged.end);
}

function bytesRead(spelling: SpellingName, { bytes, starts, ends }: Run): BytesRead {
  return { spelling, bytes: Uint8Array.from(bytes), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

function refusal(message: string, start: number, end: number, readings: readonly BytesRead[] = []): Reading {
  return { ok: false, message, start, end, readings };
}

/**
 * Writes bytes in a spelling.
 *
 * @returns A text that {@link readBytes} reads as the same bytes, or refuses because it could mean other bytes too.
 */
export function printBytes(bytes: Uint8Array, spelling: SpellingName): string {
  return spellings.find(({ name }) => name === spelling)!.print(bytes);
}
