/**
 * Base64 in its standard and its URL-safe alphabet (RFC 4648 §4, §5), padded or not, with or without line breaks.
 * @module
 */

import { characterAt, type Reading, read, unreadable } from './reading.js';

const DATA_URL = /^\s*data:[^,]*,/i;

/** What is no part of it: no symbol, no padding, nothing that may stand between or around. */
const FOREIGN = /[^a-z0-9+/_=\s"'`-]/i;

const SYMBOL = /[a-z0-9+/_-]/i;

/** Could the text be meant as base64? Blanks within a line say no: they stand between bytes in hex. */
export function isBase64(text: string): boolean {
  const body = text.replace(DATA_URL, '');
  return !FOREIGN.test(body) && !/\S[ \t]+\S/.test(body);
}

export function parseBase64(text: string): Reading {
  const start = DATA_URL.exec(text)?.[0].length ?? 0;
  const body = text.slice(start);
  const foreign = body.search(FOREIGN);
  if (foreign >= 0) return unreadable(characterAt(body, foreign), start + foreign, 'is no base64 character.');
  const pad = body.indexOf('=');
  if (pad >= 0 && SYMBOL.test(body.slice(pad))) return unreadable('=', start + pad, 'pads base64 at its end alone.');
  const symbols = body
    .replace(/[^a-z0-9+/_-]/gi, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  const pads = body.replace(/[^=]/g, '').length;
  if (symbols.length % 4 === 1) {
    let last = text.length - 1;
    while (!SYMBOL.test(text[last]!)) last--;
    const why = `ends ${symbols.length} characters of base64, which are one too many or too few.`;
    return unreadable(text[last]!, last, why);
  }
  if (pads > 0 && (pads > 2 || (symbols.length + pads) % 4 !== 0)) {
    const why = `is wrong here: ${symbols.length} characters of base64 are not padded with ${pads}.`;
    return unreadable('=', start + pad, why);
  }
  return read(
    'base64',
    Uint8Array.from(atob(symbols), (character) => character.charCodeAt(0)),
  );
}
