/** The Unicode Standard's table 3-7, "Well-Formed UTF-8 Byte Sequences", copied by hand, and sequences next to it. */

type Range = readonly [first: number, last: number];

interface Row {
  /** The code points of the row, which belong to its lowest and its highest sequence. */
  scalars: Range;
  bytes: readonly Range[];
}

const TAIL: Range = [0x80, 0xbf];

// biome-ignore format: one line per row.
const table: readonly Row[] = [
  { scalars: [0x0000, 0x007f], bytes: [[0x00, 0x7f]] },
  { scalars: [0x0080, 0x07ff], bytes: [[0xc2, 0xdf], TAIL] },
  { scalars: [0x0800, 0x0fff], bytes: [[0xe0, 0xe0], [0xa0, 0xbf], TAIL] },
  { scalars: [0x1000, 0xcfff], bytes: [[0xe1, 0xec], TAIL, TAIL] },
  { scalars: [0xd000, 0xd7ff], bytes: [[0xed, 0xed], [0x80, 0x9f], TAIL] },
  { scalars: [0xe000, 0xffff], bytes: [[0xee, 0xef], TAIL, TAIL] },
  { scalars: [0x10000, 0x3ffff], bytes: [[0xf0, 0xf0], [0x90, 0xbf], TAIL, TAIL] },
  { scalars: [0x40000, 0xfffff], bytes: [[0xf1, 0xf3], TAIL, TAIL, TAIL] },
  { scalars: [0x100000, 0x10ffff], bytes: [[0xf4, 0xf4], [0x80, 0x8f], TAIL, TAIL] },
];

/** A sequence in the table, and its code point. */
export interface WellFormed {
  what: string;
  bytes: number[];
  scalar: number;
}

/** A sequence that is not in the table. A decoder must report its offset. */
export interface IllFormed {
  what: string;
  bytes: number[];
}

function byteName(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

function scalarName(scalar: number): string {
  return `U+${scalar.toString(16).toUpperCase().padStart(4, '0')}`;
}

function rowName({ scalars: [first, last] }: Row): string {
  return `row ${scalarName(first)}..${scalarName(last)}`;
}

const ordinals = ['first', 'second', 'third', 'fourth'];

/** The lowest and the highest sequence of each row. */
export const rowEnds: readonly WellFormed[] = table.flatMap((row) =>
  (['lowest', 'highest'] as const).map((end, side) => ({
    what: `${rowName(row)}, the ${end}`,
    bytes: row.bytes.map((range) => range[side]!),
    scalar: row.scalars[side]!,
  })),
);

/** Each row with one byte just outside its range. */
export const rowBorders: readonly IllFormed[] = table.slice(1).flatMap((row) =>
  row.bytes.slice(1).flatMap(([first, last], tailIndex) =>
    [first - 1, last + 1].map((outside) => ({
      what: `${rowName(row)}, ${ordinals[tailIndex + 1]} byte ${byteName(outside)}`,
      bytes: row.bytes.map((range, index) => (index === tailIndex + 1 ? outside : range[0])),
    })),
  ),
);

/** First bytes that no row has, next to those of a row, each with the continuation bytes it would need. */
export const firstBytes: readonly IllFormed[] = [
  { what: 'first byte 80, a continuation', bytes: [0x80] },
  { what: 'first byte BF, a continuation', bytes: [0xbf] },
  { what: 'first byte C0, an overlong form', bytes: [0xc0, 0x80] },
  { what: 'first byte C1, an overlong form', bytes: [0xc1, 0xbf] },
  { what: 'first byte F5, past U+10FFFF', bytes: [0xf5, 0x80, 0x80, 0x80] },
  { what: 'first byte F8, a form of 5 bytes', bytes: [0xf8, 0x88, 0x80, 0x80, 0x80] },
  { what: 'first byte FF', bytes: [0xff] },
];

/** Each row, cut off after each byte but the last. */
export const rowCuts: readonly IllFormed[] = table.flatMap((row) =>
  row.bytes.slice(1).map((_, index) => ({
    what: `${rowName(row)}, cut off after byte ${index + 1} of ${row.bytes.length}`,
    bytes: row.bytes.slice(0, index + 1).map(([, last]) => last),
  })),
);
