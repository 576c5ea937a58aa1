/**
 * Splits a reason into characters, each with its bytes.
 * @module
 */

import { hexOf } from './hex.js';

/** The bytes of one character, or of one U+FFFD. */
export interface Sequence {
  readonly start: number;
  readonly end: number;
  /** The character in visible form; U+FFFD if it is ill-formed. */
  readonly shown: string;
  /** What is wrong, with bytes between backticks. */
  readonly fault: string | undefined;
}

const counts = ['', 'two', 'three', 'four'];

/** First bytes that limit the second (Unicode Standard, table 3-7): its range, and what other bytes would encode. */
const narrowed: Readonly<Record<number, readonly [least: number, most: number, otherwise: string]>> = {
  224: [0xa0, 0xbf, 'an overlong encoding'],
  237: [0x80, 0x9f, 'a surrogate'],
  240: [0x90, 0xbf, 'an overlong encoding'],
  244: [0x80, 0x8f, 'over U+10FFFF'],
};

/**
 * Splits UTF-8 into sequences. An ill-formed sequence is what the WHATWG Encoding standard decodes to one U+FFFD: the
 * start of a character, up to the byte that does not continue it, or a single byte.
 */
export function sequencesOf(bytes: Uint8Array): Sequence[] {
  const sequences: Sequence[] = [];
  for (let start = 0; start < bytes.length; start = sequences.at(-1)!.end) sequences.push(sequenceAt(bytes, start));
  return sequences;
}

function sequenceAt(bytes: Uint8Array, start: number): Sequence {
  const lead = bytes[start]!;
  const ill = (length: number, fault: string) => ({ start, end: start + length, shown: '\ufffd', fault });
  const quote = (length: number) => `\`${hexOf(bytes.subarray(start, start + length))}\``;
  if (lead >= 0x80 && lead < 0xc0) return ill(1, `${quote(1)} is a stray continuation byte`);
  if (lead === 0xc0 || lead === 0xc1) return ill(1, `${quote(1)} would begin an overlong encoding`);
  if (lead > 0xf4) return ill(1, `${quote(1)} cannot begin a character`);
  const more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  let character = lead < 0x80 ? lead : lead & (0x3f >> more);
  for (let length = 1; length <= more; length++) {
    const next = bytes[start + length];
    const begun = `${quote(length)} begins a character of ${counts[more]} bytes, but `;
    if (next === undefined) return ill(length, `${begun}the reason ends there`);
    if ((next & 0xc0) !== 0x80) return ill(length, `${begun}\`${hexOf([next])}\` does not continue it`);
    const [least, most, otherwise] = narrowed[lead] ?? [0x80, 0xbf];
    if (length === 1 && (next < least || next > most)) return ill(1, `${quote(2)} would be ${otherwise}`);
    character = (character << 6) | (next & 0x3f);
  }
  return { start, end: start + more + 1, shown: visible(String.fromCodePoint(character)), fault: undefined };
}

/** The character, or a symbol for it if it is invisible or would be drawn over its neighbors. */
function visible(character: string): string {
  if (character === ' ') return '\u2423';
  if (/\p{M}/u.test(character)) return `\u25cc${character}`;
  if (!/[\p{C}\p{Z}]/u.test(character)) return character;
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
