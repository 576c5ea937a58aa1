/**
 * From the rows of a text to dumps: rows whose offsets follow from their bytes.
 * @module
 */

import type { Row } from './rows.js';
import { Runner } from './run.js';
import type { Find, Run, Source, SpellingName } from './types.js';
import { MAX_PLACES } from './types.js';
import { type UnitReader, unitReaders } from './units.js';

/** The most bytes to which rows replaced by `*` are expanded. */
const MAX_BYTES = 1_048_576;

/** All dumps in a text with the units of this spelling: see {@link Source.dumps}. */
export function findDumps(source: Source, spelling: SpellingName): Find[] {
  const readers = unitReaders[spelling]!;
  const finds: Find[] = [];
  for (const group of source.rows) {
    for (const found of readers.flatMap((read) => dumpsIn(group, spelling, read, source))) finds.push(found);
    if (finds.length > MAX_PLACES) break;
  }
  return finds;
}

/** The rows up to the final offset that hexdump and od print, or up to a row that does not follow. */
function dumpsIn(group: readonly Row[], spelling: SpellingName, read: UnitReader, source: Source): Find[] {
  const isEnd = (row: Row) => !row.isStar && row.rest.trim() === '';
  const data = group.filter((row) => !row.isStar && !isEnd(row));
  const runs = read(data);
  if (runs === undefined) return [];
  const byRow = new Map(data.map((row, at) => [row, runs[at]!]));
  const wholes = basesOf(group).flatMap((base) => joined(group, byRow, base, spelling) ?? []);
  const sound = wholes.filter(({ fault }) => fault === undefined);
  if (wholes.length > 0) {
    // If the final offset can be read in several bases, the one with no bytes missing counts.
    return (sound.length > 0 ? sound : wholes.slice(0, 1)).flatMap((whole) =>
      findsOf([whole], byRow, spelling, source),
    );
  }
  // Otherwise they are two directions or two dumps.
  const isMarked = group.some((row) => row.isStar || isEnd(row));
  const fault = isMarked ? 'the offsets of the dump do not match its bytes' : undefined;
  const parts = data.map((row): Part => ({ rows: [row], run: byRow.get(row)!, ended: isMarked, fault }));
  return findsOf(mergeFollowing(parts), byRow, spelling, source);
}

interface Part {
  readonly rows: readonly Row[];
  readonly run: Run;
  /** Does the text say where it ends? */
  readonly ended: boolean;
  readonly fault?: string | undefined;
}

/** The bases that the offsets may be in. Burp numbers its rows. */
function basesOf(group: readonly Row[]): Base[] {
  const offsets = group.filter(({ isStar }) => !isStar).map(({ offset }) => offset);
  const bases: Base[] = [{ radix: 16, factor: 1 }];
  if (offsets.every((offset) => /^\d+$/.test(offset))) bases.push({ radix: 10, factor: 1 });
  if (offsets.every((offset) => /^[0-7]+$/.test(offset))) bases.push({ radix: 8, factor: 1 });
  if (offsets.every((offset) => offset.length < 4)) bases.push({ radix: 16, factor: 16 }, { radix: 10, factor: 16 });
  return bases;
}

interface Base {
  readonly radix: 8 | 10 | 16;
  readonly factor: number;
}

/** All rows as one dump, if each begins where the one before it ends. */
function joined(
  group: readonly Row[],
  byRow: ReadonlyMap<Row, Run>,
  { radix, factor }: Base,
  spelling: SpellingName,
): Part | undefined {
  const run = new Runner();
  const first = Number.parseInt(group[0]!.offset, radix) * factor;
  let last: Run | undefined;
  let isStarred = false;
  let before: Row | undefined;
  for (const row of group) {
    if (row.isStar) {
      isStarred = true;
      continue;
    }
    const at = Number.parseInt(row.offset, radix) * factor - first;
    if (isStarred && last !== undefined && !repeat(run, last, at)) return undefined;
    isStarred = false;
    const bytes = byRow.get(row);
    if (bytes === undefined) return ended(run, at, row === group.at(-1) ? group : undefined, spelling);
    if (at !== run.bytes.length || !isSameSide(before, row, last)) return undefined;
    run.addRun(bytes);
    last = bytes;
    before = row;
  }
  return isStarred ? undefined : { rows: group, run, ended: false };
}

/** Wireshark indents the other direction. The first line may have lost its indentation when it was copied. */
function isSameSide(before: Row | undefined, row: Row, last: Run | undefined): boolean {
  return before === undefined || before.indent === row.indent || last!.bytes.length % 16 === 0;
}

/** Repeats the last row for a `*`. */
function repeat(run: Runner, last: Run, until: number): boolean {
  if (until > MAX_BYTES || last.bytes.length === 0) return false;
  while (run.bytes.length < until) run.addRun(last);
  return run.bytes.length === until;
}

