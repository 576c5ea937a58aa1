/**
 * UTF-8 for reasons that shall be sent: writing one where it fits.
 * @module
 */

import { MAX_REASON_BYTES } from './wire.js';

/**
 * Writes a reason at `at` where it takes no more than 123 bytes and `room` has as many; otherwise nothing is written. A
 * lone surrogate becomes U+FFFD, as Web IDL turns a string into a USVString. Each writer gives the very same bytes; they
 * differ in speed alone.
 *
 * @param room - Negative where the reason shall only be measured.
 * @param isMeasured - Is it known that `room` bytes are just enough?
 * @returns How many bytes the reason takes; over 123 for all that take more.
 */
export type Utf8Writer = (target: Uint8Array, at: number, room: number, reason: string, isMeasured: boolean) => number;

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
 * Up to this many bytes V8 keeps an array on its heap, and a native method that writes to it first has to move it out:
 * 420 ns where JavaScript takes 90, for payloads of 22 to 52 bytes on Node 20.
 */
const ON_HEAP_BYTES = 64;

/** What a runtime writes texts of more than `shortUnits` code units with, beside the language. */
type Means = readonly [
  shortUnits: number,
  isYoung: boolean,
  bufferPrototype: object | undefined, // if the methods that write ask the target for its byteLength
  byteLength: (this: void, text: string) => number,
  utf8Write: Write,
  asciiWrite: Write,
];

/** Throws, or gives none, where the methods of Node's `Buffer` are missing, or unlike Node's. */
function meansOf({ Buffer, RegExp: RegularExpression }: WriterHost): Means | undefined {
  const { byteLength, prototype } = Buffer;
  const { utf8Write, latin1Write } = prototype;
  const isYoung = 'escape' in RegularExpression;
  const asciiWrite = isYoung ? utf8Write : latin1Write;
  const shortUnits = isYoung ? 12 : 24; // JavaScript is faster up to here
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
 * Is `byteLength` the getter of the language? From Node 22 on the methods of `Buffer` that write read it, and no code of
 * a caller's array may run. So an array of another class, or with a `byteLength` of its own, is written to in JavaScript.
 */
function hasOrdinaryLength(target: Uint8Array, bufferPrototype: object | undefined): boolean {
  const prototype = Object.getPrototypeOf(target);
  return (prototype === Uint8Array.prototype || prototype === bufferPrototype) && !Object.hasOwn(target, 'byteLength');
}

/**
 * The fastest writer that a runtime has the means for: the methods of Node's `Buffer`, where it has them, for texts that
 * are not short. Those that begin with ASCII are measured: `byteLength` is a fast call in V8 for them, 4 to 20 ns; where
 * it gives as many bytes as there are code units, they are all ASCII, and `latin1Write` takes 40 ns for 123 where
 * `utf8Write` takes 50 and JavaScript 200. Others are only written so where they surely fit, as measuring 41 Chinese
 * characters takes 40 ns, and `utf8Write` 100; for 30 emoji, JavaScript, which needs not measure, takes 165 ns, and
 * `byteLength` and `utf8Write` 200. From Node 24 on, which also brought RegExp.escape, these two are faster than all else;
 * and in Deno `latin1Write` is slow.
 */
export function utf8WriterFor(host: WriterHost): Utf8Writer {
  let means: Means | undefined;
  try {
    means = meansOf(host);
  } catch {}
  // Constants of the closure, for speed: see utf8DecoderFor.
  const [shortUnits, isYoung, bufferPrototype, byteLength, utf8Write, asciiWrite] =
    means ?? ([Number.POSITIVE_INFINITY] as unknown as Means); // with which nothing is called

  // Kept for speed, and wiped as that of unitsDecoder() is, for the same reasons.
  const memory = new Float64Array(47); // for 3 * 123 bytes
  const { buffer } = memory;
  const bytes = new Uint8Array(buffer);
  const { set } = bytes;
  const beginnings: Uint8Array[] = []; // views of the bytes, each made when it is first needed

  // In one piece, so that V8 does not take it into its callers, which are small enough without for their own callers:
  // encodeClosePayloadInto of a code alone takes 6 ns so, and 15 where it cannot be taken in.
  return (target, at, room, reason, isMeasured) => {
    // Not Wire's number but this constant, a variable in the built package: with the number itself in these two places, V8
    // makes slower code of all this on Node 20, 50 ns instead of 46 for `common`, 135 instead of 113 where it allocates.
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
    // It may not fit, so it is written elsewhere first.
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
            const low = reason.charCodeAt(index + 1); // NaN behind the end, which has no bits
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
        set.call(target, beginnings[length]!, at); // 10 ns, however long
      }
      return length;
    } finally {
      for (let index = 0; 8 * index < length; index++) memory[index] = 0;
    }
  };
}

/** The writer for this runtime. */
export const writeUtf8: Utf8Writer = /* @__PURE__ */ utf8WriterFor(globalThis as unknown as WriterHost);
