/**
 * Percent-encoding, as in URLs: `%88%05%03%E8bye`.
 * @module
 */

import { RunBuilder } from './run.js';
import type { Find, Run, Source, Spelling } from './types.js';
import { MAX_PLACES } from './types.js';

/** Unreserved characters (RFC 3986 §2.3) and escapes. */
const WORD = /(?:[\w.~-]|%[0-9a-f]{2})+/gi;

export const percent: Spelling = {
  name: 'percent',
  title: 'percent-encoding',
  example: '%88%05%03%E8bye',
  find,
  readWhole: ({ text }: Source) => {
    const trimmed = text.trim();
    if (!/^(?:[!-$&-~]|%[0-9a-f]{2})+$/i.test(trimmed)) return undefined;
    return read(trimmed, text.indexOf(trimmed));
  },
  print: (bytes) => Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
};

function find({ text }: Source): Find[] {
  if (!/%[0-9a-f]{2}/i.test(text)) return [];
  const finds: Find[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const count = word.split('%').length - 1;
    if (count === 0) continue;
    const start = index;
    const end = start + word.length;
    const isAlone = text.slice(0, start).trim() === '' && text.slice(end).trim() === '';
    if (count < 2 && word.length > 3) continue; // a single escape in a word, such as 100%25
    const isForm = text[end] === '+' || text[start - 1] === '+';
    const fault = isForm ? 'a “+” may be a plus sign or a space' : brokenAt(text, end);
    finds.push({ spelling: 'percent', start, end, weight: isAlone ? 3 : 2, run: read(word, start), fault });
    if (finds.length > MAX_PLACES) break;
  }
  return finds;
}

function brokenAt(text: string, end: number): string | undefined {
  return text[end] === '%'
    ? `“${text.slice(end, end + 3)}” is not a byte: an escape is % and two hex digits`
    : undefined;
}

function read(word: string, start: number): Run {
  const run = new RunBuilder();
  for (let at = 0; at < word.length; ) {
    const length = word[at] === '%' ? 3 : 1;
    const byte = length === 3 ? Number.parseInt(word.slice(at + 1, at + 3), 16) : word.charCodeAt(at);
    run.add(byte, start + at, start + at + length);
    at += length;
  }
  return run;
}
