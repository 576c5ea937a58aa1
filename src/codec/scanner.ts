/**
 * Reads the Close frame out of one direction of a WebSocket byte stream that comes in chunks cut anywhere.
 * @module
 */

import { byteLengthOf, checkType, type Endpoint, endpointOf } from './arguments.js';
import type { ContentErrorKind } from './content.js';
import { decodeFrame } from './frame.js';
import { frameBytes, type HeaderErrorKind, headerBytes, isClose, refuseFirstByte, refuseSecondByte } from './header.js';
import { heldBytes, heldCount, heldFirst, heldRest, heldSecond, hold } from './held.js';
import { type Failure, failure } from './result.js';
import { longLength, skippableSize } from './skip.js';
import { Wire } from './wire.js';

/** What can be wrong with a stream, beside that it ends before its Close frame. */
export type ScanErrorKind = HeaderErrorKind | ContentErrorKind | 'invalid-length' | 'length-unsupported';

/** What a {@link CloseFrameScanner} reads: the Close frame of a stream, or why there is none. */
export type ScanResult =
  | {
      ok: true;
      code: number;
      reason: string;
      masked: boolean;
      byteLength: number;
      /** The position in the stream of the frame's first byte, counted from the first byte pushed. */
      offset: number;
    }
  | ((Failure<'incomplete', undefined> | Failure<ScanErrorKind, 1002 | 1007 | 1009>) & {
      /** The position in the stream of the first byte of `frame`. */
      readonly offset: number;
      /** A copy of the offending frame's bytes, as many as it took to judge it, however the stream was cut: 0…131. */
      readonly frame: Uint8Array<ArrayBuffer>;
    });

/** How to scan a stream. */
export interface ScannerOptions {
  /** The endpoint that sends the stream: its Close frame must be masked (`client`) or must not. Left out: either. */
  readonly from?: Endpoint | undefined;
  /** Does the stream begin with the HTTP head of the upgrade, of 64 KiB at most? Left out: it begins with a frame. */
  readonly skipHttpHead?: boolean | undefined;
}

/**
 * Reads one direction of a WebSocket byte stream, up to its Close frame. All other frames are skipped by their length
 * alone, so the cost is per frame and not per byte; nothing of them is judged but the length itself. An idle scanner
 * holds no memory but itself, nor does one whose stream stops in a header; and none ever holds a reference to a chunk:
 * its bytes may be reused at once.
 */
export class CloseFrameScanner {
  readonly #from: Endpoint | undefined;
  /** How many bytes were pushed. */
  #position = 0;
  /**
   * How far after the bytes pushed the next frame begins, at least. Negative if they end in a frame of which bytes are
   * held: see {@link hold}; also if other bytes followed the result, and after an error. Not a position, so that it is
   * a small integer however long the stream: past 2^31, reading on with doubles took 8 ns a frame instead of 4.
   */
  #ahead: number;
  /** The last four bytes of an HTTP head, or of a length that is held, and the four before them. */
  #newer = 0;
  #older = 0;
  /** A Close frame of which not all bytes have come yet; {@link HEAD} in an HTTP head. */
  #partial: Uint8Array<ArrayBuffer> | undefined;
  #result: ScanResult | undefined = undefined;

  /** @throws TypeError if the options are not an object, or one of them is of a wrong type. */
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
   * May a frame of one's own be written here, behind the bytes pushed so far, without falling into another's payload
   * or into the HTTP head? Not behind an error, nor where anything has followed the Close frame.
   */
  get atFrameBoundary(): boolean {
    return this.#ahead === 0;
  }

