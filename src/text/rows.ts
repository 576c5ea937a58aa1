/**
 * Reads the rows of dumps: an offset, units, and perhaps a column of characters.
 * @module
 */

import { isColumn } from './column.js';
import type { Line, NumberToken, Source } from './types.js';
import { MAX_ROWS } from './types.js';

/** One line of a dump. */
export interface Row {
  readonly start: number;
  readonly end: number;
  /** The digits of the offset. */
  readonly offset: string;
  /** What follows the offset: `colon`, a colon or a bar; `wide`, two or more blanks or a tab; `narrow`, one blank. */
  readonly mark: 'colon' | 'wide' | 'narrow';
  /** How far the line is indented. Wireshark indents one direction. */
  readonly indent: number;
  readonly units: readonly NumberToken[];
  /** Are there two or more blanks between all units? */
  readonly isSpaced: boolean;
  /** The text after the units. */
  readonly column: string;
  /** Is it `*`, which stands for copies of the row before it? */
  readonly isStar: boolean;
  /** The text after the offset, for units that are characters. */
  readonly rest: string;
  /** How many blanks there are before `rest`, and where `rest` starts. */
  readonly gap: number;
  readonly restStart: number;
}

/** How rows of different tools begin. The first group is the offset, the second the mark. */
const HEADS: readonly RegExp[] = [
  // gdb and lldb: `0x7ffe <buf+8>: 0x88`.
  /^[ \t]*0x([0-9a-f]{4,16})(?: <[^>\n]{1,60}>)?(:)[ \t]*/i,
  // Most: `00000000: `, `0000  `, `0000000 `, `0000h: `.
  /^[ \t]*(?:0x)?([0-9a-f]{4,16})(h?:[ \t]*|[ \t]+|$)/i,
  // strace and Netty: ` | 00000  `, `|00000000| `.
  /^[ \t]*\|[ \t]*([0-9a-f]{5,8})(\|[ \t]*|[ \t]+)/i,
  // Burp: a number and a tab.
  /^([0-9a-f]{1,3})(\t)/i,
  // Offsets of two or three digits: `00: 88 05`.
  /^[ \t]*([0-9a-f]{2,3})(:)[ \t]+(?=[0-9a-f]{2}(?:[ \t]|$))/i,
  // The logs of ESP-IDF and Arduino, and other logs that show a dump.
  /^.{1,80}?[ \t](?:0x)?(0{4,16}|[0-9a-f]{6,16}(?=:|[ \t]{2}))(:[ \t]*|[ \t]+)(?=[0-9a-f]{2})/i,
];

/** The characters of `od -c`. */
const CHARACTERS = /^ *(?:(?:[!-~]|\\[0abtnvfr]|[0-3][0-7]{2})(?: +|$))+$/;

const UNIT = /[ \t]*(-?)(0x)?([0-9a-f]+)(?=[ \t|>]|$)/iy;

const MAX_UNITS = 256;

/** A line as a row; `undefined` if it is not one. A row without units ends a dump. */
function rowOf({ start, end, text }: Line): Row | undefined {
  if (/^\s*\*\s*$/.test(text)) return { ...EMPTY, start, end, isStar: true };
  if (text.length > 4096) return undefined;
  for (const head of HEADS) {
    const match = head.exec(text);
    if (match === null) continue;
    const row = rowAfter(match, { start, end, text });
    if (row !== undefined) return row;
  }
  return undefined;
}

const EMPTY: Omit<Row, 'start' | 'end'> = {
  offset: '',
  mark: 'narrow',
  indent: 0,
  units: [],
  isSpaced: false,
  column: '',
  isStar: false,
  rest: '',
  gap: 0,
  restStart: 0,
};

