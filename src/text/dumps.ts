/**
 * Joins rows into dumps: each row begins at the offset at which the row before it ends.
 * @module
 */

import type { Row } from './rows.js';
import { RunBuilder } from './run.js';
import type { Find, Run, Source, SpellingName } from './types.js';
import { MAX_PLACES } from './types.js';
import { type UnitReader, unitReaders } from './units.js';

/** The most bytes of a dump in which a `*` stands for rows: a short text could claim any number of them. */
const MAX_BYTES = 1_048_576;

/** All dumps in a text whose units are written in this spelling. */
export function findDumps(source: Source, spelling: SpellingName): Find[] {
  const readers = unitReaders[spelling]!;
  const finds: Find[] = [];
  for (const group of source.rows) {
    for (const found of readers.flatMap((read) => dumpsIn(group, spelling, read, source))) finds.push(found);
    if (finds.length > MAX_PLACES) break;
  }
  return finds;
}

/** The dumps in a group of rows. hexdump and od end a dump with a row that is only an offset. */
function dumpsIn(group: readonly Row[], spelling: SpellingName, read: UnitReader, source: Source): Find[] {
  const isEnd = (row: Row) => !row.isStar && row.rest.trim() === '';
  const data = group.filter((row) => !row.isStar && !isEnd(row));
  const runs = read(data);
  if (runs === undefined) return [];
  const byRow = new Map(data.map((row, at) => [row, runs[at]!]));
  const wholes = basesOf(group).flatMap((base) => joined(group, byRow, base, spelling) ?? []);
  const sound = wholes.filter(({ fault }) => fault === undefined);
  if (wholes.length > 0) {
    // If the final offset can be read in several bases, prefer one with which no bytes are missing.
    return (sound.length > 0 ? sound : wholes.slice(0, 1)).flatMap((whole) =>
      findsOf([whole], byRow, spelling, source),
    );
  }
  // Otherwise these are two directions or two dumps.
  const isMarked = group.some((row) => row.isStar || isEnd(row));
  const fault = isMarked ? 'the offsets of the dump do not match its bytes' : undefined;
  const parts = data.map((row): Part => ({ rows: [row], run: byRow.get(row)!, ended: isMarked, fault }));
  return findsOf(mergeFollowing(parts), byRow, spelling, source);
}

interface Part {
  readonly rows: readonly Row[];
  readonly run: Run;
  /** Does the text show where the dump ends? */
  readonly ended: boolean;
  readonly fault?: string | undefined;
}

/** The bases in which the offsets may be written. Burp numbers rows instead of bytes. */
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

/** All rows as one dump, if each begins where the one before ends. */
function joined(
  group: readonly Row[],
  byRow: ReadonlyMap<Row, Run>,
  { radix, factor }: Base,
  spelling: SpellingName,
): Part | undefined {
  const run = new RunBuilder();
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

/** Wireshark indents one direction. After a full row, any indent will do: copying may have removed the first one. */
function isSameSide(before: Row | undefined, row: Row, last: Run | undefined): boolean {
  return before === undefined || before.indent === row.indent || last!.bytes.length % 16 === 0;
}

/** Repeats the last row in place of a `*`. */
function repeat(run: RunBuilder, last: Run, until: number): boolean {
  if (until > MAX_BYTES || last.bytes.length === 0) return false;
  while (run.bytes.length < until) run.addRun(last);
  return run.bytes.length === until;
}

/** Ends the dump at its final offset, which may be inside the last word; or notes that bytes are missing. */
function ended(run: Run, length: number, rows: readonly Row[] | undefined, spelling: SpellingName): Part | undefined {
  const count = run.bytes.length;
  if (rows === undefined || !isPadding(run.bytes.slice(length), spelling)) {
    return undefined;
  }
  const fault = length > count ? `bytes are missing: the dump ends at ${length} but contains ${count}` : undefined;
  const { bytes, starts, ends } = run;
  const cut = { bytes: bytes.slice(0, length), starts: starts.slice(0, length), ends: ends.slice(0, length) };
  return { rows, run: cut, ended: true, fault };
}

/** Are these bytes padding: of the last word, or of the last row of characters? */
function isPadding(bytes: readonly number[], spelling: SpellingName): boolean {
  if (bytes.length === 0) return true;
  if (bytes.length > 15 || (spelling !== 'words' && spelling !== 'octal')) return false;
  return bytes.every((byte) => byte === 0) || (spelling === 'octal' && bytes.every((byte) => byte === 0x20));
}

/** Joins consecutive rows of one direction, with offsets in hex. */
function mergeFollowing(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const before = merged.at(-1);
    if (before === undefined || !follows(before, part)) {
      if (merged.push(part) > MAX_PLACES) break;
      continue;
    }
    const run = new RunBuilder();
    run.addRun(before.run);
    run.addRun(part.run);
    merged[merged.length - 1] = { ...part, rows: [...before.rows, ...part.rows], run };
  }
  return merged;
}

