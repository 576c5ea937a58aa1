/**
 * Encodes reasons in UTF-8 in the runtime's fastest way.
 * @module
 */

import { MAX_REASON_BYTES } from './wire.js';

/**
 * Writes a reason at `at` if it takes at most 123 bytes and `room` is enough; otherwise writes nothing. A lone
 * surrogate becomes U+FFFD, as when Web IDL converts a string to a USVString. All writers write the same bytes and
 * differ only in speed.
 *
 * @param room - How many bytes there are from `at` on. Negative to only measure the reason.
 * @param isMeasured - Is `room` known to be exactly what the reason takes?
 * @returns How many bytes the reason takes; any number over 123 if it takes more than 123.
 */
export type Utf8Writer = (target: Uint8Array, at: number, room: number, reason: string, isMeasured: boolean) => number;

/** A method that the prototype of Node's `Buffer` has. */
type Write = (this: Uint8Array, text: string, offset: number, length: number) => number;

/** The part of the global object that decides which writer is used. Any of it may be missing. */
export interface WriterHost {
  readonly Buffer: {
    byteLength(this: void, text: string): number;
    readonly prototype: { readonly utf8Write: Write; readonly latin1Write: Write };
  };
  readonly RegExp: object;
}

/**
 * V8 keeps arrays of up to this many bytes on its heap, and must move one off it before a native method can write to
 * it: 420 ns instead of the 90 that JavaScript takes, for payloads of 22 to 52 bytes (Node 20; npm run bench).
 */
const ON_HEAP_BYTES = 64;

/** The native methods for texts of more than `shortUnits` code units. */
type Means = readonly [
  shortUnits: number,
  isYoung: boolean,
  bufferPrototype: object | undefined, // if the methods read the target's byteLength
  byteLength: (this: void, text: string) => number,
  utf8Write: Write,
  asciiWrite: Write,
];

/** Throws or returns `undefined` if the methods of Node's `Buffer` are missing or behave differently. */
function meansOf({ Buffer, RegExp: RegularExpression }: WriterHost): Means | undefined {
  const { byteLength, prototype } = Buffer;
  const { utf8Write, latin1Write } = prototype;
  const isYoung = 'escape' in RegularExpression;
  const asciiWrite = isYoung ? utf8Write : latin1Write;
  const shortUnits = isYoung ? 12 : 24; // JavaScript is faster up to this length
  const sample = new Uint8Array(4);
  let bufferPrototype: object | undefined;
  const get = () => {
    bufferPrototype = prototype;
    return 4;
  };
  Object.defineProperty(sample, 'byteLength', { __proto__: null, get } as PropertyDescriptor);
  utf8Write.call(sample, '\ud800', 0, 3);
  asciiWrite.call(sample, 'a', 3, 1);
  const works = `${sample}` === '239,191,189,97' && byteLength('ÿ') === 2;
  return works ? [shortUnits, isYoung, bufferPrototype, byteLength, utf8Write, asciiWrite] : undefined;
}

/**
 * Is the array's `byteLength` the built-in getter? From Node 22 on, the methods of `Buffer` read it, which must not run
 * code of the caller's. So JavaScript writes to arrays of other classes and to those with their own `byteLength`.
 */
function hasOrdinaryLength(target: Uint8Array, bufferPrototype: object | undefined): boolean {
  const prototype = Object.getPrototypeOf(target);
  return (prototype === Uint8Array.prototype || prototype === bufferPrototype) && !Object.hasOwn(target, 'byteLength');
}

/**
 * The fastest writer for a runtime: the methods of Node's `Buffer`, if it has one and the text is not short; otherwise
 * JavaScript.
 *
 * - A text that begins with ASCII is measured with `byteLength`, which takes 4 to 20 ns. If it is all ASCII,
 *   `latin1Write` takes 40 ns for 123 bytes; `utf8Write` takes 50, and JavaScript 200.
 * - Any other text is written with `utf8Write` only if it is sure to fit: for 41 Chinese characters, measuring takes 40
 *   ns, and writing 100. For 30 emoji, both together take 200, and JavaScript, which need not measure, 165.
 * - From Node 24 on, which is recognized by RegExp.escape, `byteLength` and `utf8Write` are always fastest. In Deno,
 *   `latin1Write` is slow.
 */
