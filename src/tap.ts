/**
 * The scanner as a web stream to pipe one direction of a connection through. Apart from the rest, because its types
 * need those of the Web Streams.
 * @module close-frame/tap
 */

import { CloseFrameScanner, type ScannerOptions, type ScanResult } from './codec/index.js';

export type { ScanResult } from './codec/index.js';

/** How to tap a stream. */
export interface TapOptions extends ScannerOptions {
  /** Is called once, when what it is called with has been passed on: with the result of {@link CloseFrameScanner}. */
  readonly onClose: (result: ScanResult) => void;
}

/**
 * Makes a stream that passes every byte on untouched and reads the Close frame on the way.
 *
 * @param options - `onClose`, and as for {@link CloseFrameScanner}.
 * @returns A transform stream of Uint8Arrays. After the bytes that complete the Close frame, or show an error, are
 *   passed on, it calls `onClose` with the result; at the end of a stream without one, with what
 *   {@link CloseFrameScanner.end} gives. A stream that is aborted or cancelled before that calls nothing. A chunk that
 *   is no Uint8Array errors the stream with a TypeError, and what `onClose` throws errors it with that.
 * @throws TypeError where the options are none or `onClose` is no function.
 */
export function closeFrameTap(options: TapOptions): TransformStream<Uint8Array, Uint8Array> {
  const scanner = new CloseFrameScanner(options);
  const onClose = options?.onClose;
  if (typeof onClose !== 'function') throw new TypeError('options.onClose must be a function.');
  return new globalThis.TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const result = scanner.push(chunk);
      controller.enqueue(chunk);
      if (result !== undefined) onClose.call(options, result);
    },
    flush() {
      if (scanner.result === undefined) onClose.call(options, scanner.end());
    },
  });
}
