/**
 * UTF-8 for reasons: strict decoding that tells where it fails, and encoding into the caller's memory.
 *
 * Every implementation of a decoder here gives the same answers; which one runs depends on the runtime alone.
 * @module
 */

import { MAX_REASON_BYTES } from './limits.js';

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

/** How many bytes a scalar value takes. */
function scalarLength(scalar: number): number {
  if (scalar <= 0x7f) return 1;
  if (scalar <= 0x7ff) return 2;
  return scalar <= 0xffff ? 3 : 4;
}

/** The UTF-16 code units of the reason being decoded. Wiped before decoding returns: no reason outlives its result. */
const units = /* @__PURE__ */ new Uint16Array(MAX_REASON_BYTES);

/** The decoder that needs nothing but the language. */
export function decodePortably(bytes: Uint8Array, start: number, end: number): string | number {
  let index = start;
  let count = 0;
  let scalar = 0;
  while (index < end) {
    scalar = scalarAt(bytes, index, end);
    if (scalar === ILL_FORMED) break;
    index += scalarLength(scalar);
    if (scalar <= 0xffff) {
      units[count++] = scalar;
    } else {
      units[count++] = 0xd7c0 + (scalar >> 10); // 0xd800, less the 0x10000 that surrogate pairs start from
      units[count++] = 0xdc00 | (scalar & 0x3ff);
    }
  }
  // apply() takes any array-like; TypeScript's declaration of it knows only number[].
  const view = units.subarray(0, count) as unknown as number[];
  const result = scalar === ILL_FORMED ? index : String.fromCharCode.apply(null, view);
  units.fill(0, 0, count);
  return result;
}

/** What a runtime with Node's `Buffer` has on its prototype: lenient decoding that puts U+FFFD for what is broken. */
type Utf8Slice = (this: Uint8Array, start: number, end: number) => string;

/** The part of a global object that the choice of a decoder looks at. */
interface Host {
  readonly Buffer?: { readonly prototype?: { readonly utf8Slice?: Utf8Slice } };
}

/**
 * The decoder for a runtime: `Buffer.prototype.utf8Slice` where there is one. Its result stands unless it holds a
 * U+FFFD, which may be the reason's own or mark broken bytes; the portable decoder tells.
 */
export function utf8DecoderFor(host: Host): Utf8Decoder {
  const utf8Slice = host.Buffer?.prototype?.utf8Slice;
  if (utf8Slice === undefined) return decodePortably;
  return (bytes, start, end) => {
    const text = utf8Slice.call(bytes, start, end);
    return text.includes('\uFFFD') ? decodePortably(bytes, start, end) : text;
  };
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

/**
 * The scalar value at `index` of a string, with U+FFFD for a lone surrogate, as Web IDL turns a string into a
 * `USVString`.
 */
function scalarOf(text: string, index: number): number {
  const scalar = text.codePointAt(index)!;
  return scalar >= 0xd800 && scalar <= 0xdfff ? 0xfffd : scalar;
}

/**
 * How many bytes does the text take in UTF-8?
 *
 * @param limit - Counting ends once it is exceeded, so that a text of any length costs no more than this many steps.
 * @returns The number of bytes; or, where it is over `limit`, some number over `limit`.
 */
export function utf8Length(text: string, limit: number): number {
  if (text.length > limit) return text.length; // each code unit takes a byte at least
  let length = 0;
  for (let index = 0; index < text.length && length <= limit; index++) {
    const scalar = scalarOf(text, index);
    length += scalarLength(scalar);
    if (scalar > 0xffff) index++;
  }
  return length;
}

/** The longest beginning of the text that takes no more than `limit` bytes in UTF-8: the text itself where it fits. */
export function utf8Prefix(text: string, limit: number): string {
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const scalar = scalarOf(text, index);
    length += scalarLength(scalar);
    if (length > limit) return text.slice(0, index);
    if (scalar > 0xffff) index++;
  }
  return text;
}

/** Writes the text in UTF-8 from `offset` on; the caller has made sure, with {@link utf8Length}, that it fits. */
export function writeUtf8(target: Uint8Array, offset: number, text: string): void {
  let at = offset;
  for (let index = 0; index < text.length; index++) {
    const scalar = scalarOf(text, index);
    if (scalar <= 0x7f) {
      target[at++] = scalar;
      continue;
    }
    if (scalar <= 0x7ff) {
      target[at++] = 0xc0 | (scalar >> 6);
    } else {
      if (scalar <= 0xffff) {
        target[at++] = 0xe0 | (scalar >> 12);
      } else {
        target[at++] = 0xf0 | (scalar >> 18);
        target[at++] = 0x80 | ((scalar >> 12) & 0x3f);
        index++;
      }
      target[at++] = 0x80 | ((scalar >> 6) & 0x3f);
    }
    target[at++] = 0x80 | (scalar & 0x3f);
  }
}
