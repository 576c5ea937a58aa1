/**
 * Finds the Close frame in one direction of a WebSocket byte stream, which may be cut into chunks anywhere.
 * @module
 */

import { byteLengthOf, checkType, type Endpoint, endpointOf } from './arguments.js';
import { decodeFrame, frameBytes, headerBytes, invalidFirstByte, invalidSecondByte, isClose } from './frame.js';
import type { Failure } from './result.js';
import { type Conclusion, noCloseFrame, type ScanResult } from './scan-result.js';
import { heldBytes, heldCount, heldFirst, heldSecond, hold, longLength, skippableSize } from './skip.js';
import { Wire } from './wire.js';

/** How to scan a stream. */
export interface ScannerOptions {
  /**
   * Who sends the stream: a `client` must mask its Close frame, a `server` must not (RFC 6455 §5.1). If left out, the
   * mask is not checked. The masks of other frames never are.
   */
  readonly from?: Endpoint | undefined;
  /**
   * Does the stream begin with the HTTP head of the upgrade? If left out, it begins with a frame. After a head of more
   * than 64 KiB, no Close frame is found.
   */
  readonly skipHttpHead?: boolean | undefined;
}

/**
 * Reads one direction of a WebSocket byte stream, up to its Close frame. It uses only the length field to skip other
 * frames, so the cost is per frame, not per byte, and nothing else in those frames is checked. Except within a Close
 * frame, a scanner takes no memory beyond its own object. It never keeps a reference to a chunk, so you may reuse a
 * chunk's memory as soon as {@link push} returns.
 */
export class CloseFrameScanner {
  readonly #from: Endpoint | undefined;
  /** How many bytes were pushed. */
  #position = 0;
  /**
   * How many bytes are still to come before the next frame; in an HTTP head, 1. Negative if a header or a Close frame
   * is cut off and held (see {@link hold}), if bytes followed the result, and after an error. It is relative, so that
   * it stays a small integer in a long stream: past 2^31, V8 uses doubles, which take 8 ns per frame instead of 4 (npm
   * run bench).
   */
  #ahead: number;
  /** The last four bytes of an HTTP head or of a held length field, and the four before those. */
  #newer = 0;
  #older = 0;
  /** A Close frame that is not complete yet; in an HTTP head, {@link HEAD}. */
  #partial: Uint8Array<ArrayBuffer> | undefined;
  #result: ScanResult | undefined = undefined;

  /** @throws TypeError if the options are not an object, or one of them has a wrong value. */
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
   * May you insert a frame of your own after the bytes pushed so far? True between two frames and right after the Close
   * frame; false within a frame or the HTTP head, after an error, and if anything has followed the Close frame.
   */
  get atFrameBoundary(): boolean {
    return this.#ahead === 0;
  }

  /**
   * Reads the next bytes.
   *
   * @param chunk - The next bytes of the stream, however it is cut. Not modified, and not kept.
   * @returns The result, once, as soon as the bytes show it; `undefined` before and after that. It is the Close frame,
   *   or a failure as for {@link decodeCloseFrame}, but never `not-close` or `incomplete`. Any frame can also give:
   *   - `invalid-length` (1002): a 64-bit length with its top bit set (RFC 6455 §5.2).
   *   - `length-unsupported` (1009): a length over 2^53−1.
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
    // `| 0`, because after a frame of 2 GiB V8 stores even a small number as a double. Once V8 had seen a double here,
    // it would use doubles for all scanners: 8 ns per frame instead of 4 (npm run bench).
    return CloseFrameScanner.#scan(this, chunk, ahead > MAX_INT32 ? ahead : ahead | 0, length);
  }

  /**
   * Call this when the stream has ended. Anything pushed afterwards is ignored.
   *
   * @returns The result; if there was none, an `incomplete` failure. Its `offset` and `frame` show the Close frame or
   *   header that is cut off; if there is none, `offset` is the end of the stream and `frame` is empty.
   */
  end(): ScanResult {
    if (this.#result !== undefined) return this.#result;
    const frame = CloseFrameScanner.#cutFrame(this);
    const failed = isClose(frame[0])
      ? decodeFrame(frame, frame.length, this.#from)
      : noCloseFrame(this.#position, this.#ahead, this.#older, this.#newer);
    // The cast: a held Close frame is not whole, and what is there of it is already checked.
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

  /** Goes through the chunk from header to header. `from` is negative if the beginning of a header is already held. */
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
   * Reads a header byte by byte: one that is already held in part, or one for which {@link skippableSize} returns 0.
   *
   * @param from - Where it begins in the chunk, or what {@link hold} returned for its first bytes.
   * @returns Where the next frame begins, in or after the chunk; a negative number if that is not known or is stored
   *   already, or if there is a result.
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
          if (payload <= MAX_INT32) return at + (payload | 0); // avoids doubles: see push()
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
   * Reads a Close frame to its end or that of the chunk. `held` bytes of it are already read. Returns a negative
   * number, as #readHeader() does.
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

  /** Stores the result. `end` is where `frame` ends, relative to the end of the chunk: 0 or a negative number. */
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

  /** A copy of what is held of the header or Close frame in which the stream ends; no bytes if it ends elsewhere. */
  static #cutFrame(scanner: CloseFrameScanner): Uint8Array<ArrayBuffer> {
    const held = scanner.#ahead;
    if (scanner.#partial !== undefined) return scanner.#partial.slice(0, heldCount(held));
    // If the whole length field is held, the stream counts as having ended in the payload, even within a masking key.
    return heldCount(held) < Wire.LongestLengthEnd
      ? heldBytes(held, scanner.#older, scanner.#newer)
      : new Uint8Array(0);
  }
}

/** Above this, V8 adds doubles instead of 32-bit integers. */
const MAX_INT32 = 0x7fffffff;

/** Takes the place of a partial frame while the stream is in the HTTP head. */
const HEAD = /* @__PURE__ */ new Uint8Array(0);

/** The end of an HTTP head, CR LF CR LF, as a 32-bit integer. The frames begin after it (RFC 6455 §4). */
const HEAD_END = 0x0d0a0d0a;

/** The longest HTTP head that is skipped: four times the limit of Node's own HTTP parser. */
const MAX_HEAD_BYTES = 65_536;
