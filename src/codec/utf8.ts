/**
 * Strict UTF-8 decoding of reasons that tells where it fails.
 *
 * Each decoder here gives the same answers; which one runs depends on the runtime alone.
 * @module
 */

import { bufferOf } from './arguments.js';

/**
 * Decodes `bytes[start … end)`, at most 123 bytes, as UTF-8. A U+FEFF at the head is kept.
 *
 * @returns The string; or, where the bytes are ill-formed, the offset in `bytes` of the first ill-formed sequence.
 */
export type Utf8Decoder = (bytes: Uint8Array, start: number, end: number) => string | number;

const ILL_FORMED = -1;

/** 80..BF; what lies past the end of the reason reads as 0 and so is none. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/**
 * The Unicode scalar value whose UTF-8 starts at `index`, or ILL_FORMED where no row of the Unicode Standard's table
 * 3-7 matches. Reads each byte once, so that memory which another thread changes cannot get past the checks.
 *
 * | code points        | first  | second     | third  | fourth |
 * |--------------------|--------|------------|--------|--------|
 * | U+0000..U+007F     | 00..7F |            |        |        |
 * | U+0080..U+07FF     | C2..DF | 80..BF     |        |        |
 * | U+0800..U+0FFF     | E0     | **A0**..BF | 80..BF |        |
 * | U+1000..U+CFFF     | E1..EC | 80..BF     | 80..BF |        |
 * | U+D000..U+D7FF     | ED     | 80..**9F** | 80..BF |        |
 * | U+E000..U+FFFF     | EE..EF | 80..BF     | 80..BF |        |
 * | U+10000..U+3FFFF   | F0     | **90**..BF | 80..BF | 80..BF |
 * | U+40000..U+FFFFF   | F1..F3 | 80..BF     | 80..BF | 80..BF |
 * | U+100000..U+10FFFF | F4     | 80..**8F** | 80..BF | 80..BF |
 */
function scalarAt(bytes: Uint8Array, index: number, end: number): number {
  const first = bytes[index]!;
  if (first <= 0x7f) return first;
  if (first < 0xc2 || first > 0xf4) return ILL_FORMED;
  const second = index + 1 < end ? bytes[index + 1]! : 0;
  if (!isSecond(second, first)) return ILL_FORMED;
  if (first <= 0xdf) return ((first & 0x1f) << 6) | (second & 0x3f);
  const third = index + 2 < end ? bytes[index + 2]! : 0;
  if (!isContinuation(third)) return ILL_FORMED;
  if (first <= 0xef) return ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
  const fourth = index + 3 < end ? bytes[index + 3]! : 0;
  if (!isContinuation(fourth)) return ILL_FORMED;
  return ((first & 0x07) << 18) | ((second & 0x3f) << 12) | ((third & 0x3f) << 6) | (fourth & 0x3f);
}

/** Table 3-7's second column: 80..BF, less what would be overlong, a surrogate, or past U+10FFFF. */
function isSecond(second: number, first: number): boolean {
  if (!isContinuation(second)) return false;
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second <= 0x9f;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second <= 0x8f;
}

/** How many bytes a scalar value takes in UTF-8. */
export function scalarLength(scalar: number): number {
  if (scalar <= 0x7f) return 1;
  if (scalar <= 0x7ff) return 2;
  return scalar <= 0xffff ? 3 : 4;
}

/** The decoder that needs nothing but the language. */
export function decodePortably(bytes: Uint8Array, start: number, end: number): string | number {
  const units: number[] = [];
  for (let index = start; index < end; ) {
    const scalar = scalarAt(bytes, index, end);
    if (scalar === ILL_FORMED) return index;
    index += scalarLength(scalar);
    if (scalar <= 0xffff) units.push(scalar);
    else units.push(0xd7c0 + (scalar >> 10), 0xdc00 | (scalar & 0x3ff)); // 0xd7c0: 0xd800, less 0x10000 >> 10
  }
  return String.fromCharCode.apply(null, units);
}

/** What a runtime with Node's `Buffer` has on its prototype: lenient decoding that puts U+FFFD for what is broken. */
type Utf8Slice = (this: Uint8Array, start: number, end: number) => string;

/** The part of a global object that the choice of a decoder looks at. */
interface Host {
  readonly Buffer?: { readonly prototype?: { readonly utf8Slice?: Utf8Slice } };
}

/**
 * Does a runtime's `utf8Slice` do what Node's does? Deno's stripped a BOM until 2.4, and those of polyfills may throw.
 */
function isFaithful(utf8Slice: Utf8Slice): boolean {
  const sample = Uint8Array.of(0xef, 0xbb, 0xbf, 0x62, 0xff, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xe2, 0x82);
  const broken = [4, 5, 5, 7, 7, 10, 10, 12]; // no UTF-8, overlong, a surrogate, cut off
  try {
    if (utf8Slice.call(sample, 0, 4) !== '\uFEFFb') return false;
    for (let at = 0; at < broken.length; at += 2) {
      if (!utf8Slice.call(sample, broken[at]!, broken[at + 1]!).includes('\uFFFD')) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * The decoder for a runtime: `Buffer.prototype.utf8Slice` where there is one. Its result stands unless it holds a
 * U+FFFD, which may be the reason's own or stand for broken bytes.
 *
 * Not for shared memory: V8 measures the bytes and then reads them again, and where another thread changes them in
 * between, the process of Node 20 and 22 crashes. An ArrayBuffer of another realm goes the portable way as well.
 */
export function utf8DecoderFor(host: Host): Utf8Decoder {
  const utf8Slice = host.Buffer?.prototype?.utf8Slice;
  if (typeof utf8Slice !== 'function' || !isFaithful(utf8Slice)) return decodePortably;
  return (bytes, start, end) => {
    if (!(bufferOf(bytes) instanceof ArrayBuffer)) return decodePortably(bytes, start, end);
    const text = utf8Slice.call(bytes, start, end);
    if (!text.includes('\uFFFD')) return text;
    const broken = firstIllFormed(bytes, start, end);
    return broken < end ? broken : text;
  };
}

/** The offset of the first ill-formed sequence; `end` where there is none. */
function firstIllFormed(bytes: Uint8Array, start: number, end: number): number {
  let index = start;
  while (index < end) {
    const scalar = scalarAt(bytes, index, end);
    if (scalar === ILL_FORMED) return index;
    index += scalarLength(scalar);
  }
  return index;
}

/** The decoder for this runtime. */
export const decodeUtf8: Utf8Decoder = /* @__PURE__ */ utf8DecoderFor(globalThis as Host);

/** Decodes `bytes[0 … end)` with U+FFFD for what is ill-formed, one for each as the WHATWG Encoding standard has it. */
export function decodeLeniently(bytes: Uint8Array, end: number): string {
  let text = '';
  let index = 0;
  while (index < end) {
    const scalar = scalarAt(bytes, index, end);
    text += scalar === ILL_FORMED ? '\uFFFD' : String.fromCodePoint(scalar);
    index += scalar === ILL_FORMED ? illFormedLength(bytes, index, end) : scalarLength(scalar);
  }
  return text;
}

/** How many bytes one U+FFFD stands for: the beginning of a row of table 3-7 that breaks off, or else one byte. */
function illFormedLength(bytes: Uint8Array, index: number, end: number): number {
  const first = bytes[index]!;
  if (first < 0xe0 || first > 0xf4 || index + 1 >= end || !isSecond(bytes[index + 1]!, first)) return 1;
  return first >= 0xf0 && index + 2 < end && isContinuation(bytes[index + 2]!) ? 3 : 2;
}
