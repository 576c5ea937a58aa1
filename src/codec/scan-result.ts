/**
 * What a scanner returns: the Close frame, or why there is none.
 * @module
 */

import type { decodeFrame, HeaderErrorKind } from './frame.js';
import type { ContentErrorKind } from './payload.js';
import { type Failure, failure } from './result.js';
import { heldRest } from './skip.js';
import { Wire } from './wire.js';

/** What can be wrong with a stream, other than that it ends before a Close frame is complete. */
export type ScanErrorKind = HeaderErrorKind | ContentErrorKind | 'invalid-length' | 'length-unsupported';

/** What a {@link CloseFrameScanner} finds: the Close frame of a stream, or why there is none. */
export type ScanResult =
  | {
      ok: true;
      code: number;
      reason: string;
      masked: boolean;
      byteLength: number;
      /** The position of the frame's first byte in the stream. The first byte pushed is at 0. */
      offset: number;
    }
  | ((Failure<'incomplete', undefined> | Failure<ScanErrorKind, 1002 | 1007 | 1009>) & {
      /** The position of the first byte of `frame` in the stream. */
      readonly offset: number;
      /**
       * A copy of the frame up to the byte that shows the fault, or up to the end of the stream: 0…131 bytes, however
       * the stream was cut.
       */
      readonly frame: Uint8Array<ArrayBuffer>;
    });

/** What {@link CloseFrameScanner.push} can find. */
export type Conclusion =
  | Exclude<ReturnType<typeof decodeFrame>, Failure<'incomplete', undefined>>
  | Failure<'invalid-length', 1002>
  | Failure<'length-unsupported', 1009>;

/**
 * The failure if a stream ends without a Close frame, and not within one.
 *
 * @param ahead - How many bytes of the last frame are still to come; negative if its header is cut off, and then made by
 *   `hold`, with `older` and `newer`.
 */
export function noCloseFrame(
  position: number,
  ahead: number,
  older: number,
  newer: number,
): Failure<'incomplete', undefined> {
  // What is missing at least: the rest of the current frame (1 byte if its length is not known) and the 2 bytes of the
  // shortest Close frame.
  const missing =
    ahead < 0 ? (heldRest(ahead, older, newer, Wire.HeaderBytes) ?? 1 + Wire.HeaderBytes) : ahead + Wire.HeaderBytes;
  const sentence = `The stream ended after ${position} bytes without a Close frame`;
  return failure('incomplete', '7.1.5', sentence, undefined, undefined, undefined, missing);
}
