/**
 * The types that the reader and the spellings share.
 * @module
 */

import type { Row } from './rows.js';

/** The names of the spellings in options and messages. */
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

/** Bytes, and where in the text each of them starts and ends. */
export interface Run {
  readonly bytes: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * What shows that a find is right: 4, offsets that match the bytes; 3, a syntax that nothing else has; 2, the words
 * around it; 1, only that the text contains nothing better.
 */
export type Weight = 1 | 2 | 3 | 4;

/** A place in the text that a spelling recognizes. */
export interface Find {
  readonly spelling: SpellingName;
  /** Where it starts in the text, including quotes, brackets and offsets. */
  readonly start: number;
  readonly end: number;
  readonly weight: Weight;
  readonly run: Run;
  /** Why the bytes are not usable, for example because some are missing; a message. */
  readonly fault?: string | undefined;
  /** Other ways to read the same characters. */
  readonly others?: readonly { readonly spelling: SpellingName; readonly run: Run }[] | undefined;
}

/** One way of writing bytes as text. */
export interface Spelling {
  readonly name: SpellingName;
  /** Words that fit after "read as". */
  readonly title: string;
  /** An example for the help. */
  readonly example: string;
  /** All places in the text that are in this spelling. */
  find(text: Source): readonly Find[];
  /** Reads the whole text in this spelling, because the user asked for it; `undefined` if that is impossible. */
  readWhole?(text: Source): Run | undefined;
  /** Writes bytes: see {@link printBytes}. */
  print(bytes: Uint8Array): string;
}

/** A number in a text, such as `0x88`, `-120` or `e8`. */
export interface NumberToken {
  /** The digits without sign, prefix and suffix, in lower case. */
  readonly digits: string;
  /** The base, if a prefix such as `0x` or a suffix such as `h` names it. */
  readonly base: 2 | 8 | 16 | undefined;
  readonly negative: boolean;
  /** Where the digits are. */
  readonly start: number;
  readonly end: number;
  /** The value of a character in quotation marks, which has no digits. */
  readonly value?: number | undefined;
}

/** Numbers in a row. */
export interface Numbers {
  /** In brackets with separators, in `<…>`, or without brackets. A `call` has arguments, which are not bytes. */
  readonly layout: 'list' | 'angle' | 'bare' | 'call';
  readonly tokens: readonly NumberToken[];
  readonly start: number;
  readonly end: number;
  readonly weight: Weight;
  readonly fault?: string | undefined;
}

/** A line of the text, without its line break. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text, and what several spellings need of it. */
export interface Source {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly numbers: readonly Numbers[];
  /** The rows of dumps, in groups of consecutive lines. */
  readonly rows: readonly (readonly Row[])[];
  /** The dumps whose units are written in this spelling. */
  dumps(spelling: SpellingName): readonly Find[];
  /** Does the text exceed one of the limits below? */
  readonly isOverLimits: boolean;
}

/** A text with bytes in more places is refused without looking at the rest. */
export const MAX_PLACES = 1000;

/** A text with more brackets, or with more groups of numbers between words, is refused. */
export const MAX_CANDIDATES = 32_768;

/** A text of more lines is refused. A megabyte of a dump has about 20,000. */
export const MAX_LINES = 65_536;

/** A text with more rows of dumps is refused. At 16 bytes per row, this is half a megabyte. */
export const MAX_ROWS = 32_768;