function follows(before: Part, { rows: [row] }: Part): boolean {
  const end = Number.parseInt(before.rows[0]!.offset, 16) + before.run.bytes.length;
  return end === Number.parseInt(row!.offset, 16) && isSameSide(before.rows.at(-1), row!, before.run);
}

function findsOf(parts: readonly Part[], byRow: ReadonlyMap<Row, Run>, spelling: SpellingName, source: Source): Find[] {
  const doubts = parts.map(({ rows, run, ended }) => {
    const data = rows.filter((row) => byRow.has(row));
    return ended || data.length > 1 ? 'none' : doubtOf(data[0]!, run, spelling);
  });
  const isSure = parts.length > 1 && doubts.includes('none'); // then the other rows belong to dumps too
  return parts.flatMap(({ rows, run, ended, fault }, at): Find[] => {
    const data = rows.filter((row) => byRow.has(row));
    const doubt = isSure ? 'none' : doubts[at];
    if (doubt === 'not a dump') return [];
    const place = { start: rows[0]!.start, end: rows.at(-1)!.end };
    const half = !ended && isHalf(data, run, spelling) ? 'the last word may be one byte or two' : undefined;
    const others = doubt === 'hex' ? [{ spelling: 'hex' as const, run: withOffset(data[0]!, run) }] : undefined;
    const torn = isTorn(rows[0]!, source) ? 'the line before the dump may be part of it' : undefined;
    return [{ spelling, ...place, weight: 4, run, fault: fault ?? half ?? torn, others }];
  });
}

/** Does the dump begin in the middle, because the row before it cannot be read? */
function isTorn({ offset, start }: Row, { text }: Source): boolean {
  const before = text.slice(Math.max(0, start - 200), start).trimEnd();
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/^\s*([0-9a-f]{4,})[\s:]/i.exec(line)?.[1]?.length === offset.length) return true; // a row that cannot be read
  return /[1-9a-f]/.test(offset) && /(?:^|\s)[0-9a-f]{2,8}\s+[0-9a-f]{2,8}(?:\s.{0,20})?$/i.test(before);
}

/** May the last byte be padding: a zero in the upper half of a word, or a blank at the end of a row of characters? */
function isHalf(rows: readonly Row[], { bytes }: Run, spelling: SpellingName): boolean {
  const width = rows[0]!.units[0]?.digits.length;
  const isWords = spelling === 'words' || (spelling === 'octal' && width === 6);
  // hexdump -c pads a row with blanks.
  if (spelling === 'octal' && width !== 6 && bytes.length % 16 === 0) return bytes.at(-1) === 0x20;
  const isXxd = rows.every(({ mark }) => mark === 'colon'); // xxd -e writes half a word
  return isWords && !isXxd && bytes.at(-1) === 0;
}

/** Is the first number of a single row an offset? `hex`: it may also be bytes. */
function doubtOf(row: Row, { bytes }: Run, spelling: SpellingName): 'none' | 'hex' | 'not a dump' {
  const { offset, mark, units, column } = row;
  const isOdd = offset.startsWith('0') && (offset.length % 2 !== 0 || offset.length > 8);
  if (mark === 'colon' || column !== '' || isOdd) return 'none';
  if (spelling !== 'dump') return offset.length === 6 && /^0+$/.test(offset) ? 'none' : 'not a dump';
  const isZero = /^0+$/.test(offset);
  if (units[0]!.digits.length > 2) return mark === 'wide' ? 'hex' : 'not a dump';
  if (isZero && (mark === 'wide' || offset.length >= 6 || bytes.length > 2)) return 'none';
  return mark === 'narrow' && bytes.length === 1 ? 'not a dump' : 'hex';
}

function withOffset({ offset, start }: Row, run: Run): Run {
  const all = new RunBuilder();
  all.addHex(offset, start);
  all.addRun(run);
  return all;
}
