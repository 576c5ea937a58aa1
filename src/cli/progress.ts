/**
 * How far a long read has come, in one line that is written over.
 * @module
 */

import type { Output } from './command.js';
import type { Input } from './input.js';

/** From this size on, an input counts as large. */
const LARGE_BYTES = 67_108_864;

/** How often the line changes. */
const INTERVAL_MS = 200;

const CLEAR_LINE = '\r\u001b[K';

/** Passes the chunks on, and shows on a terminal how much of a large input that is; `now` tells milliseconds. */
export async function* withProgress(
  { chunks, size, place }: Input,
  output: Output,
  now: () => number = () => performance.now(),
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let next = now() + INTERVAL_MS; // what is done by then needs no line
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
