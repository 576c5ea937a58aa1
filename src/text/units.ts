/**
 * Reads the units of a dump: bytes or words, in their base and byte order.
 * @module
 */

import { readBits } from './bits.js';
import { characterRows } from './characters.js';
import { isColumn } from './column.js';
import { readDecimals } from './decimal.js';
import { readOctal } from './octal.js';
import type { Row } from './rows.js';
import { RunBuilder } from './run.js';
import type { NumberToken, Run, SpellingName } from './types.js';

/** Returns the bytes of each row; `undefined` if the rows do not have such units. */
export type UnitReader = (rows: readonly Row[]) => readonly Run[] | undefined;

/** The readers for each spelling. */
export const unitReaders: Partial<Readonly<Record<SpellingName, readonly UnitReader[]>>> = {
  dump: [hexUnits],
  words: [hexWords, (rows) => numberWords(rows, 10)],
  octal: [octalUnits, (rows) => numberWords(rows, 8), characterRows],
  decimal: [decimalUnits],
  bits: [(rows) => (areBits(rows) ? each(rows, readBits) : undefined)],
};

/** od and hexdump print offsets of six or seven digits without a colon. */
function isOd(rows: readonly Row[]): boolean {
  return rows.every(({ offset, mark }) => mark !== 'colon' && (offset.length === 6 || offset.length === 7));
}

function widthOf(rows: readonly Row[]): number {
  return Math.max(...rows.map(({ units }) => units[0]?.digits.length ?? 0));
}

function each(rows: readonly Row[], read: (units: readonly NumberToken[]) => Run | undefined): Run[] | undefined {
  const runs: Run[] = [];
  for (const { units } of rows) {
    const run = units.length === 0 ? undefined : read(units);
    if (run === undefined) return undefined;
    runs.push(run);
  }
  return runs;
}

function areBits(rows: readonly Row[]): boolean {
  return rows.every(({ mark, units }) => mark === 'colon' && units.every(({ digits }) => /^[01]{8}$/.test(digits)));
}

/** Do the columns show these bytes? `undefined` if there are no columns. */
function columnsFit(rows: readonly Row[], runs: readonly Run[]): boolean | undefined {
  const shown = rows.map(({ column }, at) => [column, runs[at]!.bytes] as const).filter(([column]) => column !== '');
  if (shown.length === 0) return undefined;
  return shown.every(([column, bytes]) => isColumn(column, bytes, column.includes('\t')));
}

/** Hex in the order in which it is printed. */
function hexUnits(rows: readonly Row[]): Run[] | undefined {
  const width = widthOf(rows);
  if (areBits(rows) || (width === 2 && areDecimal(rows))) return undefined;
  const runs = each(rows, (units) => hexRun(units));
  if (runs === undefined || width < 4) return runs;
  const fits = columnsFit(rows, runs);
  const swapped = each(rows, (units) => wordRun(units, width));
  const swappedFits = swapped !== undefined && columnsFit(rows, swapped) === true;
  if (isOd(rows)) return fits === true && !swappedFits ? runs : undefined;
  if (isRightAligned(rows)) return undefined;
  return fits === false && swappedFits ? undefined : runs;
}

/** Hex words, lower byte first. After a colon, for words of four digits, only the column can show this order. */
function hexWords(rows: readonly Row[]): Run[] | undefined {
  const width = widthOf(rows);
  const isXxd = isRightAligned(rows);
  if (areBits(rows) || (![4, 8, 16].includes(width) && !isXxd) || areSpacedDecimals(rows)) return undefined;
  const runs = each(rows, (units) => wordRun(units, width));
  if (runs === undefined) return undefined;
  const fits = columnsFit(rows, runs);
  const plain = each(rows, (units) => hexRun(units));
  const plainFits = plain !== undefined && columnsFit(rows, plain) === true;
  if (isOd(rows)) return fits === false && plainFits ? undefined : runs;
  if (width === 4 && !isXxd && rows.every(({ mark }) => mark === 'colon'))
    return fits === true && !plainFits ? runs : undefined;
  return fits === false ? undefined : runs;
}

