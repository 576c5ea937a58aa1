/**
 * Decodes reasons from UTF-8 in the runtime's fastest way. All decoders return the same results as the portable one and
 * differ only in speed. Times are from Node 20 unless another version is named; `npm run bench` shows their effect.
 * @module
 */

import { typedArrayGetter } from './arguments.js';
import { portableDecoder, type Utf8Decoder, unitsDecoder } from './utf8.js';

/** A method that the prototype of Node's `Buffer` has. */
type Slice = (this: Uint8Array, start: number, end?: number) => string;

/** The part of the global object that decides which decoder is used. Any of it may be missing. */
export interface DecoderHost {
  readonly Buffer: {
    byteLength(this: void, text: string): number;
    readonly prototype: { readonly utf8Slice: Slice; readonly latin1Slice: Slice; readonly ucs2Slice: Slice };
  };
  readonly TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };
  readonly RegExp: object;
}

function ucs2Decoder(ucs2Slice: Slice): Utf8Decoder {
  return unitsDecoder((_, count, unitBytes) => ucs2Slice.call(unitBytes, 0, 2 * count));
}

/**
 * Decodes with `utf8Slice` of Node's `Buffer`. Its result is right unless it contains U+FFFD, which may be in the
 * reason or stand for ill-formed bytes. All this takes 20 ns more than `utf8Slice` alone: checking the buffer takes 7,
 * and the search 6, or 20 if the text is not Latin-1.
 *
 * It must not get shared memory. V8 reads the bytes twice, and on Node 20 and 22 the process crashed when another
 * thread changed them in between. (An ArrayBuffer of another realm is also decoded in JavaScript.)
 *
 * `utf8Slice` takes 65 ns for 41 Chinese characters from Node 24 on, and 460 before. Node 24 is recognized by
 * RegExp.escape: measuring the speed at load gave the wrong answer in 5 of 10 processes on a busy machine.
 */
function utf8SliceDecoder({ Buffer, RegExp: RegularExpression }: DecoderHost): Utf8Decoder {
  if (!('escape' in RegularExpression)) throw RegularExpression; // utf8DecoderFor() catches it
  const { utf8Slice, ucs2Slice } = Buffer.prototype;
  const getBuffer = typedArrayGetter<ArrayBufferLike>('buffer');
  const portably = ucs2Decoder(ucs2Slice);
  return (bytes, start, end) => {
    if (getBuffer.call(bytes) instanceof ArrayBuffer) {
      const text = utf8Slice.call(bytes, start, end);
      if (!text.includes('\uFFFD')) return text;
    }
    return portably(bytes, start, end);
  };
}

/**
 * Decodes ASCII with `latin1Slice` of Node's `Buffer`. The text is ASCII if `byteLength`, a fast call in V8, gives the
 * same length. Both together take 52 ns for 35 bytes and 66 for 123; `utf8Slice` takes 60 and 74. The string is
 * checked, not the bytes, so they may change in shared memory. For 41 Chinese characters, JavaScript with `ucs2Slice`
 * takes 240 ns, and a slow `utf8Slice` 510.
 */
function latin1SliceDecoder({ Buffer }: DecoderHost): Utf8Decoder {
  const {
    byteLength,
    prototype: { latin1Slice, ucs2Slice },
  } = Buffer;
  const portably = ucs2Decoder(ucs2Slice);
  return (bytes, start, end) => {
    if (bytes[start]! <= 0x7f) {
      const text = latin1Slice.call(bytes, start, end);
      if (byteLength(text) === end - start) return text;
    }
    return portably(bytes, start, end);
  };
}

/**
 * Decodes with a TextDecoder, which in browsers rejects shared or resizable memory. U+FFFD is handled as with
 * `utf8Slice`. The TextDecoder gets a new view, because `subarray()` could run code of the caller's array. (A copy
 * would take longer than everything else: 240 ns for 10 bytes on Node 26.)
 */
function textDecoderDecoder({ TextDecoder }: DecoderHost): Utf8Decoder {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const getBuffer = typedArrayGetter<ArrayBufferLike & { resizable?: boolean }>('buffer');
  const getByteOffset = typedArrayGetter<number>('byteOffset');
  const portably = portableDecoder();
  return (bytes, start, end) => {
    const buffer = getBuffer.call(bytes);
    if (buffer instanceof ArrayBuffer && !buffer.resizable) {
      const text = decoder.decode(new Uint8Array(buffer, getByteOffset.call(bytes) + start, end - start));
      if (!text.includes('\uFFFD')) return text;
    }
    return portably(bytes, start, end);
  };
}

/** The fastest decoder for a runtime. */
export function utf8DecoderFor(host: DecoderHost): Utf8Decoder {
  // The functions that a decoder calls are constants of its closure, which V8 can inline. In a bundle, a constant at
  // the top level of a module becomes a `var`, and calls through that take 17 ns longer (npm run bench).
  for (const decoderOf of [utf8SliceDecoder, latin1SliceDecoder, textDecoderDecoder]) {
    try {
      const decode = decoderOf(host);
      const sample = Uint8Array.of(0x61, 0xef, 0xbb, 0xbf, 0x61);
      // Does it decode ASCII and U+FEFF, and find an incomplete sequence? Deno's `utf8Slice` did not before 2.4.
      const answers = `${decode(sample, 0, 1)}${decode(sample, 1, 4)}${decode(sample, 4, 5)}${decode(sample, 0, 3)}`;
      if (answers === 'a\uFEFFa1') return decode;
    } catch {} // what it needs is missing, or behaves differently
  }
  return portableDecoder();
}

/** The decoder for this runtime. */
export const decodeUtf8: Utf8Decoder = /* @__PURE__ */ utf8DecoderFor(globalThis as unknown as DecoderHost);