  /**
   * Reads on.
   *
   * @param chunk - The next bytes of the stream. Not modified, nor kept.
   * @returns Once, as soon as it shows: the Close frame as of {@link decodeCloseFrame}; or a failure as of
   *   {@link decodeCloseFrame}, or, in any frame, `invalid-length` (1002: a 64-bit length with its top bit set, RFC
   *   6455 §5.2) or `length-unsupported` (1009: a length over 2^53−1). Before and after that, `undefined`.
   * @throws TypeError where `chunk` is no Uint8Array.
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
    // Behind a frame of 2 GiB or more, V8 holds even a small number as a double. With one of those, all scanners of a
    // process would go on in doubles from then on: 8 ns a frame instead of 4.
    return CloseFrameScanner.#scan(this, chunk, ahead > MAX_INT32 ? ahead : ahead | 0, length);
  }

  /**
   * Says that the stream has ended. What is pushed after that is ignored.
   *
   * @returns The result; or, where there was none, an `incomplete` failure, whose `offset` and `frame` are those of
   *   the frame whose header or Close payload is cut off, and otherwise the end of the stream and no bytes.
   */
  end(): ScanResult {
    if (this.#result !== undefined) return this.#result;
    const frame = CloseFrameScanner.#cutFrame(this);
    const failed = isClose(frame[0]) ? decodeFrame(frame, frame.length, this.#from) : CloseFrameScanner.#noClose(this);
    // The cast: what is held of a Close frame is only ever incomplete.
    this.#result = { ...(failed as Failure<'incomplete', undefined>), offset: this.#position - frame.length, frame };
    this.#partial = undefined;
    return this.#result;
  }

  // Private methods would put 8 bytes into each scanner, which private static ones do not (npm run bench:idle).

  /** Goes on to the end of the HTTP head, as far as the chunk goes. */
  static #skipHead(scanner: CloseFrameScanner, chunk: Uint8Array, length: number): void {
    const end = Math.min(length, MAX_HEAD_BYTES - (scanner.#position - length));
    let at = 0;
    let last = scanner.#newer;
    while (at < end && last !== HEAD_END) last = (last << 8) | chunk[at++]!;
    scanner.#newer = last;
    if (last === HEAD_END) scanner.#partial = undefined;
    scanner.#ahead = last === HEAD_END ? at : length + 1;
  }

  /** Goes through the chunk from one header to the next, first of the frame that the chunk before ended in. */
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
   * Reads a header byte by byte: one that a chunk cuts, or one that {@link skippableSize} does not tell the size for.
   *
   * @param from - Where it begins in the chunk, or what {@link hold} made of its first bytes.
   * @returns Where the next frame begins in the chunk; a negative number if none does.
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
        // Not before the masking key is there: a sum with its 4 bytes could be over 2^53, and rounded.
        if (count === header + 8) {
          const rest = length - at;
          if (payload <= MAX_INT32) return at + (payload | 0); // or V8 would go on in doubles: see push()
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

  /** Reads a Close frame, of which `held` bytes are read, as far as the chunk goes. Returns as the above. */
  static #readClose(
    scanner: CloseFrameScanner,
    chunk: Uint8Array,
    from: number,
    length: number,
    first: number,
    held: number,
  ): number {
    if (first !== Wire.CloseFirstByte) {
      return CloseFrameScanner.#conclude(scanner, refuseFirstByte(first), Uint8Array.of(first), from - length);
    }
    let at = from;
    let count = held;
    let frame = scanner.#partial;
    if (frame === undefined && at < length) {
      const second = chunk[at++]!;
      count++;
      const refusal = refuseSecondByte(second, scanner.#from);
      if (refusal !== undefined) {
        return CloseFrameScanner.#conclude(scanner, refusal, Uint8Array.of(first, second), at - length);
      }
      frame = new Uint8Array(frameBytes(second));
      frame[0] = first;
      frame[1] = second;
    }
    if (frame !== undefined) {
      while (count < frame.length && at < length) frame[count++] = chunk[at++]!;
      if (count === frame.length) {
        const result = decodeFrame(frame, count, scanner.#from) as Conclusion; // never incomplete: it is whole
        return CloseFrameScanner.#conclude(scanner, result, frame, at - length);
      }
    }
    scanner.#partial = frame;
    scanner.#ahead = hold(first, 0, count);
    return -1;
  }

  /** Keeps the result. The frame ends `end` bytes after the end of the chunk: 0, or a negative number. */
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

  /** A copy of what is held of the frame in whose header, or Close payload, the stream ends: no bytes if in neither. */
  static #cutFrame(scanner: CloseFrameScanner): Uint8Array<ArrayBuffer> {
    const held = scanner.#ahead;
    if (scanner.#partial !== undefined) return scanner.#partial.slice(0, heldCount(held));
    // With the whole length of a frame, its masking key may be cut, but it counts as known.
    return heldCount(held) < Wire.LongestLengthEnd
      ? heldBytes(held, scanner.#older, scanner.#newer)
      : new Uint8Array(0);
  }

  static #noClose(scanner: CloseFrameScanner): Failure<'incomplete', undefined> {
    const ahead = scanner.#ahead;
    // At least: what is known to be missing of another frame, and the two bytes of the shortest Close frame.
    const missing =
      ahead < 0
        ? (heldRest(ahead, scanner.#older, scanner.#newer, Wire.HeaderBytes) ?? 1 + Wire.HeaderBytes)
        : ahead + Wire.HeaderBytes;
    const sentence = `The stream ended after ${scanner.#position} bytes without a Close frame`;
    return failure('incomplete', '7.1.5', sentence, undefined, undefined, undefined, missing);
  }
}

/** What a stream may come to before its end. */
type Conclusion =
  | Exclude<ReturnType<typeof decodeFrame>, Failure<'incomplete', undefined>>
  | Failure<'invalid-length', 1002>
  | Failure<'length-unsupported', 1009>;

/** Up to here V8 adds 32-bit integers, and from here on doubles. */
const MAX_INT32 = 0x7fffffff;

/** What takes the place of a partial frame in an HTTP head. */
const HEAD = /* @__PURE__ */ new Uint8Array(0);

/** The end of an HTTP head, CR LF CR LF, as a 32-bit integer: behind it the frames begin (RFC 6455 §4). */
const HEAD_END = 0x0d0a0d0a;

/** How long an HTTP head may be: four times what Node's own HTTP parser takes. */
const MAX_HEAD_BYTES = 65_536;
