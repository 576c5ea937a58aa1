/**
 * Numbers without brackets, alone or in a line of a log: `88 05 03`, `data: 0x88, 0x05`, `recv 88:05:03 from peer`.
 * Numbers of one line form a stretch; stretches of consecutive lines form a block.
 * @module
 */

import { TYPO } from './blame.js';
import { isColumn } from './column.js';
import { type Place, weigh } from './context.js';
import { cutAfter, cutBefore } from './ellipsis.js';
import type { Line, Numbers, NumberToken, Source, Weight } from './types.js';
import { MAX_CANDIDATES, MAX_PLACES } from './types.js';
import { isDecoration, type Word, wordsOf } from './words-of-line.js';

/** Consecutive numbers in one line. */
interface Stretch {
  readonly index: number;
  readonly line: Line;
  readonly tokens: NumberToken[];
  readonly start: number;
  end: number;
  /** Is there only decoration before it in its line? */
  readonly opensLine: boolean;
  /** Is there only decoration or a column of characters after it? */
  closesLine: boolean;
  hasColumn: boolean;
  /** A word beside it that would be a byte if one of its digits were right. */
  broken: string | undefined;
}

/** A line with more bytes has no column of characters. */
const MAX_DUMP_BYTES = 256;

/** ESP-IDF logs 16 bytes per line and gives each line its own prefix. */
const ESP_PREFIX = /^\s*[EWIDV] \(\d+\) /;
const ESP_ROW_BYTES = 16;

/** Pairs of hex digits with a wrong digit in one of them: `03 eg 62`, `0g`. */
const BROKEN_LINE =
  /^\s*(?:[0-9a-f]{2}\s+)*(?:(\d[g-z]|[g-z]\d)(?:\s|$)|(?<=\s)([a-f][g-z]|[g-z][a-f])\s+[0-9a-f]{2}(?:\s|$))/i;

/** The numbers of a text that are not in brackets; `undefined` if there are too many. */
export function bareNumbers(source: Source, lists: readonly Numbers[]): Numbers[] | undefined {
  const stretches = allStretches(source.lines);
  if (stretches === undefined) return undefined;
  const blocks = blocksOf(outsideOf(lists, stretches), source.lines);
  const isWhole = blocks.length === 1 && coversAll(blocks[0]!, source);
  const numbers: Numbers[] = [];
  for (const block of blocks) {
    for (const some of numbersOf(block, source, isWhole)) numbers.push(some);
    if (numbers.length > MAX_PLACES) return undefined;
  }
  return numbers;
}

function allStretches(lines: readonly Line[]): Stretch[] | undefined {
  const all: Stretch[] = [];
  for (const [index, line] of lines.entries()) {
    for (const stretch of stretchesOf(line, index)) all.push(stretch);
    if (all.length > MAX_CANDIDATES) return undefined;
  }
  return all;
}

/** The stretches that are not in a list. Lists and stretches are in order. */
function outsideOf(lists: readonly Numbers[], stretches: readonly Stretch[]): Stretch[] {
  let at = 0;
  return stretches.filter(({ start, end }) => {
    while (at < lists.length && lists[at]!.end <= start) at++;
    return at === lists.length || lists[at]!.start >= end;
  });
}

