/** Runs a stream vector through a scanner, with the stream cut in every way that may make a difference. */

import type { CloseFrameScanner, ScanResult } from 'close-frame';
import type { ScanVector } from '../../scripts/vectors/format.js';
import { hexOf, resultOf, streamOf } from './vector-values.js';

/** A stream of up to this many bytes is cut at each byte; a longer one only near its boundaries and results. */
const EACH_CUT_BYTES = 600;

/** The results of the stream cut in two, of the whole stream, and of the stream byte by byte. */
export function scan(Scanner: typeof CloseFrameScanner, vector: ScanVector): unknown[] {
  const stream = streamOf(vector.stream);
  const results = cutsOf(vector, stream.length).map((cut) => run(Scanner, vector, stream, [cut, stream.length]));
  results.push(run(Scanner, vector, stream, [stream.length]));
  results.push(
    run(
      Scanner,
      vector,
      stream,
      Array.from(stream, (_, at) => at + 1),
    ),
  );
  return results;
}

function cutsOf({ boundaries, resultAt, expect }: ScanVector, length: number): number[] {
  const all = Array.from({ length: length + 1 }, (_, at) => at);
  if (length <= EACH_CUT_BYTES) return all;
  const places = [0, length, expect.offset, resultAt ?? length, ...boundaries];
  return all.filter((cut) => places.some((place) => Math.abs(place - cut) <= 16));
}

/** Pushes chunks that end at `cuts`; each is overwritten as soon as it has been pushed. */
function run(Scanner: typeof CloseFrameScanner, vector: ScanVector, stream: Uint8Array, cuts: number[]): unknown {
  const { from, skipHttpHead, resultAt = Number.POSITIVE_INFINITY, boundaries } = vector;
  const scanner = new Scanner({ from, skipHttpHead });
  let position = 0;
  let result: ScanResult | undefined;
  for (const cut of cuts) {
    const chunk = stream.slice(position, cut);
    const pushed = scanner.push(chunk);
    chunk.fill(0x88);
    const due = position < resultAt && cut >= resultAt;
    if ((pushed !== undefined) !== due) return `cut at ${cut}: ${due ? 'no result' : 'a result'} after ${cut} bytes`;
    result ??= pushed;
    position = cut;
    if (scanner.atFrameBoundary !== boundaries.includes(cut)) {
      return `cut at ${cut}: atFrameBoundary is ${scanner.atFrameBoundary} after ${cut} bytes`;
    }
  }
  const final = scanner.end();
  if (result !== undefined && final !== result) return 'end() returned another result';
  return scanned(final, vector);
}

function scanned(result: ScanResult, { expect }: ScanVector): unknown {
  if (result.ok) return resultOf(result);
  const fields = resultOf(result) as { bytesNeeded: number | undefined };
  // Outside of a Close frame nobody knows how many bytes are still to come, and the vectors do not say.
  const guess = result.error.kind === 'incomplete' && !('bytesNeeded' in expect);
  if (guess && !(Number(fields.bytesNeeded) > 0)) return 'bytesNeeded is not a positive number';
  if (guess) fields.bytesNeeded = undefined;
  return { ...fields, offset: result.offset, frame: hexOf(result.frame) };
}
