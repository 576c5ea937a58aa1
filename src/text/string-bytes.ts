/**
 * Turns the parts of a string into bytes, in every way that its language may mean.
 * @module
 */

import type { Part } from './escapes.js';
import { RunBuilder, sameBytes } from './run.js';
import type { Find, Run, SpellingName, Weight } from './types.js';
import { utf8Bytes } from './utf8.js';

/** A way to read a string. */
export interface StringReading {
  readonly spelling: SpellingName;
  readonly run: Run;
}

/** What is known about the literal besides its characters. */
export interface StringFacts {
  /** Is it in a call that strace printed, or in the shell's `$'…'`? Then digits after a backslash are octal. */
  readonly isOctal: boolean;
  readonly quote: string;
}

/**
 * All readings that differ: several if nothing decides between them, none if a part is not a byte.
 */
export function readingsOf(parts: readonly Part[], facts: StringFacts): StringReading[] {
  const readings: StringReading[] = [];
  for (const encode of encodingsOf(parts, facts)) {
    for (const radix of radixesOf(parts, facts)) {
      const run = bytesOf(parts, encode, radix);
      if (run === undefined) continue;
      const spelling = radix === 10 ? 'lua' : encode === 'latin1' ? 'latin1' : 'string';
      if (!readings.some((other) => sameBytes(other.run, run))) readings.push({ spelling, run });
    }
  }
  return readings;
}

type Encoding = 'utf8' | 'latin1';

/**
 * How characters beyond ASCII become bytes. Only languages with UTF-8 strings print escapes such as `\xe8`. `\u00e8`
 * without such an escape comes from JSON or JavaScript, where a character stands for a byte.
 */
function encodingsOf(parts: readonly Part[], { quote }: StringFacts): Encoding[] {
  const hasHighByte = parts.some(({ kind, value }) => kind === 'byte' && value > 0xa0 && value !== 0xad);
  const high = parts.filter(({ kind, value }) => kind === 'char' || (kind === 'unicode' && value > 0x7f));
  if (high.length === 0) return ['utf8'];
  if (hasHighByte) return ['utf8'];
  const isJson = parts.some(({ kind, digits }) => kind === 'unicode' && digits === '');
  if (isJson || (quote === "'" && high.every(({ value }) => value < 0x100))) return ['latin1'];
  return high.every(({ value }) => value < 0x100) ? ['utf8', 'latin1'] : ['utf8'];
}

/** Octal if the surroundings show it, decimal if a digit (8, 9) or a value shows it, otherwise both. */
function radixesOf(parts: readonly Part[], { isOctal }: StringFacts): (8 | 10)[] {
  const groups = parts.filter(({ kind }) => kind === 'digits').map(({ digits }) => digits);
  if (isOctal || groups.length === 0) return [8];
  return groups.some((digits) => /[89]/.test(digits) || Number(digits) > 377) ? [10] : [8, 10];
}

function bytesOf(parts: readonly Part[], encoding: Encoding, radix: 8 | 10): Run | undefined {
  const run = new RunBuilder();
  for (const { kind, value, digits, start, end } of parts) {
    if (kind === 'byte') {
      run.add(value, start, end);
    } else if (kind === 'digits') {
      if (!addDigits(run, digits, start, radix)) return undefined;
    } else if (encoding === 'latin1') {
      if (value > 0xff) return undefined;
      run.add(value, start, end);
    } else {
      if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return undefined;
      for (const byte of utf8Bytes(value)) run.add(byte, start, end);
    }
  }
  return run;
}

/** Adds up to three digits. An 8 or 9 ends an octal escape and is a character of its own. */
function addDigits(run: RunBuilder, digits: string, start: number, radix: 8 | 10): boolean {
  const taken = radix === 10 ? digits : (/^[0-7]+/.exec(digits)?.[0] ?? '');
  const byte = Number.parseInt(taken, radix);
  if (taken === '' || byte > 0xff) return false;
  const end = start + 1 + taken.length;
  run.add(byte, start, end);
  for (const [at, digit] of [...digits.slice(taken.length)].entries()) {
    run.add(digit.charCodeAt(0), end + at, end + at + 1);
  }
  return true;
}

/** A find with the first reading and the others; with a fault if there is none. */
export function findOf(
  readings: readonly StringReading[],
  place: { start: number; end: number },
  weight: Weight,
): Find {
  const [reading, ...others] = readings;
  if (reading === undefined) {
    const fault =
      'the text contains something that is not a byte, such as a character over U+00FF or an escape over 255';
    return { spelling: 'string', ...place, weight, run: new RunBuilder(), fault };
  }
  return { ...reading, ...place, weight, others: others.length === 0 ? undefined : others };
}
