/**
 * The judge of UTF-8: where does a reason stop being well-formed (RFC 3629; the Unicode Standard, table 3-7)? It reads big-
 * endian words of four bytes, so that a masking key unmasks each at once.
 * @module
 */

import { skipPlain } from './utf8-skip.js';

/**
 * Judges `bytes[start … end)`, which lies in the first 256 bytes.
 *
 * @param key - The masking key whose first byte, the highest, masks `bytes[start]`; 0 if the bytes are not masked.
 * @returns The index of the first ill-formed sequence; -1 if there is none.
 */
export function illFormedAt(bytes: Uint8Array, start: number, end: number, key: number): number {
  let turned = key;
  for (let at = start; ; ) {
    if (at < end - 7) at = skipPlain(bytes, at, end, turned);
    if (at >= end) return -1;
    const word = (at < end - 3 ? wordAt(bytes, at) : lastWord(bytes, at, end, turned)) ^ turned;
    const size = (word & 0x80808080) === 0 ? 4 : sequenceBytes(word);
    if (size === 0) return at;
    at += size;
    turned = (turned << (8 * size)) | (turned >>> (32 - 8 * size)); // JavaScript shifts by 32 as by 0
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** What is left of the reason, and then the bytes of the key: unmasked they are 0, which continues no sequence. */
function lastWord(bytes: Uint8Array, start: number, end: number, key: number): number {
  let word = key;
  for (let at = start, shift = 24; at < end; at++, shift -= 8) word = (word & ~(0xff << shift)) | (bytes[at]! << shift);
  return word;
}

/**
 * How many bytes the sequence takes that begins a word; 0 if it is ill-formed.
 *
 * | code points        | first  | second     | third  | fourth | in bold: anything else would be |
 * |--------------------|--------|------------|--------|--------|---------------------------------|
 * | U+0000..U+007F     | 00..7F |            |        |        |                                 |
 * | U+0080..U+07FF     | C2..DF | 80..BF     |        |        | C0, C1: under U+0080, overlong  |
 * | U+0800..U+0FFF     | E0     | **A0**..BF | 80..BF |        | under U+0800: overlong          |
 * | U+1000..U+CFFF     | E1..EC | 80..BF     | 80..BF |        |                                 |
 * | U+D000..U+D7FF     | ED     | 80..**9F** | 80..BF |        | U+D800..U+DFFF: surrogates      |
 * | U+E000..U+FFFF     | EE..EF | 80..BF     | 80..BF |        |                                 |
 * | U+10000..U+3FFFF   | F0     | **90**..BF | 80..BF | 80..BF | under U+10000: overlong         |
 * | U+40000..U+FFFFF   | F1..F3 | 80..BF     | 80..BF | 80..BF |                                 |
 * | U+100000..U+10FFFF | F4     | 80..**8F** | 80..BF | 80..BF | over U+10FFFF, as for F5..FF    |
 */
function sequenceBytes(word: number): number {
  const two = word >>> 16; // the first two bytes, which the borders are in
  if (two < 0x8000) return 1;
  if ((word & 0xe0c00000) === (0xc0800000 | 0)) return two >= 0xc200 ? 2 : 0;
  if ((word & 0xf0c0c000) === (0xe0808000 | 0)) return two >= 0xe0a0 && (two & 0xffe0) !== 0xeda0 ? 3 : 0;
  return (word & 0xf8c0c0c0) === (0xf0808080 | 0) && two >= 0xf090 && two <= 0xf48f ? 4 : 0;
}
