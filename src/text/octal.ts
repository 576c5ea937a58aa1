/**
 * Octal numbers, as `od` prints bytes (`210 005 003 350`) and, without options, words of two bytes (`002610 164003`).
 * @module
 */

import { RunBuilder } from './run.js';
import type { Find, Numbers, NumberToken, Run, Source, Spelling } from './types.js';

export const octal: Spelling = {
  name: 'octal',
  title: 'octal numbers',
  example: '210 005 003 350',
  find: (source) => [...source.dumps('octal'), ...source.numbers.flatMap(findIn)],
  readWhole: ({ text }: Source) => {
    if (!/^[\s0-7,;:|[\](){}]*$/.test(text)) return undefined;
    const tokens = [...text.matchAll(/[0-7]+/g)].map(({ 0: digits, index }): NumberToken => {
      return { digits, base: 8, negative: false, start: index, end: index + digits.length };
    });
    return tokens.length === 0 ? undefined : (readWords(tokens) ?? readOctal(tokens));
  },
  print: (bytes) => Array.from(bytes, (byte) => byte.toString(8).padStart(3, '0')).join(' '),
};

function findIn(numbers: Numbers): Find[] {
  const { layout, tokens } = numbers;
  if (layout === 'angle' || layout === 'call' || tokens.length === 0) return [];
  if (layout === 'bare' && tokens.length === 1) return [];
  const isPrefixed = tokens.every(({ base }) => base === 8);
  // A list is decimal, unless its numbers have leading zeros.
  const isOctal = layout === 'bare' || tokens.some(({ digits }) => /^0\d/.test(digits)) || isPrefixed;
  if (!isOctal) return [];
  const run = isPrefixed || tokens.every(({ digits }) => digits.length === 3) ? readOctal(tokens) : readWords(tokens);
  return run === undefined ? [] : [{ ...numbers, spelling: 'octal', run }];
}

/** One byte per number. */
export function readOctal(tokens: readonly NumberToken[]): Run | undefined {
  const run = new RunBuilder();
  for (const { digits, base, negative, start, end } of tokens) {
    if ((base !== undefined && base !== 8) || negative || !/^[0-3]?[0-7]{1,2}$/.test(digits)) return undefined;
    run.add(Number.parseInt(digits, 8), start, end);
  }
  return run;
}

/** Two bytes per number of six digits, lower byte first. A single number could also be three bytes of hex. */
function readWords(tokens: readonly NumberToken[]): Run | undefined {
  // With an upper byte of zero, the last word may be one byte or two.
  if (tokens.length < 2 || tokens.at(-1)!.digits.startsWith('000')) return undefined;
  const run = new RunBuilder();
  for (const { digits, base, start, end } of tokens) {
    if ((base !== undefined && base !== 8) || !/^[01][0-7]{5}$/.test(digits)) return undefined;
    const word = Number.parseInt(digits, 8);
    run.add(word & 0xff, start, end);
    run.add(word >> 8, start, end);
  }
  return run;
}
