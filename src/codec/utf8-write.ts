/**
 * UTF-8 for reasons that shall be sent: how long it is, how much of it fits, and writing it into given memory.
 * @module
 */

import { scalarLength } from './utf8.js';

/** Measures and writes a text. Each gives the very same bytes; they differ in speed alone. */
export interface Utf8Writer {
  /** How many bytes a text of at most 123 code units takes. */
  length(text: string): number;
  /** Writes a text that takes `length` bytes where the caller has made room for it. */
  write(target: Uint8Array, offset: number, text: string, length: number): void;
}

/**
 * The scalar value at `index` of a string, with U+FFFD for a lone surrogate, as Web IDL turns a string into a
 * `USVString`.
 */
function scalarOf(text: string, index: number): number {
  const scalar = text.codePointAt(index)!;
  return (scalar & ~0x7ff) === 0xd800 ? 0xfffd : scalar;
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

function lengthPortably(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const scalar = scalarOf(text, index);
    length += scalarLength(scalar);
    if (scalar > 0xffff) index++;
  }
  return length;
}

function writePortably(target: Uint8Array, offset: number, text: string, length: number): void {
  if (text.length === length) {
    // As many bytes as code units: ASCII. Half the time of the loop below.
    for (let index = 0; index < length; index++) target[offset + index] = text.charCodeAt(index);
    return;
  }
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

/** The writer that needs nothing but the language. */
export const portableWriter: Utf8Writer = { length: lengthPortably, write: writePortably };

/** What a runtime with Node's `Buffer` has on its prototype. */
type Write = (this: Uint8Array, text: string, offset: number, length: number) => number;

/** The part of a global object that the choice of a writer looks at. */
interface Host {
  readonly Buffer?: {
    readonly byteLength?: (text: string) => number;
    readonly prototype?: { readonly utf8Write?: Write; readonly latin1Write?: Write };
  };
}

/** Up to this many code units, JavaScript is faster than a native call: 41 ns against 56 at 24 of ASCII on Node 20. */
const SHORT_UNITS = 24;

/**
 * Measures and writes with Node's `Buffer`. `byteLength` is a fast call in V8, 4 to 10 ns for ASCII; where a text takes
 * as many bytes as it has code units it is ASCII, and `latin1Write` takes 33 ns for it where `utf8Write` takes 80.
 */
function bufferWriter(byteLength: (text: string) => number, utf8Write: Write, latin1Write: Write): Utf8Writer {
  return {
    length: byteLength,
    write(target, offset, text, length) {
      if (text.length <= SHORT_UNITS) writePortably(target, offset, text, length);
      else if (text.length === length) latin1Write.call(target, text, offset, length);
      else utf8Write.call(target, text, offset, length);
    },
  };
}

/** The fastest writer that a runtime has the means for. */
export function utf8WriterFor({ Buffer }: Host): Utf8Writer {
  // All kinds of characters, a lone surrogate too, which becomes U+FFFD.
  const sample = 'a\u00e9\u754c\u{1f600}\ud800';
  const expected = [0x61, 0xc3, 0xa9, 0xe7, 0x95, 0x8c, 0xf0, 0x9f, 0x98, 0x80, 0xef, 0xbf, 0xbd];
  const target = new Uint8Array(1 + expected.length);
  try {
    const { byteLength } = Buffer!;
    const { utf8Write, latin1Write } = Buffer!.prototype!;
    utf8Write!.call(target, sample, 0, expected.length);
    latin1Write!.call(target, 'b', expected.length, 1);
    if (byteLength!(sample) === expected.length && [...expected, 0x62].every((byte, at) => target[at] === byte)) {
      return bufferWriter(byteLength!, utf8Write!, latin1Write!);
    }
  } catch {} // no Buffer, or one that is unlike Node's
  return portableWriter;
}

/** The writer for this runtime. */
export const utf8Writer: Utf8Writer = /* @__PURE__ */ utf8WriterFor(globalThis as Host);
