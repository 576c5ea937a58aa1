/**
 * UTF-8 decoding of reasons in the language alone, as of the Unicode Standard's table 3-7.
 * @module
 */

import { MAX_REASON_BYTES } from './limits.js';

/**
 * Decodes `bytes[start … end)`, at most 123 bytes, as UTF-8. A U+FEFF at the head is kept.
 *
 * @returns The string; or, where the bytes are ill-formed, the offset in `bytes` of the first ill-formed sequence.
 */
export type Utf8Decoder = (bytes: Uint8Array, start: number, end: number) => string | number;

/**
 * Writes the UTF-16 code units of `bytes[start … end)`: how many; or, where they are ill-formed, `~` of the offset. Reads
 * each byte once, so that memory which another thread changes cannot get past the checks.
 *
 * The rows of table 3-7 are held by what comes out of them, which leaves fewer branches than their bytes would:
 *
 * | code points        | first  | second     | third  | fourth | but for the bold ones, which would be |
 * |--------------------|--------|------------|--------|--------|---------------------------------------|
 * | U+0000..U+007F     | 00..7F |            |        |        |                                       |
 * | U+0080..U+07FF     | C2..DF | 80..BF     |        |        |                                       |
 * | U+0800..U+0FFF     | E0     | **A0**..BF | 80..BF |        | under U+0800: overlong                |
 * | U+1000..U+CFFF     | E1..EC | 80..BF     | 80..BF |        |                                       |
 * | U+D000..U+D7FF     | ED     | 80..**9F** | 80..BF |        | U+D800..U+DFFF: surrogates            |
 * | U+E000..U+FFFF     | EE..EF | 80..BF     | 80..BF |        |                                       |
 * | U+10000..U+3FFFF   | F0     | **90**..BF | 80..BF | 80..BF | under U+10000: overlong               |
 * | U+40000..U+FFFFF   | F1..F3 | 80..BF     | 80..BF | 80..BF |                                       |
 * | U+100000..U+10FFFF | F4     | 80..**8F** | 80..BF | 80..BF | over U+10FFFF                         |
 *
 * `^ 0x80` makes 00..3F, its six bits, of a continuation byte, and more of any other.
 */
export function decodeUnits(bytes: Uint8Array, start: number, end: number, units: Uint16Array): number {
  let count = 0;
  let index = start;
  while (index < end) {
    const first = bytes[index]!;
    if (first <= 0x7f) {
      units[count++] = first;
      index += 1;
    } else if (first >= 0xe0 && first <= 0xef && index + 2 < end) {
      const second = bytes[index + 1]! ^ 0x80;
      const third = bytes[index + 2]! ^ 0x80;
      const scalar = ((first & 0x0f) << 12) | (second << 6) | third;
      if ((second | third) > 0x3f || scalar < 0x800 || (scalar & 0xf800) === 0xd800) return ~index;
      units[count++] = scalar;
      index += 3;
    } else if (first >= 0xf0 && first <= 0xf4 && index + 3 < end) {
      const second = bytes[index + 1]! ^ 0x80;
      const third = bytes[index + 2]! ^ 0x80;
      const fourth = bytes[index + 3]! ^ 0x80;
      const scalar = ((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth;
      if ((second | third | fourth) > 0x3f || scalar < 0x10000 || scalar > 0x10ffff) return ~index;
      units[count++] = 0xd7c0 + (scalar >> 10); // 0xd800, less 0x10000 >> 10
      units[count++] = 0xdc00 | (scalar & 0x3ff);
      index += 4;
    } else if (first >= 0xc2 && first <= 0xdf && index + 1 < end) {
      const second = bytes[index + 1]! ^ 0x80;
      if (second > 0x3f) return ~index;
      units[count++] = ((first & 0x1f) << 6) | second;
      index += 2;
    } else {
      return ~index;
    }
  }
  return count;
}

/**
 * Memory for the code units of the reason being decoded: V8 keeps no array of over 64 bytes on its heap, and one for
 * each call would take longer than decoding. Whoever uses it wipes it in a `finally`, by a loop in its own frame:
 * nothing of a peer's outlives its result, not even where the stack overflows.
 */
export function newUnits(): Uint16Array<ArrayBuffer> {
  return new Uint16Array(MAX_REASON_BYTES + 3); // decodeLeniently() looks at three more
}

/** The decoder that needs nothing but the language. */
export const decodePortably: Utf8Decoder = /* @__PURE__ */ (() => {
  const units = newUnits();
  return (bytes, start, end) => {
    let written = end - start; // at most, as each code unit takes a byte or more
    try {
      const count = decodeUnits(bytes, start, end, units);
      if (count < 0) return ~count;
      written = count;
      // apply() takes any array-like; TypeScript's declaration of it knows only number[].
      return String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]);
    } finally {
      for (let index = 0; index < written; index++) units[index] = 0;
    }
  };
})();

/** How many bytes a scalar value takes in UTF-8. */
export function scalarLength(scalar: number): number {
  if (scalar <= 0x7f) return 1;
  if (scalar <= 0x7ff) return 2;
  return scalar <= 0xffff ? 3 : 4;
}

/**
 * Decodes `bytes[0 … end)`, at most 126 of them, with U+FFFD for what is ill-formed, one for each as the WHATWG
 * Encoding standard has it.
 */
export function decodeLeniently(bytes: Uint8Array, end: number): string {
  let text = '';
  let start = 0;
  for (;;) {
    const rest = decodePortably(bytes, start, end);
    if (typeof rest === 'string') return text + rest;
    text += `${decodePortably(bytes, start, rest)}\uFFFD`;
    start = rest + illFormedLength(bytes, rest, end);
  }
}

/** How many bytes one U+FFFD stands for: the beginning of a row of table 3-7 that breaks off, or else one byte. */
function illFormedLength(bytes: Uint8Array, index: number, end: number): number {
  const first = bytes[index]!;
  const second = index + 1 < end ? bytes[index + 1]! : 0;
  const third = index + 2 < end ? bytes[index + 2]! : 0;
  if (first < 0xe0 || first > 0xf4 || !isSecond(second, first)) return 1;
  return first >= 0xf0 && isContinuation(third) ? 3 : 2;
}

/** Table 3-7's second column from E0 on. */
function isSecond(second: number, first: number): boolean {
  if (first === 0xe0) return second >= 0xa0 && second <= 0xbf;
  if (first === 0xed) return second >= 0x80 && second <= 0x9f;
  if (first === 0xf0) return second >= 0x90 && second <= 0xbf;
  if (first === 0xf4) return second >= 0x80 && second <= 0x8f;
  return isContinuation(second);
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
