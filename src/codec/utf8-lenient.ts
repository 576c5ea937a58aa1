/**
 * UTF-8 decoding that never fails, for reasons that others have received.
 * @module
 */

import { byteLengthOf } from './arguments.js';
import { decodeUtf8 } from './utf8-host.js';
import { Wire } from './wire.js';

/**
 * Decodes as much as a reason can hold, with U+FFFD for what is ill-formed, one for each as the WHATWG Encoding standard
 * has it.
 */
export function decodeLeniently(reason: Uint8Array): string {
  // What fits begins within the first 123 bytes, as each decodes to one or more; and 3 more end a character of 4.
  // A copy, because they are looked at twice.
  const bytes = new Uint8Array(
    Math.min(byteLengthOf(reason, 'reason', 'string or Uint8Array'), Wire.MaxReasonBytes + 3),
  );
  for (let at = 0; at < bytes.length; at++) bytes[at] = reason[at]!;
  let text = '';
  let start = 0;
  for (;;) {
    const rest = decodeUtf8(bytes, start, bytes.length);
    if (typeof rest === 'string') return text + rest;
    text += `${decodeUtf8(bytes, start, rest)}\uFFFD`;
    start = rest + illFormedLength(bytes, rest);
  }
}

/** How many bytes one U+FFFD stands for: the beginning of a row of table 3-7 that breaks off, or else one byte. */
function illFormedLength(bytes: Uint8Array, at: number): number {
  // Behind the second byte all rows go on alike: what breaks off would be whole with 80 for each byte that is missing.
  // (Behind the end of the reason there is no byte, of which this makes a 0, which continues nothing.)
  const sequence = Uint8Array.of(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, 0x80);
  let length = 3;
  for (; length > 1; sequence[--length] = 0x80) {
    if (typeof decodeUtf8(sequence, 0, sequence[0]! < 0xf0 ? 3 : 4) === 'string') break;
  }
  return length;
}
