/**
 * Decimal numbers from 0 to 255, or from -128 to 127 as in Java: `[136, 5]`, `136 5 3`, `byteArrayOf(-120, 5)`.
 * @module
 */

import { blameDecimals } from './blame.js';
import { RunBuilder } from './run.js';
import type { Find, Numbers, NumberToken, Run, Source, Spelling } from './types.js';

export const decimal: Spelling = {
  name: 'decimal',
  title: 'decimal numbers',
  example: '[136, 5, 3, 232]',
  find: (source) => [...source.dumps('decimal'), ...source.numbers.flatMap((numbers) => findIn(numbers, source.text))],
  readWhole,
  print: (bytes) => `[${bytes.join(', ')}]`,
};

function findIn(numbers: Numbers, text: string): Find[] {
  const { layout, tokens } = numbers;
  if (layout === 'angle' || layout === 'call' || (layout === 'list' ? !isList(tokens) : !isBare(tokens, text)))
    return [];
  const run = readDecimals(tokens);
  return run === undefined ? [] : [{ ...numbers, spelling: 'decimal', run }];
}

/** Two digits with a leading zero are hex. Three may have one: `%03d` prints it. */
function isList(tokens: readonly NumberToken[]): boolean {
  if (tokens.length > 0 && tokens.every(({ value }) => value !== undefined)) return false; // characters
  return !tokens.some(({ digits }) => /^0\d/.test(digits)) || allOfThree(tokens);
}

/** Numbers that all have an even number of digits are hex. */
function isBare(tokens: readonly NumberToken[], text: string): boolean {
  if (tokens.length < 2) return false;
  if (tokens.some(({ negative }) => negative)) return true;
  // od -An -t u1 puts two blanks between numbers of two digits. They could still be hex.
  if (tokens.every(({ digits }) => digits.length % 2 === 0)) return areApart(tokens, text);
  return !tokens.some(({ digits }) => /^0\d/.test(digits)) || allOfThree(tokens);
}

function areApart(tokens: readonly NumberToken[], text: string): boolean {
  return tokens.every(({ digits, start }, at) => {
    if (at === 0) return digits.length === 2;
    const gap = text.slice(tokens[at - 1]!.end, start);
    return digits.length === 2 && /^(?: {2,3}| *\r?\n {2,3})$/.test(gap);
  });
}

function allOfThree(tokens: readonly NumberToken[]): boolean {
  return tokens.every(({ digits }) => digits.length === 3);
}

/** The bytes; `undefined` if a number is not a byte, or if some are negative and others over 127. */
export function readDecimals(tokens: readonly NumberToken[]): Run | undefined {
  if (blameDecimals(tokens) !== undefined) return undefined;
  const run = new RunBuilder();
  for (const { digits, base, negative, start, end, value } of tokens) {
    if (value === undefined && (base !== undefined || !/^\d{1,3}$/.test(digits))) return undefined;
    run.add((value ?? Number(digits) * (negative ? -1 : 1)) & 0xff, start, end);
  }
  return run;
}

function readWhole({ text }: Source): Run | undefined {
  const tokens = decimalTokens(text);
  return tokens.length === 0 ? undefined : readDecimals(tokens);
}

/** The numbers in a text that contains only decimal numbers; none if it contains anything else. */
export function decimalTokens(text: string): NumberToken[] {
  if (!/^[\s\d,;:|[\](){}<>-]*$/.test(text)) return [];
  return [...text.matchAll(/(-?)(\d+)/g)].map(({ 0: all, 1: sign, 2: digits, index }): NumberToken => {
    const start = index + sign!.length;
    return { digits: digits!, base: undefined, negative: sign === '-', start, end: index + all.length };
  });
}
