/**
 * UTF-8 for reasons that shall be sent: how long it is, how much of it fits, and writing it into given memory.
 * @module
 */

/** Measures and writes a text. Each gives the very same bytes; they differ in speed alone. */
export interface Utf8Writer {
  /** How many bytes a text of at most 123 code units takes. */
  length(text: string): number;
  /** Writes a text that takes `length` bytes where the caller has made room for it. */
  write(target: Uint8Array, offset: number, text: string, length: number): void;
}

/** A lone surrogate counts as the U+FFFD that it is written as, 3 bytes too. */
function lengthPortably(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const scalar = text.codePointAt(index)!;
    if (scalar > 0xffff) index++;
    length += scalar <= 0x7f ? 1 : scalar <= 0x7ff ? 2 : scalar <= 0xffff ? 3 : 4;
  }
  return length;
}

/** The longest beginning of the text that takes no more than `limit` bytes in UTF-8: the text itself where it fits. */
export function utf8Prefix(text: string, limit: number): string {
  let length = 0;
  let end = 0;
  for (const character of text) {
    length += lengthPortably(character);
    if (length > limit) return text.slice(0, end);
    end += character.length;
  }
  return text;
}

function writePortably(target: Uint8Array, offset: number, text: string, length: number): void {
  if (text.length === length) {
    // As many bytes as code units: ASCII. Half the time of the loop below.
    for (let index = 0; index < length; index++) target[offset + index] = text.charCodeAt(index);
    return;
  }
  let at = offset;
  for (let index = 0; index < text.length; index++) {
    let scalar = text.codePointAt(index)!;
    if (scalar <= 0x7f) {
      target[at++] = scalar;
      continue;
    }
    // U+FFFD for a lone surrogate, as Web IDL turns a string into a USVString.
    if ((scalar & ~0x7ff) === 0xd800) scalar = 0xfffd;
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

/** The part of a global object that the choice of a writer looks at. Any of it may be missing. */
export interface WriterHost {
  readonly Buffer: {
    byteLength(this: void, text: string): number;
    readonly prototype: { readonly utf8Write: Write; readonly latin1Write: Write };
  };
  readonly RegExp: object;
}

/**
 * The fastest writer that a runtime has the means for: the methods of Node's `Buffer`, where it has them. `byteLength`
 * is a fast call in V8, 4 to 10 ns for ASCII; where a text takes as many bytes as it has code units it is ASCII, and
 * `latin1Write` takes 33 ns for it where `utf8Write` takes 80. From Node 24 on, which also brought RegExp.escape, they
 * are alike, and in Deno `latin1Write` takes twice as long.
 */
export function utf8WriterFor({ Buffer, RegExp: RegularExpression }: WriterHost): Utf8Writer {
  try {
    const { byteLength, prototype } = Buffer;
    const { utf8Write, latin1Write } = prototype;
    const asciiWrite = 'escape' in RegularExpression ? utf8Write : latin1Write;
    const shortUnits = 24; // JavaScript is faster up to here: 41 ns against 56 for as many of ASCII on Node 20
    const sample = new Uint8Array(4);
    utf8Write.call(sample, '\ud800', 0, 3);
    asciiWrite.call(sample, 'a', 3, byteLength('ÿ') - 1);
    if (`${sample}` === '239,191,189,97') {
      return {
        length: byteLength,
        write(target, offset, text, length) {
          if (text.length <= shortUnits) writePortably(target, offset, text, length);
          else if (text.length === length) asciiWrite.call(target, text, offset, length);
          else utf8Write.call(target, text, offset, length);
        },
      };
    }
  } catch {} // no Buffer, or one that is unlike Node's
  return portableWriter;
}

/** The writer for this runtime. */
export const utf8Writer: Utf8Writer = /* @__PURE__ */ utf8WriterFor(globalThis as unknown as WriterHost);