export function utf8WriterFor(host: WriterHost): Utf8Writer {
  let means: Means | undefined;
  try {
    means = meansOf(host);
  } catch {}
  // Closure constants, for speed: see utf8DecoderFor().
  const [shortUnits, isYoung, bufferPrototype, byteLength, utf8Write, asciiWrite] =
    means ?? ([Number.POSITIVE_INFINITY] as unknown as Means); // so no method is ever called

  // Allocated once and wiped after each call: unitsDecoder() says why.
  const memory = new BigUint64Array(47); // for 3 * 123 bytes
  const { buffer } = memory;
  const bytes = new Uint8Array(buffer);
  const { set } = bytes;
  // Views of the first bytes, by length, made when first needed. No prototype, so that Object.prototype is never read.
  const beginnings: Record<number, Uint8Array> = Object.create(null);

  // One large function, which V8 does not inline, so that the encoders stay small enough to be inlined themselves:
  // encodeClosePayloadInto takes 6 ns for a code instead of 15 (npm run bench).
  return (target, at, room, reason, isMeasured) => {
    // MAX_REASON_BYTES, which is a variable in a bundle, is faster here than Wire's number: 46 ns instead of 50 for
    // `common`, 113 instead of 135 with allocation (Node 20; npm run bench).
    if (reason.length > MAX_REASON_BYTES) return reason.length;
    const most = isMeasured ? room : 3 * reason.length; // bytes for each code unit
    const fitting = Math.min(room, MAX_REASON_BYTES);
    if (
      reason.length > shortUnits &&
      (room < 0 ||
        (at + room > ON_HEAP_BYTES && (bufferPrototype === undefined || hasOrdinaryLength(target, bufferPrototype))))
    ) {
      if (isYoung || reason.charCodeAt(0) <= 0x7f) {
        const length = byteLength(reason);
        if (length <= fitting) {
          if (length === reason.length) asciiWrite.call(target, reason, at, length);
          else utf8Write.call(target, reason, at, length);
        }
        return length;
      }
      if (most <= fitting) return utf8Write.call(target, reason, at, most);
    }
    if (most <= fitting) {
      let index = 0;
      for (; index < reason.length; index++) {
        const unit = reason.charCodeAt(index);
        if (unit > 0x7f) break;
        target[at + index] = unit;
      }
      if (index === reason.length) return index;
    }
    // It is not all ASCII or might not fit, so it is first written to our own memory.
    let length = 3 * reason.length;
    try {
      let end = 0;
      for (let index = 0; index < reason.length; index++) {
        let scalar = reason.charCodeAt(index);
        if (scalar <= 0x7f) {
          bytes[end++] = scalar;
          continue;
        }
        if (scalar <= 0x7ff) {
          bytes[end++] = 0xc0 | (scalar >> 6);
        } else {
          if ((scalar & ~0x7ff) !== 0xd800) {
            bytes[end++] = 0xe0 | (scalar >> 12);
          } else {
            const low = reason.charCodeAt(index + 1); // NaN past the end, which has no bits
            if (scalar < 0xdc00 && (low & ~0x3ff) === 0xdc00) {
              index++;
              scalar = (scalar << 10) + low - 0x35fdc00; // (0xd800 << 10) + 0xdc00, less 0x10000
              bytes[end++] = 0xf0 | (scalar >> 18);
              bytes[end++] = 0x80 | ((scalar >> 12) & 0x3f);
            } else {
              scalar = 0xfffd;
              bytes[end++] = 0xef;
            }
          }
          bytes[end++] = 0x80 | ((scalar >> 6) & 0x3f);
        }
        bytes[end++] = 0x80 | (scalar & 0x3f);
      }
      length = end;
      if (length <= fitting) {
        beginnings[length] ??= new Uint8Array(buffer, 0, length);
        set.call(target, beginnings[length]!, at); // 10 ns for any length
      }
      for (let index = 0; 8 * index < length; index++) memory[index] = 0n;
      return length;
    } catch (error) {
      bytes.fill(0);
      throw error;
    }
  };
}

/** The writer for this runtime. */
export const writeUtf8: Utf8Writer = /* @__PURE__ */ utf8WriterFor(globalThis as unknown as WriterHost);
