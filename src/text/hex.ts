/**
 * Hex digits with any separators: `88 05`, `88:05`, `0x88, 0x5`, `880503e8`.
 * @module
 */

import { RunBuilder } from './run.js';
import type { Find, Numbers, NumberToken, Run, Source, Spelling } from './types.js';

export const hex: Spelling = {
  name: 'hex',
  title: 'hex',
  example: '88 05 03 e8',
  find: ({ numbers, text }) => [...bytea(text), ...quoted(text), ...numbers.flatMap(findIn)],
  readWhole,
  print: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' '),
};

function findIn(numbers: Numbers): Find[] {
  const run = readers[numbers.layout](numbers.tokens);
  return run === undefined ? [] : [{ ...numbers, spelling: 'hex', run }];
}

const readers: Readonly<Record<Numbers['layout'], (tokens: readonly NumberToken[]) => Run | undefined>> = {
  list: readList,
  call: () => undefined,
  angle: (tokens) => readDigits(tokens),
  bare: readBare,
};

/** A list is decimal, unless a number in it has a letter, a prefix or a leading zero. */
function readList(tokens: readonly NumberToken[]): Run | undefined {
  if (tokens.some(({ negative, base }) => negative || (base !== undefined && base !== 16))) return undefined;
  const hasPrefix = tokens.some(({ base }) => base === 16);
  if (hasPrefix && tokens.length === 1) return readDigits(tokens) ?? readBytes(tokens);
  if (hasPrefix || tokens.some(({ value }) => value !== undefined)) return hasPrefix ? readMixed(tokens) : undefined;
  const isHex = tokens.some(({ digits }) => /[a-f]/.test(digits) || /^0\d$/.test(digits));
  return isHex ? (readBytes(tokens) ?? readDigits(tokens)) : undefined;
}

/** As in source code: `0x88` is hex, and a number without a prefix is decimal, or octal if it has a leading zero. */
function readMixed(tokens: readonly NumberToken[]): Run | undefined {
  const run = new RunBuilder();
  for (const { digits, base, start, end, value } of tokens) {
    if (base === undefined && value === undefined && !/^(?:0?[0-7]|[1-9]\d{0,2})$/.test(digits)) return undefined;
    const byte = value ?? Number.parseInt(digits, base ?? 10);
    if (byte > 0xff) return undefined;
    run.add(byte, start, end);
  }
  return run;
}

function readBare(tokens: readonly NumberToken[]): Run | undefined {
  if (tokens.some(({ base, negative }) => negative || (base !== undefined && base !== 16))) return undefined;
  if (isBinary(tokens)) return undefined;
  const isHex = tokens.some(({ digits, base }) => base === 16 || /[a-f]/.test(digits) || /^0\d$/.test(digits));
  const isPadded = tokens.every(({ digits }) => digits.length % 2 === 0);
  if (isPadded) return readDigits(tokens);
  if (tokens.length === 1) return tokens[0]!.base === 16 ? readBytes(tokens) : undefined;
  const isShort = tokens.every(({ digits }) => digits.length < 3);
  return isShort || isHex ? readBytes(tokens) : undefined;
}

/** Two or more groups of eight binary digits, not all of them zeros, are bits. */
function isBinary(tokens: readonly NumberToken[]): boolean {
  return (
    tokens.length > 1 &&
    tokens.every(({ digits }) => /^[01]{8}$/.test(digits)) &&
    tokens.some(({ digits }) => digits.includes('1'))
  );
}

/** Groups of any even number of digits. */
function readDigits(tokens: readonly NumberToken[]): Run | undefined {
  const run = new RunBuilder();
  for (const { digits, start } of tokens) {
    if (digits.length % 2 !== 0) return undefined;
    run.addHex(digits, start);
  }
  return run;
}

/** One byte per token, with or without its leading zero. */
function readBytes(tokens: readonly NumberToken[]): Run | undefined {
  const run = new RunBuilder();
  const isPadded = tokens.some(({ digits }) => /^0\d$/.test(digits));
  for (const { digits, start, end, negative, base } of tokens) {
    if (digits.length > 2 || digits === '' || negative) return undefined;
    if (isPadded && digits.length < 2 && base === undefined) return undefined; // half a byte
    run.add(Number.parseInt(digits, 16), start, end);
  }
  return run;
}

/** PostgreSQL's bytea: `\x880503e8`. One prefix for at least two bytes; JSON doubles the backslash. */
function bytea(text: string): Find[] {
  const match = /^(\s*[eE]?["']?\\{1,2}x)((?:[0-9a-f]{2}){2,})(["']?(?:::bytea)?[\s;,]*)$/i.exec(text);
  if (match === null) return [];
  const [, prefix, digits, suffix] = match;
  const run = new RunBuilder();
  run.addHex(digits!, prefix!.length);
  return [
    { spelling: 'hex', start: 0, end: text.length - (suffix!.length - suffix!.trimEnd().length), weight: 3, run },
  ];
}

/** An SQL literal: `x'880503e8'`. */
function quoted(text: string): Find[] {
  return [...text.matchAll(/\bx'((?:[0-9a-f]{2})+)'/gi)].map(({ 0: whole, 1: digits, index }) => {
    const run = new RunBuilder();
    run.addHex(digits!, index + 2);
    return { spelling: 'hex', start: index, end: index + whole.length, weight: 3, run };
  });
}

/** Pairs of digits with anything between them except letters and digits. */
function readWhole({ text }: Source): Run | undefined {
  const plain = text.replace(/\b0x|\\x|<(?:Slow|Shared)?Buffer\b/gi, (prefix) => ' '.repeat(prefix.length));
  if (/[g-z]/i.test(plain)) return undefined;
  const run = new RunBuilder();
  for (const { 0: digits, index } of plain.matchAll(/[0-9a-f]+/gi)) {
    if (digits.length === 1 && /^0x$/i.test(text.slice(Math.max(0, index - 2), index)))
      run.add(Number.parseInt(digits, 16), index, index + 1);
    else if (digits.length % 2 !== 0) return undefined;
    else run.addHex(digits, index);
  }
  return run.bytes.length === 0 ? undefined : run;
}
