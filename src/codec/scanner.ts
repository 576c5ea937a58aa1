/**
 * Reads the Close frame out of one direction of a WebSocket byte stream that comes in chunks cut anywhere.
 * @module
 */

import { byteLengthOf, checkType, type Endpoint, endpointOf } from './arguments.js';
import type { ContentErrorKind } from './content.js';
import { decodeFrame } from './frame.js';
import { frameBytes, type HeaderErrorKind, isClose } from './header.js';
import { type Failure, failure } from './result.js';
import { longFrameSize, skippableSize } from './skip.js';
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
 * holds no memory but itself, and none ever holds a reference to a chunk: its bytes may be reused at once.
 */
export class CloseFrameScanner {
  readonly #from: Endpoint | undefined;
  /** The last four bytes of an HTTP head; {@link HEAD_END} from its end on, and where none is skipped. */
  #head: number;
  /** How many bytes were pushed. */
  #position = 0;
  /**
   * How far behind the bytes pushed the next frame begins, at least; negative where #partial holds its first bytes, where
   * other bytes followed the result, and behind an error. Not a position, so that it is a small integer however long
   * the stream: past 2^31, reading on with doubles took 8 ns a frame instead of 4.
   */
  #ahead: number;
  /** The first bytes of a frame, where a chunk ended in its header or in a Close frame. */
  #partial: Uint8Array<ArrayBuffer> | undefined = undefined;
  #result: ScanResult | undefined = undefined;

  /** @throws TypeError if the options are not an object, or one of them is of a wrong type. */
  constructor(options?: ScannerOptions) {
    this.#from = endpointOf(options);
    const skipHttpHead = options?.skipHttpHead;
    checkType(skipHttpHead, 'boolean', 'options.skipHttpHead');
    this.#ahead = skipHttpHead ? 1 : 0;
    this.#head = this.#ahead > 0 ? 0 : HEAD_END;
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
    if (this.#head !== HEAD_END) this.#skipHead(chunk, length);
    return this.#scan(chunk, length);
  }

  /**
   * Says that the stream has ended. What is pushed after that is ignored.
   *
   * @returns The result; or, where there was none, an `incomplete` failure, whose `offset` and `frame` are those of
   *   the frame whose header or Close payload is cut off, and otherwise the end of the stream and no bytes.
   */
  end(): ScanResult {
    if (this.#result !== undefined) return this.#result;
    const frame = this.#partial ?? new Uint8Array(0);
    const failed = isClose(frame[0]) ? decodeFrame(frame, frame.length, this.#from) : this.#noClose();
    // The cast: what is kept of a Close frame is only ever incomplete.
    this.#result = { ...(failed as Failure<'incomplete', undefined>), offset: this.#position - frame.length, frame };
    return this.#result;
  }

  #noClose(): Failure<'incomplete', undefined> {
    // At least: what is known to be missing of another frame, and the two bytes of the shortest Close frame.
    const missing = (this.#ahead < 0 ? 1 : this.#ahead) + Wire.HeaderBytes;
    const sentence = `The stream ended after ${this.#position} bytes without a Close frame`;
    return failure('incomplete', '7.1.5', sentence, undefined, undefined, undefined, missing);
  }

  /** Goes on to behind the HTTP head, as far as the chunk goes. */
  #skipHead(chunk: Uint8Array, length: number): void {
    const room = MAX_HEAD_BYTES - (this.#position - length);
    let at = 0;
    while (at < length && at < room && this.#head !== HEAD_END) this.#head = (this.#head << 8) | chunk[at++]!;
    this.#ahead = this.#head === HEAD_END ? at : length + 1;
  }

  /** Goes through the chunk from one header to the next, first of the frame that the chunk before ended in. */
  #scan(chunk: Uint8Array, length: number): ScanResult | undefined {
    let at = this.#ahead;
    for (;;) {
      if (at >= 0) {
        for (let size = 1; at < length && size > 0; at += size) size = skippableSize(chunk, at, length);
      }
      this.#ahead = at - length;
      if (at >= length) return undefined;
      // A Close frame, a header that is cut off, or a 64-bit length: its first bytes, 131 where there are as many.
      const bytes = new Uint8Array(Math.min(length - at, Wire.MaxFrameBytes));
      for (let index = 0; index < bytes.length; index++) {
        bytes[index] = at + index < 0 ? this.#partial![index]! : chunk[at + index]!;
      }
      const size = this.#inspect(bytes);
      if (size === 0) return this.#result;
      at += size;
    }
  }

  /** Looks into what cannot just be skipped: the frame's size where it can be, after all; otherwise 0. */
  #inspect(bytes: Uint8Array<ArrayBuffer>): number {
    const result = isClose(bytes[0])
      ? decodeFrame(bytes, bytes.length, this.#from)
      : skippableSize(bytes, 0, bytes.length) || longFrameSize(bytes);
    this.#partial = undefined;
    if (typeof result === 'number') return result;
    const offset = this.#position + this.#ahead;
    if (result?.ok) {
      this.#ahead += result.byteLength;
      this.#result = { ...result, offset };
    } else if (result === undefined || result.error.kind === 'incomplete') {
      this.#partial = bytes;
    } else {
      this.#result = { ...result, offset, frame: bytes.slice(0, judgedBytes(bytes, result.error.byteOffset)) };
    }
    return 0;
  }
}

/** The end of an HTTP head, CR LF CR LF, as a 32-bit integer: behind it the frames begin (RFC 6455 §4). */
const HEAD_END = 0x0d0a0d0a;

/** How long an HTTP head may be: four times what Node's own HTTP parser takes. */
const MAX_HEAD_BYTES = 65_536;

/** How many of a refused frame's bytes it takes to see the error at `byteOffset`. */
function judgedBytes(bytes: Uint8Array, byteOffset: number): number {
  if (!isClose(bytes[0])) return Wire.LongestLengthEnd;
  return byteOffset < Wire.HeaderBytes ? byteOffset + 1 : frameBytes(bytes[1]!);
}
