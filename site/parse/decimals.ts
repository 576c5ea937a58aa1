/**
 * Bytes as decimal numbers in brackets, as consoles and JSON print a Uint8Array or a Buffer.
 * @module
 */

import { type Reading, read, unreadable } from './reading.js';

/** What consoles and JSON print before the bracket. */
const HEAD = /^(?:(?:\w{1,20}Array|Buffer)? ?(?:\(\d+\) ?)?|\{\s?"type":\s?"Buffer",\s?"data":\s?)\[/;

/** The numbers; what Chromium says of the buffer; the end. */
const BODY = /^([\d\s,]*)(?:buffer:[^\]]*)?\][\s},;]*$/;

/** What the list holds; `undefined` where the text is none, or its numbers have a leading zero and so may be hex. */
export function parseDecimals(text: string): Reading | undefined {
  const start = text.length - text.trimStart().length;
  const head = HEAD.exec(text.slice(start))?.[0].length;
  if (head === undefined) return undefined;
  const numbers = BODY.exec(text.slice(start + head))?.[1];
  if (numbers === undefined || /\b0\d|\d\s+\d/.test(numbers)) return undefined;
  const bytes: number[] = [];
  for (const { 0: digits, index } of numbers.matchAll(/\d+/g)) {
    if (Number(digits) > 0xff) return unreadable(digits, start + head + index, 'is no byte: a byte is 0 to 255.');
    bytes.push(Number(digits));
  }
  return read('decimal numbers', bytes);
}
