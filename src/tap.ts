/**
 * The scanner as a web stream through which you pipe one direction of a connection. It is a separate entry point,
 * because its types need those of Web Streams.
 * @module close-frame/tap
 */

import { CloseFrameScanner, type ScannerOptions, type ScanResult } from './codec/index.js';

export type { ScanResult } from './codec/index.js';

/** How to scan a stream, and what to call with the result. */
export interface TapOptions extends ScannerOptions {
  /**
   * Called once, with the result of a {@link CloseFrameScanner}, after the bytes that led to it have been passed on.
   */
  readonly onClose: (result: ScanResult) => void;
}

/**
 * Makes a stream that passes every byte on unchanged and reports the Close frame.
 *
 * @param options - `onClose`, and the options of {@link CloseFrameScanner}.
 * @returns A transform stream of Uint8Arrays. It calls `onClose` with the result after it has passed on the bytes that
 *   complete the Close frame or show a fault. If the stream ends before that, it calls `onClose` with the result of
 *   {@link CloseFrameScanner.end}; if it is aborted or canceled before that, `onClose` is not called. A chunk that is
 *   not a Uint8Array errors the stream with a TypeError, and an exception from `onClose` errors it with that exception.
 * @throws TypeError if an option of {@link CloseFrameScanner} has a wrong value, if `onClose` is not a function, or if
 *   the runtime has no `TransformStream`.
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
