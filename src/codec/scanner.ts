/**
 * Finds the Close frame in one direction of a WebSocket byte stream, which may be cut into chunks anywhere.
 * @module
 */

import { byteLengthOf, checkType, type Endpoint, endpointOf } from './arguments.js';
import {
  decodeFrame,
  frameBytes,
  type HeaderErrorKind,
  headerBytes,
  invalidFirstByte,
  invalidSecondByte,
  isClose,
} from './frame.js';
import type { ContentErrorKind } from './payload.js';
import { type Failure, failure } from './result.js';
import { heldBytes, heldCount, heldFirst, heldRest, heldSecond, hold, longLength, skippableSize } from './skip.js';
import { Wire } from './wire.js';

/** What can be wrong with a stream, apart from ending before its Close frame. */
export type ScanErrorKind = HeaderErrorKind | ContentErrorKind | 'invalid-length' | 'length-unsupported';

/** What a {@link CloseFrameScanner} finds: the Close frame of a stream, or why there is none. */
export type ScanResult =
  | {
      ok: true;
      code: number;
      reason: string;
      masked: boolean;
      byteLength: number;
      /** The position of the frame's first byte in the stream, counted from the first byte pushed. */
      offset: number;
    }
  | ((Failure<'incomplete', undefined> | Failure<ScanErrorKind, 1002 | 1007 | 1009>) & {
      /** The position of the first byte of `frame` in the stream. */
      readonly offset: number;
      /** A copy of the bytes of the frame that it took to find the fault, 0…131, however the stream was cut. */
      readonly frame: Uint8Array<ArrayBuffer>;
    });

/** How to scan a stream. */
export interface ScannerOptions {
  /** Who sends the stream: a `client` must mask its Close frame, a `server` must not. Left out: either is accepted. */
  readonly from?: Endpoint | undefined;
  /** Does the stream begin with the HTTP head of the upgrade, of at most 64 KiB? Left out: it begins with a frame. */
  readonly skipHttpHead?: boolean | undefined;
}

/**
 * Reads one direction of a WebSocket byte stream, up to its Close frame. It uses only the length field to skip other
 * frames, so the cost is per frame, not per byte, and nothing else in those frames is checked. Except within a Close
 * frame, a scanner takes no memory beyond its own object. It never keeps a reference to a chunk, so you may reuse the
 * chunk's memory at once.
 */
export class CloseFrameScanner {
  readonly #from: Endpoint | undefined;
  /** How many bytes were pushed. */
  #position = 0;
  /**
   * How far after the bytes pushed the next frame begins, at least. Negative if they end in a header or Close frame,
   * some of which is held (see {@link hold}), if more bytes followed the result, and after an error. Relative, so that
   * it stays a small integer in a long stream: past 2^31, V8 uses doubles, which take 8 ns a frame instead of 4 (npm
   * run bench).
   */
  #ahead: number;
  /** The last four bytes of an HTTP head or of a held length, and the four before them. */
  #newer = 0;
  #older = 0;
  /** A Close frame that is not complete yet; {@link HEAD} in an HTTP head. */
  #partial: Uint8Array<ArrayBuffer> | undefined;
  #result: ScanResult | undefined = undefined;

  /** @throws TypeError if the options are not an object, or one of them has the wrong type. */
  constructor(options?: ScannerOptions) {
    this.#from = endpointOf(options);
    const skipHttpHead = options?.skipHttpHead;
    checkType(skipHttpHead, 'boolean', 'options.skipHttpHead');
    this.#partial = skipHttpHead ? HEAD : undefined;
    this.#ahead = skipHttpHead ? 1 : 0;
  }

  /** What {@link push} or {@link end} has returned; `undefined` until then. */
  get result(): ScanResult | undefined {
    return this.#result;
  }

  /**
   * May you write a frame of your own after the bytes pushed so far? True between two frames; false within a frame or
   * the HTTP head, after an error, and if anything has followed the Close frame.
   */
  get atFrameBoundary(): boolean {
    return this.#ahead === 0;
  }