function stretchesOf(line: Line, index: number): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | undefined;
  let from = 0;
  const words = wordsOf(line);
  for (const [at, word] of words.entries()) {
    const gap = line.text.slice(from, word.start - line.start);
    if (open !== undefined && endsInColumn(open, from)) return stretches;
    if (word.tokens.length === 0 && open !== undefined) open.broken ??= brokenByte(line, word, words[at + 1]);
    if (word.tokens.length === 0 || !/^[\s,;|"'`]*$/.test(gap)) open = undefined;
    if (word.tokens.length > 0 && open === undefined) {
      const broken = brokenByte(line, words[at - 1], word);
      const previous = stretches.at(-1);
      if (broken !== undefined && previous !== undefined && at > 1) previous.broken = broken;
      const { start, end } = word;
      open = { index, line, tokens: [], start, end, opensLine: at === 0, closesLine: false, hasColumn: false, broken };
      stretches.push(open);
      if (stretches.length > MAX_CANDIDATES) return stretches;
    }
    for (const token of word.tokens) open?.tokens.push(token);
    if (open !== undefined) open.end = word.end;
    from = word.end - line.start;
  }
  if (open !== undefined && !endsInColumn(open, from)) open.closesLine = true; // no word follows
  return stretches;
}

/** The word, if it looks like a byte with a wrong digit: two characters, one a digit; or one a–f, and bytes follow. */
function brokenByte(line: Line, word: Word | undefined, next: Word | undefined): string | undefined {
  if (word === undefined || word.end - word.start !== 2 || word.tokens.length > 0) return undefined;
  const text = line.text.slice(word.start - line.start, word.end - line.start);
  const isByte = /\d/.test(text) || (/[a-f]/i.test(text) && next !== undefined && next.tokens.length > 0);
  return isByte ? text : undefined;
}

/** Does the rest of the line show the bytes of the stretch as characters? */
function endsInColumn(stretch: Stretch, from: number): boolean {
  const { tokens, line } = stretch;
  const rest = line.text.length - from;
  if (tokens.length > MAX_DUMP_BYTES || rest > MAX_DUMP_BYTES * 2 || rest < 3) return false;
  const column = line.text.slice(from);
  if (!/^(?:\s{2}|\s?[|>]|\t)/.test(column)) return false;
  const bytes = tokens.flatMap(({ digits }) => hexBytes(digits));
  stretch.hasColumn = isColumn(column, bytes, column.includes('\t'));
  stretch.closesLine = stretch.hasColumn;
  return stretch.hasColumn;
}

function hexBytes(digits: string): number[] {
  return (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

/** Joins stretches of consecutive lines. */
function blocksOf(stretches: readonly Stretch[], lines: readonly Line[]): Stretch[][] {
  const blocks: Stretch[][] = [];
  for (const stretch of stretches) {
    const block = blocks.at(-1);
    const last = block?.at(-1);
    if (last?.closesLine && stretch.closesLine && mayContinue(block![0]!) && follows(last, stretch, lines)) {
      block!.push(stretch);
    } else {
      blocks.push([stretch]);
    }
  }
  return blocks.length === 1 ? blocks : blocks.filter((block) => !block.some(isHeader));
}

/** May the next line continue this stretch? Not if it only ends a line of prose. */
function mayContinue(stretch: Stretch): boolean {
  return stretch.opensLine || weigh(placeOf([stretch], stretch.tokens)) === 2;
}

/** Is this `0 1 2 … f`, the heading of a dump's columns? */
function isHeader({ tokens }: Stretch): boolean {
  return tokens.length % 8 === 0 && tokens.every(({ digits }, at) => Number.parseInt(digits, 16) === at);
}

function follows(last: Stretch, next: Stretch, lines: readonly Line[]): boolean {
  for (let index = last.index + 1; index < next.index; index++) if (!isDecoration(lines[index]!.text)) return false;
  if (next.opensLine)
    return (last.hasColumn || !next.hasColumn) && !areOpposite(last, next) && !isOtherSide(last, next);
  if (last.tokens.length !== ESP_ROW_BYTES || !ESP_PREFIX.test(last.line.text)) return false;
  return prefixOf(last) === prefixOf(next);
}

/** Does one line begin with `>` and the other with `<`? Then they are two directions. */
function areOpposite(last: Stretch, next: Stretch): boolean {
  const [one, other] = [last, next].map(({ line, start }) => /[<>]/.exec(line.text.slice(0, start - line.start))?.[0]);
  return one !== undefined && other !== undefined && one !== other;
}

/** Wireshark's Follow Stream prints raw bytes as one word per line, and indents one direction by a tab. */
function isOtherSide(last: Stretch, next: Stretch): boolean {
  const isTabbed = ({ line }: Stretch) => line.text.startsWith('\t');
  return last.tokens.length === 1 && next.tokens.length === 1 && isTabbed(last) !== isTabbed(next);
}

function prefixOf({ line, start }: Stretch): string {
  return line.text.slice(0, start - line.start).replace(/\d+/g, '0');
}

/** Does the text contain nothing but this block? */
function coversAll(block: readonly Stretch[], { text, lines }: Source): boolean {
  const first = block[0]!;
  const last = block.at(-1)!;
  if (!isDecoration(text.slice(0, first.start))) return false;
  if (!last.closesLine || lines.slice(last.index + 1).some((line) => !isDecoration(line.text))) return false;
  return block.every(({ opensLine, closesLine }) => opensLine && closesLine);
}

function numbersOf(block: readonly Stretch[], { text, lines }: Source, isWhole: boolean): Numbers[] {
  const first = block[0]!;
  const last = block.at(-1)!;
  const tokens = block.length === 1 ? first.tokens : block.flatMap((stretch) => stretch.tokens);
  const weight = isWhole ? 2 : weigh(placeOf(block, tokens));
  if (weight === 0) return [];
  const broken = block.find((stretch) => stretch.broken !== undefined)?.broken ?? brokenBeside(block, lines);
  const typo = broken === undefined ? undefined : TYPO;
  const fault = typo ?? (last.hasColumn ? undefined : cutAfter(text, last.end)) ?? cutBefore(text, first.start);
  return [{ layout: 'bare', tokens, start: first.start, end: last.end, weight: weight as Weight, fault }];
}

/** The wrong word in the line before or after the block, if the rest of that line is bytes. */
function brokenBeside(block: readonly Stretch[], lines: readonly Line[]): string | undefined {
  const beside = [lines[block[0]!.index - 1], lines[block.at(-1)!.index + 1]];
  const match = beside.map((line) => BROKEN_LINE.exec(line?.text.slice(0, 400) ?? '')).find((found) => found !== null);
  return match?.[1] ?? match?.[2];
}

function placeOf(block: readonly Stretch[], tokens: readonly NumberToken[]): Place {
  const { line, start, opensLine } = block[0]!;
  const last = block.at(-1)!;
  const end = last.end - last.line.start;
  return {
    tokens,
    before: line.text.slice(Math.max(0, start - line.start - 80), start - line.start),
    after: last.line.text.slice(end, end + 20),
    opensLine,
    closesLine: last.closesLine,
    hasColumn: block.every(({ hasColumn }) => hasColumn),
  };
}
