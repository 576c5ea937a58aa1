/**
 * UTF-8 decoding of reasons with what the runtime has beside the language. Each decoder gives the very same answers as
 * the portable one; they differ in speed alone. The figures are of Node 20 where no other is named; `npm run bench`
 * shows what comes of them, with Buffer and without.
 * @module
 */

import { typedArrayGetter } from './arguments.js';
import { portableDecoder, type Utf8Decoder, unitsDecoder } from './utf8.js';

/** What a runtime with Node's `Buffer` has on its prototype. */
type Slice = (this: Uint8Array, start: number, end?: number) => string;

/** The part of a global object that the choice of a decoder looks at. Any of it may be missing. */
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
 * Decodes with `utf8Slice` of Node's `Buffer`. What it gives stands unless it holds a U+FFFD, which may be the reason's own
 * or stand for broken bytes. Of the 20 ns that this takes above the bare `utf8Slice`, 7 are for the look at the buffer and 6
 * for the search, or 20 if the text is not Latin-1.
 *
 * It gets no shared memory: V8 measures the bytes and then reads them again, and on Node 20 and 22 the process crashed when
 * another thread changed them in between. (An ArrayBuffer of another realm goes the other way, too.)
 *
 * For 41 Chinese characters `utf8Slice` takes 65 ns from Node 24 on, which also brought RegExp.escape, and 460 before. Asking
 * for that is better than measuring it at load: on a busy machine, 5 of 10 processes with Node 20 came out wrong.
 */
function utf8SliceDecoder({ Buffer, RegExp: RegularExpression }: DecoderHost): Utf8Decoder {
  if (!('escape' in RegularExpression)) throw RegularExpression; // caught: it is passed over
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
 * Decodes ASCII with `latin1Slice` of Node's `Buffer`, if that takes as many bytes in UTF-8: `byteLength` is a fast call in
 * V8, so both take 52 ns at 35 bytes and 66 at 123, where `utf8Slice` takes 60 and 74. It is the string that is looked at,
 * so shared memory may change meanwhile. For 41 Chinese characters JavaScript with `ucs2Slice` takes 240 ns and `utf8Slice`
 * 510, if it is not fast.
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
 * Decodes with a TextDecoder, which browsers refuse memory that is shared or can be resized; as for what it gives, see
 * above. It gets a view of our own, as `subarray()` would ask a caller's array for its class. (A copy would take longer
 * than all else: 240 ns for 10 bytes on Node 26.)
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

/** The fastest decoder that a runtime has the means for. */
export function utf8DecoderFor(host: DecoderHost): Utf8Decoder {
  // What is called in a decoder is in constants of closures, where V8 sees it: bundlers make a `var` of a constant at the
  // top of a module, and calls through one take 17 ns longer.
  for (const decoderOf of [utf8SliceDecoder, latin1SliceDecoder, textDecoderDecoder]) {
    try {
      const decode = decoderOf(host);
      const sample = Uint8Array.of(0x61, 0xef, 0xbb, 0xbf, 0x61);
      // Does this decode ASCII and a U+FEFF, and say where a sequence breaks off? Deno's `utf8Slice` did not until 2.4.
      const answers = `${decode(sample, 0, 1)}${decode(sample, 1, 4)}${decode(sample, 4, 5)}${decode(sample, 0, 3)}`;
      if (answers === 'a\uFEFFa1') return decode;
    } catch {} // what it needs is missing, or unlike Node's or the standard's
  }
  return portableDecoder();
}

/** The decoder for this runtime. */
export const decodeUtf8: Utf8Decoder = /* @__PURE__ */ utf8DecoderFor(globalThis as unknown as DecoderHost);