  /**
   * Reads the next bytes.
   *
   * @param chunk - The next bytes of the stream. Not modified, and not kept.
   * @returns The result, once, as soon as the bytes show it; `undefined` before and after that. The result is the Close
   *   frame or a failure, as for {@link decodeCloseFrame}. In any frame it can also be `invalid-length` (1002: a 64-bit
   *   length with its top bit set, RFC 6455 §5.2) or `length-unsupported` (1009: a length over 2^53−1).
   * @throws TypeError if `chunk` is not a Uint8Array.
   */
  push(chunk: Uint8Array): ScanResult | undefined {
    const length = byteLengthOf(chunk, 'chunk');
    this.#position += length;
    if (this.#result !== undefined) {
      if (length > 0) this.#ahead = -1;
      return undefined;
    }
    if (this.#partial === HEAD) {
      CloseFrameScanner.#skipHead(this, chunk, length);
    } else if (this.#partial !== undefined) {
      CloseFrameScanner.#readClose(this, chunk, 0, length, Wire.CloseFirstByte, heldCount(this.#ahead));
      return this.#result;
    }
    const ahead = this.#ahead;
    if (ahead >= length) {
      this.#ahead = ahead - length;
      return undefined;
    }
    // `| 0`, because after a frame of 2 GiB V8 holds even a small number as a double. Once it has seen one here, it
    // would use doubles for all scanners: 8 ns a frame instead of 4 (npm run bench).
    return CloseFrameScanner.#scan(this, chunk, ahead > MAX_INT32 ? ahead : ahead | 0, length);
  }