function rowAfter(match: RegExpExecArray, line: Line): Row | undefined {
  const [whole, offset, delimiter] = match;
  if (/^0b[01]+$/i.test(offset!)) return undefined;
  const { start, end, text } = line;
  const mark = /[:|]/.test(delimiter!) ? 'colon' : /[ \t]{2}|\t/.test(delimiter!) ? 'wide' : 'narrow';
  const common = {
    start: start + whole.search(/\S/),
    end,
    offset: offset!.toLowerCase(),
    mark,
    indent: whole.search(/\S/),
    isStar: false,
  } as const;
  const rest = text.slice(whole.length);
  const gap = delimiter!.length - delimiter!.trimEnd().length;
  const base = { ...common, rest, gap, restStart: start + whole.length };
  const { units, isSpaced, at } = unitsOf(text, whole.length, start);
  const column = text.slice(at);
  if (column.trim() === '') return { ...base, units, isSpaced, column: '' };
  if (units.length === 0) return CHARACTERS.test(rest) ? { ...base, units, isSpaced, column: '' } : undefined;
  // Two blanks, a tab or a bar must separate the column from the units.
  if (!/^(?:\s{2}|\s?[|>]|\t)/.test(column)) return undefined;
  return { ...base, units, isSpaced, column };
}

/** The units of a line, from `from` up to its column. */
function unitsOf(
  text: string,
  from: number,
  lineStart: number,
): { units: NumberToken[]; isSpaced: boolean; at: number } {
  const units: NumberToken[] = [];
  const bytes: number[] = [];
  let at = from;
  let wide = 0;
  while (units.length < MAX_UNITS) {
    UNIT.lastIndex = at;
    const match = UNIT.exec(text);
    if (match === null) break;
    const [whole, sign, prefix, digits] = match;
    const gap = whole.length - whole.trimStart().length;
    if (units.length > 0 && gap > 1) {
      if (isAnyColumn(text.slice(at), bytes, units)) break;
      // Otherwise this is a gap in the middle of the row, or the units are set wide apart.
      const isLonger = digits!.length > units[0]!.digits.length && (digits!.length > 5 || /[a-f]/i.test(digits!));
      if (isLonger || gap > 8) break;
      wide++;
    }
    const end = at + whole.length;
    units.push({
      digits: digits!.toLowerCase(),
      base: prefix === undefined ? undefined : 16,
      negative: sign !== '',
      start: lineStart + end - digits!.length,
      end: lineStart + end,
    });
    for (let index = 0; index + 1 < digits!.length; index += 2) {
      bytes.push(Number.parseInt(digits!.slice(index, index + 2), 16));
    }
    at = end;
  }
  return { units, isSpaced: units.length > 1 && wide >= units.length - 1, at };
}

/** Is it the column of these bytes, of words with their bytes swapped, or of bits? */
function isAnyColumn(text: string, bytes: readonly number[], units: readonly NumberToken[]): boolean {
  if (text.trim().length > bytes.length * 2 + 2) return false;
  if (isColumn(text, bytes, text.includes('\t'))) return true;
  if ([2, 4, 8].some((size) => bytes.length % size === 0 && isColumn(text, swapped(bytes, size)))) return true;
  return (
    units.every(({ digits }) => /^[01]{8}$/.test(digits)) &&
    isColumn(
      text,
      units.map(({ digits }) => Number.parseInt(digits, 2)),
    )
  );
}

/** The bytes with the order reversed in each word. */
function swapped(bytes: readonly number[], size: number): number[] {
  const all: number[] = [];
  for (let at = 0; at < bytes.length; at += size) all.push(...bytes.slice(at, at + size).reverse());
  return all;
}

/** The rows of a text, in groups of consecutive lines. Blank lines and rules between them are ignored. */
export function rowGroups({ lines }: Source): Row[][] {
  const groups: Row[][] = [];
  let group: Row[] | undefined;
  let count = 0;
  for (const line of lines) {
    if (/^[\s+|-]*$/.test(line.text)) continue;
    const row = rowOf(line);
    if (
      row === undefined ||
      (group === undefined && (row.isStar || row.units.length === 0) && row.rest.trim() === '')
    ) {
      group = undefined;
      continue;
    }
    if (group === undefined) {
      group = [];
      groups.push(group);
    }
    group.push(row);
    if (++count > MAX_ROWS) break;
  }
  return groups;
}
