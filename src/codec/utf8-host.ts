/**
 * UTF-8 decoding of reasons with what the runtime has beside the language. Each decoder gives the very same answers as
 * {@link decodePortably}; they differ in speed alone. The figures are of Node 20, where `npm run bench` shows what comes
 * of them, with Buffer and without.
 * @module
 */

import { bufferOf } from './arguments.js';
import { decodePortably, decodeUnits, newUnits, type Utf8Decoder } from './utf8.js';

/** What a runtime with Node's `Buffer` has on its prototype. */
type Slice = (this: Uint8Array, start: number, end: number) => string;

/** The part of a global object that the choice of a decoder looks at. */
interface Host {
  readonly Buffer?: {
    readonly prototype?: { readonly utf8Slice?: Slice; readonly latin1Slice?: Slice; readonly ucs2Slice?: Slice };
  };
  readonly TextDecoder?: new (label: string, options: { ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };
}

/**
 * Up to this many bytes, looking at each in JavaScript and then copying them with `latin1Slice` is faster than
 * `utf8Slice`, which looks itself: 49 to 61 ns against 62 to 69 at 13 to 50 bytes, 72 against 58 at 123.
 */
const SCANNED_BYTES = 48;

/** Up to this many bytes, JavaScript is no slower than a TextDecoder: 97 ns each at 12 bytes, 125 against 96 at 16. */
const SHORT_BYTES = 12;

/** Are all the bytes ASCII? Eight in one go: twice as fast as one by one. */
function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let seen = 0;
  let index = start;
  for (const last = end - 8; index <= last; index += 8) {
    seen |=
      bytes[index]! |
      bytes[index + 1]! |
      bytes[index + 2]! |
      bytes[index + 3]! |
      bytes[index + 4]! |
      bytes[index + 5]! |
      bytes[index + 6]! |
      bytes[index + 7]!;
  }
  for (; index < end; index++) seen |= bytes[index]!;
  return seen <= 0x7f;
}

/**
 * Decodes with the methods of Node's `Buffer`.
 *
 * What `utf8Slice` gives stands unless it holds a U+FFFD, which may be the reason's own or stand for broken bytes. At 41
 * Chinese characters it takes 430 ns on Node 20, against 180 for decoding in JavaScript and having `ucs2Slice` make the string;
 * on Node 26 it is the faster of the two.
 *
 * None of them gets shared memory, which another thread may change between two looks: `latin1Slice` would then give
 * what nobody sent, and `utf8Slice` crashes the process on Node 20 and 22, as V8 measures the bytes and then reads them
 * again. (An ArrayBuffer of another realm is passed by, too.)
 */
function bufferDecoder(utf8Slice: Slice, latin1Slice: Slice, ucs2Slice: Slice): Utf8Decoder {
  const units = newUnits();
  const unitBytes = new Uint8Array(units.buffer);
  return (bytes, start, end) => {
    if (bufferOf(bytes) instanceof ArrayBuffer) {
      if (end - start <= SCANNED_BYTES) {
        if (isAscii(bytes, start, end)) return latin1Slice.call(bytes, start, end);
      } else if (bytes[start]! <= 0x7f) {
        const text = utf8Slice.call(bytes, start, end);
        if (!text.includes('\uFFFD')) return text;
      }
    }
    let written = end - start; // at most, as each code unit takes a byte or more
    try {
      const count = decodeUnits(bytes, start, end, units);
      if (count < 0) return ~count;
      written = count;
      return ucs2Slice.call(unitBytes, 0, 2 * count);
    } finally {
      for (let index = 0; index < written; index++) units[index] = 0;
    }
  };
}

/** Decodes with a TextDecoder what is ASCII at its head and not short; browsers refuse it shared memory. */
function textDecoderDecoder(decoder: { decode(bytes: Uint8Array): string }): Utf8Decoder {
  return (bytes, start, end) => {
    if (end - start > SHORT_BYTES && bytes[start]! <= 0x7f && bufferOf(bytes) instanceof ArrayBuffer) {
      const text = decoder.decode(bytes.subarray(start, end));
      if (!text.includes('\uFFFD')) return text;
    }
    return decodePortably(bytes, start, end);
  };
}

/** Bytes with a BOM, then one piece each that is no UTF-8, overlong, a surrogate, cut off. */
const sample = /* @__PURE__ */ Uint8Array.of(0xef, 0xbb, 0xbf, 0x62, 0xff, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xe2, 0x82);
const brokenPieces = [4, 5, 7, 10, 12];

/** Does this decode UTF-8 leniently and keep a BOM? Deno's `utf8Slice` did not until 2.4, and polyfills may throw. */
function isFaithful(decode: (bytes: Uint8Array, start: number, end: number) => string): boolean {
  return (
    decode(sample, 0, 4) === '\uFEFFb' &&
    brokenPieces.every((start, piece) => {
      const end = brokenPieces[piece + 1];
      return end === undefined || decode(sample, start, end).includes('\uFFFD');
    })
  );
}

/** The fastest decoder that a runtime has the means for. */
export function utf8DecoderFor({ Buffer, TextDecoder }: Host): Utf8Decoder {
  // What is called here goes into constants of closures, where V8 sees it: bundlers make a `var` of a constant at the
  // top of a module, and calls through one take 17 ns longer.
  try {
    const { utf8Slice, latin1Slice, ucs2Slice } = Buffer!.prototype!;
    if (
      isFaithful((bytes, start, end) => utf8Slice!.call(bytes, start, end)) &&
      latin1Slice!.call(sample, 3, 4) === 'b' &&
      ucs2Slice!.call(new Uint8Array(Uint16Array.of(0xfeff, 0x62).buffer), 0, 4) === '\uFEFFb'
    ) {
      return bufferDecoder(utf8Slice!, latin1Slice!, ucs2Slice!);
    }
  } catch {} // no Buffer, or one that is unlike Node's
  try {
    const decoder = new TextDecoder!('utf-8', { ignoreBOM: true });
    if (isFaithful((bytes, start, end) => decoder.decode(bytes.subarray(start, end))))
      return textDecoderDecoder(decoder);
  } catch {} // no TextDecoder, or one that is unlike the standard's
  return decodePortably;
}

/** The decoder for this runtime. */
export const decodeUtf8: Utf8Decoder = /* @__PURE__ */ utf8DecoderFor(globalThis as Host);