  /**
   * The stream has ended. Anything pushed after this is ignored.
   *
   * @returns The result; if there was none, an `incomplete` failure. Its `offset` and `frame` are those of the Close
   *   frame or the header that is cut off; otherwise they are the end of the stream and no bytes.
   */
  end(): ScanResult {
    if (this.#result !== undefined) return this.#result;
    const frame = CloseFrameScanner.#cutFrame(this);
    const failed = isClose(frame[0]) ? decodeFrame(frame, frame.length, this.#from) : CloseFrameScanner.#noClose(this);
    // The cast: a Close frame that is held can only be incomplete.
    this.#result = { ...(failed as Failure<'incomplete', undefined>), offset: this.#position - frame.length, frame };
    this.#partial = undefined;
    return this.#result;
  }

  // Static, because private instance methods take 8 bytes in each scanner (npm run bench:idle).

  /** Skips to the end of the HTTP head, or of the chunk. */
  static #skipHead(scanner: CloseFrameScanner, chunk: Uint8Array, length: number): void {
    const end = Math.min(length, MAX_HEAD_BYTES - (scanner.#position - length));
    let at = 0;
    let last = scanner.#newer;
    while (at < end && last !== HEAD_END) last = (last << 8) | chunk[at++]!;
    scanner.#newer = last;
    if (last === HEAD_END) scanner.#partial = undefined;
    scanner.#ahead = last === HEAD_END ? at : length + 1;
  }

  /** Goes through the chunk from header to header. `from` is negative if a header is held from the previous chunk. */
  static #scan(scanner: CloseFrameScanner, chunk: Uint8Array, from: number, length: number): ScanResult | undefined {
    let at = from;
    do {
      for (let size = at < 0 ? 0 : 1; at < length && size > 0; at += size) size = skippableSize(chunk, at, length);
      if (at >= length) {
        scanner.#ahead = at - length;
        return undefined;
      }
      at = CloseFrameScanner.#readHeader(scanner, chunk, at, length);
    } while (at >= 0);
    return scanner.#result;
  }

  /**
   * Reads a header byte by byte: one that a chunk cuts off, or one for which {@link skippableSize} returns 0.
   *
   * @param from - Where it begins in the chunk, or what {@link hold} returned for its first bytes.
   * @returns Where the next frame begins in the chunk; a negative number if it does not begin there.
   */
  static #readHeader(scanner: CloseFrameScanner, chunk: Uint8Array, from: number, length: number): number {
    const isHeld = from < 0;
    const first = isHeld ? heldFirst(from) : chunk[from]!;
    let second = isHeld ? heldSecond(from) : 0;
    let count = isHeld ? heldCount(from) : 1;
    let at = isHeld ? 0 : from + 1;
    if (isClose(first)) return CloseFrameScanner.#readClose(scanner, chunk, at, length, first, count);
    let newer = scanner.#newer;
    let older = scanner.#older;
    while (at < length) {
      const byte = chunk[at++]!;
      count++;
      if (count === Wire.HeaderBytes) {
        second = byte;
      } else if (count <= Wire.LongestLengthEnd) {
        older = (older << 8) | (newer >>> 24);
        newer = (newer << 8) | byte;
      }
      const header = headerBytes(second);
      const shortLength = second & Wire.LengthBits;
      if (shortLength < Wire.LengthIn16Bits) return at + header - count + shortLength;
      if (shortLength === Wire.LengthIn16Bits) {
        if (count === 4) return at + header + 2 - count + (newer & 0xffff);
      } else if (count >= Wire.LongestLengthEnd) {
        const payload = longLength(older, newer);
        if (typeof payload !== 'number') {
          const frame = heldBytes(hold(first, second, count), older, newer);
          return CloseFrameScanner.#conclude(scanner, payload, frame, at - length);
        }
        // Wait for the masking key: a sum with its 4 bytes could be over 2^53 and rounded.
        if (count === header + 8) {
          const rest = length - at;
          if (payload <= MAX_INT32) return at + (payload | 0); // against doubles: see push()
          if (payload <= rest) return at + payload;
          scanner.#ahead = payload - rest;
          return -1;
        }
      }
    }
    scanner.#newer = newer;
    scanner.#older = older;
    scanner.#ahead = hold(first, second, count);
    return -1;
  }

  /**
   * Reads a Close frame, of which `held` bytes are already read, to its end or that of the chunk. Returns as
   * #readHeader.
   */
  static #readClose(
    scanner: CloseFrameScanner,
    chunk: Uint8Array,
    from: number,
    length: number,
    first: number,
    held: number,
  ): number {
    if (first !== Wire.CloseFirstByte) {
      return CloseFrameScanner.#conclude(scanner, invalidFirstByte(first), Uint8Array.of(first), from - length);
    }
    let at = from;
    let count = held;
    let frame = scanner.#partial;
    if (frame === undefined && at < length) {
      const second = chunk[at++]!;
      count++;
      const invalid = invalidSecondByte(second, scanner.#from);
      if (invalid !== undefined) {
        return CloseFrameScanner.#conclude(scanner, invalid, Uint8Array.of(first, second), at - length);
      }
      frame = new Uint8Array(frameBytes(second));
      frame[0] = first;
      frame[1] = second;
    }
    if (frame !== undefined) {
      while (count < frame.length && at < length) frame[count++] = chunk[at++]!;
      if (count === frame.length) {
        const result = decodeFrame(frame, count, scanner.#from) as Conclusion; // whole, so never incomplete
        return CloseFrameScanner.#conclude(scanner, result, frame, at - length);
      }
    }
    scanner.#partial = frame;
    scanner.#ahead = hold(first, 0, count);
    return -1;
  }

  /** Keeps the result. `end` is where the frame ends, relative to the end of the chunk: 0, or a negative number. */
  static #conclude(
    scanner: CloseFrameScanner,
    result: Conclusion,
    frame: Uint8Array<ArrayBuffer>,
    end: number,
  ): number {
    const offset = scanner.#position + end - frame.length;
    scanner.#result = result.ok ? { ...result, offset } : { ...result, offset, frame };
    scanner.#ahead = result.ok ? end : -1;
    scanner.#partial = undefined;
    return -1;
  }

  /** A copy of what is held of the header or Close frame that the stream ends in; no bytes if it ends elsewhere. */
  static #cutFrame(scanner: CloseFrameScanner): Uint8Array<ArrayBuffer> {
    const held = scanner.#ahead;
    if (scanner.#partial !== undefined) return scanner.#partial.slice(0, heldCount(held));
    // If the whole length is held, only the masking key may be cut off, and the stream counts as ended in the payload.
    return heldCount(held) < Wire.LongestLengthEnd
      ? heldBytes(held, scanner.#older, scanner.#newer)
      : new Uint8Array(0);
  }

  static #noClose(scanner: CloseFrameScanner): Failure<'incomplete', undefined> {
    const ahead = scanner.#ahead;
    // The least that is missing: the rest of another frame, if that is known, and the 2 bytes of the shortest Close
    // frame.
    const missing =
      ahead < 0
        ? (heldRest(ahead, scanner.#older, scanner.#newer, Wire.HeaderBytes) ?? 1 + Wire.HeaderBytes)
        : ahead + Wire.HeaderBytes;
    const sentence = `The stream ended after ${scanner.#position} bytes without a Close frame`;
    return failure('incomplete', '7.1.5', sentence, undefined, undefined, undefined, missing);
  }
}

/** A result that {@link CloseFrameScanner.push} can return. */
type Conclusion =
  | Exclude<ReturnType<typeof decodeFrame>, Failure<'incomplete', undefined>>
  | Failure<'invalid-length', 1002>
  | Failure<'length-unsupported', 1009>;

/** Above this, V8 adds doubles instead of 32-bit integers. */
const MAX_INT32 = 0x7fffffff;

/** Marks, in place of a partial frame, that the stream is in the HTTP head. */
const HEAD = /* @__PURE__ */ new Uint8Array(0);

/** The end of an HTTP head, CR LF CR LF, as a 32-bit integer. The frames begin after it (RFC 6455 §4). */
const HEAD_END = 0x0d0a0d0a;

/** The longest HTTP head that is skipped: four times the limit of Node's own HTTP parser. */
const MAX_HEAD_BYTES = 65_536;
