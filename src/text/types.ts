/**
 * What passes between the reader and the spellings.
 * @module
 */

import type { Row } from './rows.js';

/** The names of the spellings, as options and messages have them. */
export type SpellingName =
  | 'hex'
  | 'dump'
  | 'words'
  | 'decimal'
  | 'octal'
  | 'bits'
  | 'string'
  | 'latin1'
  | 'lua'
  | 'erlang'
  | 'percent'
  | 'base64';

/** Bytes, and for each of them where in the text it starts and ends. */
export interface Run {
  readonly bytes: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * How sure a spelling is: 4 by offsets that follow from the bytes, 3 by its own syntax, 2 by its surroundings, 1 if there
 * is nothing else in the text.
 */
export type Weight = 1 | 2 | 3 | 4;

/** A place in the text of which a spelling says "mine". */
export interface Find {
  readonly spelling: SpellingName;
  /** The part of the text that it takes up, with quotes, brackets and offsets. */
  readonly start: number;
  readonly end: number;
  readonly weight: Weight;
  readonly run: Run;
  /** Mine, but bytes are missing: a sentence that says what shows it. */
  readonly fault?: string | undefined;
  /** Mine, but the same characters can be read in another way, too. */
  readonly others?: readonly { readonly spelling: SpellingName; readonly run: Run }[] | undefined;
}

/** One way of writing bytes as text. */
export interface Spelling {
  readonly name: SpellingName;
  /** In words that fit after "read as". */
  readonly title: string;
  /** For the help: how it looks. */
  readonly example: string;
  /** All places in the text that are in this spelling; an empty list says "not mine". */
  find(text: Source): readonly Find[];
  /** Reads the whole text, because the reader says that it is in this spelling; `undefined` if it cannot be. */
  insist?(text: Source): Run | undefined;
  /** Writes bytes so that reading gives them back, or is refused. */
  print(bytes: Uint8Array): string;
}

/** A number in a text, such as `0x88`, `-120` or `e8`. */
export interface NumberToken {
  /** The digits alone, in lower case. */
  readonly digits: string;
  /** The base that a prefix such as `0x` or a suffix such as `h` names. */
  readonly base: 2 | 8 | 16 | undefined;
  readonly negative: boolean;
  /** Where the digits are. */
  readonly start: number;
  readonly end: number;
  /** What the number is if it is not spelled in digits: a character in quotation marks. */
  readonly value?: number | undefined;
}

/** Numbers one after the other. */
export interface Numbers {
  /** In brackets with separators, in `<…>`, or without any; or the operands of a call, which are no bytes. */
  readonly layout: 'list' | 'angle' | 'bare' | 'call';
  readonly tokens: readonly NumberToken[];
  readonly start: number;
  readonly end: number;
  readonly weight: Weight;
  readonly fault?: string | undefined;
}

/** A line of the text, without its end. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text, and what several spellings look at. */
export interface Source {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly numbers: readonly Numbers[];
  /** The rows of dumps, in groups of lines that follow each other. */
  readonly rows: readonly (readonly Row[])[];
  /** The dumps whose units are those of a spelling. */
  dumps(spelling: SpellingName): readonly Find[];
  /** Are there more numbers in it than are looked at? */
  readonly isCrowded: boolean;
}

/** A text with bytes in more places than these is refused without looking at the rest of it. */
export const MAX_PLACES = 1000;

/** A text with more brackets, or with more numbers that words stand between, is refused as well. */
export const MAX_CANDIDATES = 32_768;

/** A text of more lines is refused at once: a megabyte of a dump has some 20,000. */
export const MAX_LINES = 65_536;

/** A dump of more rows is refused as well; of one with 16 bytes to a row, these are half a megabyte. */
export const MAX_ROWS = 32_768;