/** `xxd -e` aligns a short word to the right of its field. */
function isRightAligned(rows: readonly Row[]): boolean {
  const [row] = rows;
  return rows.length === 1 && row!.mark === 'colon' && row!.offset.length === 8 && row!.gap > 2;
}

/** Four digits in fields of six or seven, as `od -t u2` and `-t d2` print them. `od -x` has fields of five. */
function areSpacedDecimals(rows: readonly Row[]): boolean {
  return [6, 7].some((field) =>
    rows.every(({ units, restStart, gap }) =>
      units.every(({ digits, end }) => /^\d+$/.test(digits) && (end - restStart + gap) % field === 0),
    ),
  );
}

function hexRun(units: readonly NumberToken[]): Run | undefined {
  const run = new RunBuilder();
  for (const { digits, start, negative } of units) {
    if (negative || digits.length % 2 !== 0) return undefined;
    run.addHex(digits, start);
  }
  return run;
}

/** Words of one width. `xxd -e` makes the last word of a dump shorter. */
function wordRun(units: readonly NumberToken[], width: number): Run | undefined {
  const run = new RunBuilder();
  for (const [index, { digits, start, negative }] of units.entries()) {
    const isLast = index === units.length - 1;
    if (negative || digits.length % 2 !== 0 || (digits.length !== width && !(isLast && digits.length < width))) {
      return undefined;
    }
    for (let at = digits.length - 2; at >= 0; at -= 2) {
      run.add(Number.parseInt(digits.slice(at, at + 2), 16), start + at, start + at + 2);
    }
  }
  return run;
}

/** Decimal digits set wide apart, as `od -t u1` prints them. */
function areDecimal(rows: readonly Row[]): boolean {
  return (
    isOd(rows) && rows.every(({ units, isSpaced }) => isSpaced && units.every(({ digits }) => /^\d+$/.test(digits)))
  );
}

function decimalUnits(rows: readonly Row[]): Run[] | undefined {
  if (widthOf(rows) === 2 && !areDecimal(rows) && rows.every(({ units }) => units.every(isPair))) return undefined;
  if (rows.some(({ units }) => units.some(({ digits }) => /^0\d/.test(digits)))) return undefined;
  return each(rows, readDecimals);
}

function isPair({ digits, negative }: NumberToken): boolean {
  return digits.length === 2 && !negative;
}

function octalUnits(rows: readonly Row[]): Run[] | undefined {
  const areThree = rows.every(({ units }) => units.every(({ digits }) => digits.length === 3));
  return areThree ? each(rows, readOctal) : undefined;
}

/** Octal or decimal numbers of two bytes, lower byte first, as `od`, `od -d`, `hexdump -o` and `-d` print them. */
function numberWords(rows: readonly Row[], base: 8 | 10): Run[] | undefined {
  if (!isOd(rows)) return undefined;
  const pattern = base === 8 ? /^[01][0-7]{5}$/ : /^(?:0|[1-9]\d{0,4}|\d{5})$/;
  const numbers = rows.flatMap(({ units }) => units);
  if (rows.some(({ units }) => units.length === 0)) return undefined;
  if (base === 10 && numbers.every(({ digits }) => /^[0-3][0-7]{2}$/.test(digits))) return undefined; // bytes in octal
  if (base === 10 && numbers.every(({ digits }) => digits.length === 4) && !areSpacedDecimals(rows)) return undefined;
  if (!numbers.every(({ digits }) => pattern.test(digits))) return undefined;
  const values = numbers.map(({ digits, negative }) => Number.parseInt(digits, base) * (negative ? -1 : 1));
  const areWide = numbers.every(({ digits }) => digits.length === 5);
  if (base === 10 && !areWide && !values.some((value) => value > 0xff || value < -128)) return undefined;
  if (values.some((value) => value > 0xffff || value < -0x8000)) return undefined;
  return rows.map(({ units }) => {
    const run = new RunBuilder();
    for (const { digits, start, end, negative } of units) {
      const value = Number.parseInt(digits, base) * (negative ? -1 : 1);
      run.add(value & 0xff, start, end);
      run.add((value >> 8) & 0xff, start, end);
    }
    return run;
  });
}
