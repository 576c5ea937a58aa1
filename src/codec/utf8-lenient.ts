/**
 * UTF-8 decoding that never fails, for reasons that others have received.
 * @module
 */

import { decodeUnits } from './utf8.js';
import { decodeUtf8 } from './utf8-host.js';

/**
 * Decodes `bytes[0 … end)`, at most 126 of them, with U+FFFD for what is ill-formed, one for each as the WHATWG
 * Encoding standard has it.
 */
export function decodeLeniently(bytes: Uint8Array, end: number): string {
  let text = '';
  let start = 0;
  for (;;) {
    const rest = decodeUtf8(bytes, start, end);
    if (typeof rest === 'string') return text + rest;
    text += `${decodeUtf8(bytes, start, rest)}\uFFFD`;
    start = rest + illFormedLength(bytes, rest, end);
  }
}

/** How many bytes one U+FFFD stands for: the beginning of a row of table 3-7 that breaks off, or else one byte. */
function illFormedLength(bytes: Uint8Array, start: number, end: number): number {
  for (let length = Math.min(3, end - start); length > 1; length--) {
    // Behind the second byte all rows go on alike: what breaks off would be whole with 80 for each byte that is missing.
    const sequence = Uint8Array.of(0, 0x80, 0x80, 0x80);
    for (let at = 0; at < length; at++) sequence[at] = bytes[start + at]!;
    if (decodeUnits(sequence, 0, sequence[0]! < 0xf0 ? 3 : 4, new Uint16Array(2)) >= 0) return length;
  }
  return 1;
}