/** The dump up to its final offset: the last word may be half used, and bytes may be missing. */
function ended(run: Run, length: number, rows: readonly Row[] | undefined, spelling: SpellingName): Part | undefined {
  const count = run.bytes.length;
  if (rows === undefined || !isPadding(run.bytes.slice(length), spelling)) {
    return undefined;
  }
  const fault = length > count ? `bytes are missing: the dump ends at ${length}, but has ${count} bytes` : undefined;
  const { bytes, starts, ends } = run;
  const cut = { bytes: bytes.slice(0, length), starts: starts.slice(0, length), ends: ends.slice(0, length) };
  return { rows, run: cut, ended: true, fault };
}

/** Are these the padding of the last word or, in a row of characters, of the row? */
function isPadding(bytes: readonly number[], spelling: SpellingName): boolean {
  if (bytes.length === 0) return true;
  if (bytes.length > 15 || (spelling !== 'words' && spelling !== 'octal')) return false;
  return bytes.every((byte) => byte === 0) || (spelling === 'octal' && bytes.every((byte) => byte === 0x20));
}

/** Joins rows of one direction whose hexadecimal offsets follow each other. */
function mergeFollowing(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const before = merged.at(-1);
    const both = before === undefined ? undefined : [...before.rows, ...part.rows];
    const runs = before === undefined ? [] : [before.run, part.run];
    const follows =
      before !== undefined &&
      Number.parseInt(before.rows[0]!.offset, 16) + before.run.bytes.length ===
        Number.parseInt(part.rows[0]!.offset, 16) &&
      isSameSide(before.rows.at(-1), part.rows[0]!, before.run);
    if (!follows || both === undefined) {
      if (merged.push(part) > MAX_PLACES) break;
      continue;
    }
    const run = new Runner();
    for (const some of runs) run.addRun(some);
    merged[merged.length - 1] = { ...part, rows: both, run };
  }
  return merged;
}

function findsOf(parts: readonly Part[], byRow: ReadonlyMap<Row, Run>, spelling: SpellingName, source: Source): Find[] {
  const doubts = parts.map(({ rows, run, ended }) => {
    const data = rows.filter((row) => byRow.has(row));
    return ended || data.length > 1 ? 'none' : doubtOf(data[0]!, run, spelling);
  });
  const isSure = parts.length > 1 && doubts.includes('none'); // then the other rows are of dumps as well
  return parts.flatMap(({ rows, run, ended, fault }, at): Find[] => {
    const data = rows.filter((row) => byRow.has(row));
    const doubt = isSure ? 'none' : doubts[at];
    if (doubt === 'not mine') return [];
    const place = { start: rows[0]!.start, end: rows.at(-1)!.end };
    const half = !ended && isHalf(data, run, spelling) ? 'the last word may be one byte or two' : undefined;
    const others = doubt === 'hex' ? [{ spelling: 'hex' as const, run: withOffset(data[0]!, run) }] : undefined;
    const torn = isTorn(rows[0]!, source) ? 'the line before the dump may be part of it' : undefined;
    return [{ spelling, ...place, weight: 4, run, fault: fault ?? half ?? torn, others }];
  });
}

/** Does the dump begin in the middle, after a line that ends in numbers? */
function isTorn({ offset, start }: Row, { text }: Source): boolean {
  const before = text.slice(Math.max(0, start - 200), start).trimEnd();
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/^\s*([0-9a-f]{4,})[\s:]/i.exec(line)?.[1]?.length === offset.length) return true; // a row that cannot be read
  return /[1-9a-f]/.test(offset) && /(?:^|\s)[0-9a-f]{2,8}\s+[0-9a-f]{2,8}(?:\s.{0,20})?$/i.test(before);
}

/** Is the upper byte of the last word zero? It may be data or padding. */
function isHalf(rows: readonly Row[], { bytes }: Run, spelling: SpellingName): boolean {
  const width = rows[0]!.units[0]?.digits.length;
  const isWords = spelling === 'words' || (spelling === 'octal' && width === 6);
  // hexdump -c pads a row with blanks.
  if (spelling === 'octal' && width !== 6 && bytes.length % 16 === 0) return bytes.at(-1) === 0x20;
  const isXxd = rows.every(({ mark }) => mark === 'colon'); // xxd -e writes half a word
  return isWords && !isXxd && bytes.at(-1) === 0;
}

/** Is the first number of a single row certainly an offset, or may it be bytes too? */
function doubtOf(row: Row, { bytes }: Run, spelling: SpellingName): 'none' | 'hex' | 'not mine' {
  const { offset, mark, units, column } = row;
  const isOdd = offset.startsWith('0') && (offset.length % 2 !== 0 || offset.length > 8);
  if (mark === 'colon' || column !== '' || isOdd) return 'none';
  if (spelling !== 'dump') return offset.length === 6 && /^0+$/.test(offset) ? 'none' : 'not mine';
  const isZero = /^0+$/.test(offset);
  if (units[0]!.digits.length > 2) return mark === 'wide' ? 'hex' : 'not mine';
  if (isZero && (mark === 'wide' || offset.length >= 6 || bytes.length > 2)) return 'none';
  return mark === 'narrow' && bytes.length === 1 ? 'not mine' : 'hex';
}

function withOffset({ offset, start }: Row, run: Run): Run {
  const all = new Runner();
  all.addHex(offset, start);
  all.addRun(run);
  return all;
}
