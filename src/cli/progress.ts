/**
 * Shows the progress of a long read in one line.
 * @module
 */

import type { Output } from './command.js';
import type { Input } from './input.js';

/** Smaller inputs show no progress. */
const LARGE_BYTES = 67_108_864;

/** How often the line changes. */
const INTERVAL_MS = 200;

const CLEAR_LINE = '\r\u001b[K';

/** Passes the chunks on. If the input is large, shows on a terminal how much was read; `now` returns milliseconds. */
export async function* withProgress(
  { chunks, size, place }: Input,
  output: Output,
  now: () => number = () => performance.now(),
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let next = now() + INTERVAL_MS; // a read that ends before this shows no line
  let isShown = false;
  try {
    for await (const chunk of chunks) {
      yield chunk;
      bytes = place?.at ?? bytes + chunk.length;
      if (output.isTTY !== true || (size ?? bytes) < LARGE_BYTES || now() < next) continue;
      next = now() + INTERVAL_MS;
      isShown = true;
      output.write(`${CLEAR_LINE}${megabytes(bytes)}${size === undefined ? '' : ` of ${megabytes(size)}`} MB`);
    }
  } finally {
    if (isShown) output.write(CLEAR_LINE);
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
