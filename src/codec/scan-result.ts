/**
 * What goes into a scanner and what comes out, as types.
 * @module
 */

import type { Endpoint } from './arguments.js';
import type { ContentErrorKind } from './content.js';
import type { HeaderErrorKind } from './header.js';
import type { Failure } from './result.js';

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
