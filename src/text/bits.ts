/**
 * Binary digits, eight per byte: `10001000 00000101`, `0b10001000`.
 * @module
 */

import { RunBuilder } from './run.js';
import type { Find, Numbers, NumberToken, Run, Source, Spelling } from './types.js';

export const bits: Spelling = {
  name: 'bits',
  title: 'bits',
  example: '10001000 00000101',
  find: (source) => [...source.dumps('bits'), ...source.numbers.flatMap(findIn)],
  readWhole: ({ text }: Source) => {
    if (!/^[\s01,;:|_[\](){}-]*$/.test(text)) return undefined;
    const tokens = [...text.matchAll(/[01]+/g)].map(({ 0: digits, index }): NumberToken => {
      return { digits, base: undefined, negative: false, start: index, end: index + digits.length };
    });
    return readBits(tokens);
  },
  print: (bytes) => Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join(' '),
};

function findIn(numbers: Numbers): Find[] {
  const { layout, tokens } = numbers;
  if (layout === 'angle' || layout === 'call' || tokens.length === 0) return [];
  const run = tokens.every(({ base }) => base === 2) ? readPrefixed(tokens) : readBits(tokens);
  return run === undefined ? [] : [{ ...numbers, spelling: 'bits', run }];
}

/** One byte per number; `0b101` lacks its leading zeros. */
function readPrefixed(tokens: readonly NumberToken[]): Run | undefined {
  const run = new RunBuilder();
  for (const { digits, start, end } of tokens) {
    if (!/^[01]{1,8}$/.test(digits)) return undefined;
    run.add(Number.parseInt(digits, 2), start, end);
  }
  return run;
}

/** Groups of four digits, or of any multiple of four. */
export function readBits(tokens: readonly NumberToken[]): Run | undefined {
  if (!tokens.every(({ digits, base }) => /^(?:[01]{4})+$/.test(digits) && base === undefined)) return undefined;
  const total = tokens.reduce((sum, { digits }) => sum + digits.length, 0);
  if (total === 0 || total % 8 !== 0) return undefined;
  const run = new RunBuilder();
  let nibble: NumberToken | undefined;
  for (const token of tokens) {
    let at = 0;
    if (nibble !== undefined) {
      run.add(Number.parseInt(nibble.digits.slice(-4) + token.digits.slice(0, 4), 2), nibble.end - 4, token.start + 4);
      nibble = undefined;
      at = 4;
    }
    for (; at + 8 <= token.digits.length; at += 8) {
      run.add(Number.parseInt(token.digits.slice(at, at + 8), 2), token.start + at, token.start + at + 8);
    }
    if (at < token.digits.length) nibble = token;
  }
  return run;
}
