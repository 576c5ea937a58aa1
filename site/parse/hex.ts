/**
 * Bytes in pairs of hex digits, with whatever people and programs put between them.
 * @module
 */

import { characterAt, type Reading, read, unreadable } from './reading.js';

/** What may stand between the digits: blanks, punctuation, brackets, quotes. */
const FOREIGN = /[^0-9a-f\s,:;.|/_<>()[\]{}"'`-]/i;

/** Is the text made of nothing but hex digits and what may stand between them? */
export function isHex(text: string): boolean {
  return !FOREIGN.test(withoutPrefixes(text));
}

export function parseHex(text: string): Reading {
  const plain = withoutPrefixes(text);
  const foreign = plain.search(FOREIGN);
  if (foreign >= 0) return unreadable(characterAt(text, foreign), foreign, 'is no hex digit.');
  for (const { 0: run, index } of plain.matchAll(/[0-9a-f]+/gi)) {
    if (run.length % 2 === 0) continue;
    if (run.length === 1) return unreadable(run, index, `is half a byte: a byte is two hex digits, such as 0${run}.`);
    const last = index + run.length - 1;
    return unreadable(text[last]!, last, `is half a byte: the ${run.length} hex digits up to it do not make pairs.`);
  }
  const digits = plain.replace(/[^0-9a-f]/gi, '');
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
  return read('hex', bytes);
}

/** The text with blanks for `0x` and Node's `<Buffer `, each character where it was; `0x5` is a byte of its own. */
function withoutPrefixes(text: string): string {
  return text
    .replace(/<Buffer\b/g, '       ')
    .replace(/\b0x([0-9a-f])(?![0-9a-f])/gi, ' 0$1')
    .replace(/\b0x(?=[0-9a-f])/gi, '  ');
}
