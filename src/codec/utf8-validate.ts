/**
 * Finds where a reason stops being well-formed UTF-8 (RFC 3629; the Unicode Standard, table 3-7), without decoding it.
 * It may be masked. Plain stretches are skipped several characters at a time; the rest is read in big-endian words of
 * four bytes, so that one XOR with the masking key unmasks them.
 * @module
 */

/**
 * Validates `bytes[start … end)`, which must lie in the first 256 bytes.
 *
 * @param key - The masking key, whose first (highest) byte masks `bytes[start]`; 0 if the bytes are not masked.
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

/** The last 1 to 3 bytes, filled up with bytes of the key: they unmask to 0, which continues no sequence. */
function lastWord(bytes: Uint8Array, start: number, end: number, key: number): number {
  let word = key;
  for (let at = start, shift = 24; at < end; at++, shift -= 8) word = (word & ~(0xff << shift)) | (bytes[at]! << shift);
  return word;
}

/** The size in bytes of the sequence at the start of a word, by table 3-7 in utf8.ts; 0 if it is ill-formed. */
function sequenceBytes(word: number): number {
  const two = word >>> 16; // the first two bytes, which decide between rows
  if (two < 0x8000) return 1;
  if ((word & 0xe0c00000) === (0xc0800000 | 0)) return two >= 0xc200 ? 2 : 0;
  if ((word & 0xf0c0c000) === (0xe0808000 | 0)) return two >= 0xe0a0 && (two & 0xffe0) !== 0xeda0 ? 3 : 0;
  return (word & 0xf8c0c0c0) === (0xf0808080 | 0) && two >= 0xf090 && two <= 0xf48f ? 4 : 0;
}

// The loops below step by 8 or 12 bytes, so the masking key need not be turned. `& 0xff` tells V8 the range of an
// index, which saves instructions in bounds checks: 50 ns instead of 60 for 123 letters, 54 instead of 73 for 41
// Chinese characters (Node 26; npm run bench).

/**
 * Skips ASCII; then sequences that start with E1..EC, which most Chinese and Japanese text consists of; then
 * U+1F000..U+1FFFF, where most emoji are. It may stop before the end of such a stretch.
 *
 * @param key - The masking key, whose first (highest) byte masks `bytes[start]`; 0 if the bytes are not masked.
 * @returns The index of the first byte that was not skipped.
 */
export function skipPlain(bytes: Uint8Array, start: number, end: number, key: number): number {
  // A literal 0 lets V8 inline a copy without the key: 44 ns instead of 55 for 123 letters (npm run bench). The third
  // loop is not a separate function: inlining it too would exceed V8's limit of 920 bytes of bytecode.
  let at = start & 0xff;
  at = key === 0 ? skipAscii(bytes, at, end, 0) : skipAscii(bytes, at, end, key);
  at = key === 0 ? skipPlainRows(bytes, at, end, 0) : skipPlainRows(bytes, at, end, key);
  // Two characters at a time: F0 9F and any two continuation bytes.
  const first = (key >>> 24) ^ 0xf0;
  const second = ((key >> 16) & 0xff) ^ 0x9f;
  const c2 = ((key >> 8) & 0xff) ^ 0x80;
  const c3 = (key & 0xff) ^ 0x80;
  while (
    at < end - 7 &&
    ((bytes[at]! ^ first) | (bytes[at + 1]! ^ second) | (bytes[at + 4]! ^ first) | (bytes[at + 5]! ^ second)) === 0 &&
    ((bytes[at + 2]! ^ c2) | (bytes[at + 3]! ^ c3) | (bytes[at + 6]! ^ c2) | (bytes[at + 7]! ^ c3)) <= 0x3f
  ) {
    at = (at + 8) & 0xff;
  }
  return at;
}

function skipAscii(bytes: Uint8Array, start: number, end: number, key: number): number {
  const k0 = key >>> 24;
  const k1 = (key >> 16) & 0xff;
  const k2 = (key >> 8) & 0xff;
  const k3 = key & 0xff;
  let at = start;
  while (
    at < end - 7 &&
    ((bytes[at]! ^ k0) |
      (bytes[at + 1]! ^ k1) |
      (bytes[at + 2]! ^ k2) |
      (bytes[at + 3]! ^ k3) |
      (bytes[at + 4]! ^ k0) |
      (bytes[at + 5]! ^ k1) |
      (bytes[at + 6]! ^ k2) |
      (bytes[at + 7]! ^ k3)) <=
      0x7f
  ) {
    at = (at + 8) & 0xff;
  }
  return at;
}

/** Four characters at a time. `^ 0x80` makes a continuation byte at most 0x3f, and any other byte more than that. */
function skipPlainRows(bytes: Uint8Array, start: number, end: number, key: number): number {
  const k0 = key >>> 24;
  const k1 = (key >> 16) & 0xff;
  const k2 = (key >> 8) & 0xff;
  const k3 = key & 0xff;
  const c0 = k0 ^ 0x80;
  const c1 = k1 ^ 0x80;
  const c2 = k2 ^ 0x80;
  const c3 = k3 ^ 0x80;
  let at = start;
  while (
    at < end - 11 &&
    isPlainRow(bytes[at]! ^ k0) &&
    isPlainRow(bytes[at + 3]! ^ k3) &&
    isPlainRow(bytes[at + 6]! ^ k2) &&
    isPlainRow(bytes[at + 9]! ^ k1) &&
    ((bytes[at + 1]! ^ c1) |
      (bytes[at + 2]! ^ c2) |
      (bytes[at + 4]! ^ c0) |
      (bytes[at + 5]! ^ c1) |
      (bytes[at + 7]! ^ c3) |
      (bytes[at + 8]! ^ c0) |
      (bytes[at + 10]! ^ c2) |
      (bytes[at + 11]! ^ c3)) <=
      0x3f
  ) {
    at = (at + 12) & 0xff;
  }
  return at;
}

/** Is it E1..EC, which any two continuation bytes may follow? One comparison: `>>> 0` makes negative numbers large. */
function isPlainRow(first: number): boolean {
  return (first - 0xe1) >>> 0 <= 0xec - 0xe1;
}
