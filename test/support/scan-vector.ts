/** Runs a vector of a stream over a scanner, with the stream cut in every way that may make a difference. */

import type { CloseFrameScanner, ScanResult } from 'close-frame';
import type { ScanVector } from '../../scripts/vectors/format.js';
import { hexOf, resultOf, streamOf } from './vector-values.js';

/** Up to this many bytes, a stream is cut at each of them; a longer one at those that are near to where something is. */
const EACH_CUT_BYTES = 600;

/** What comes out: of the whole stream, of it byte by byte, and of it cut in two. */
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
  if (result !== undefined && final !== result) return 'the end of the stream brought another result';
  return scanned(final, vector);
}

function scanned(result: ScanResult, { expect }: ScanVector): unknown {
  if (result.ok) return resultOf(result);
  const fields = resultOf(result) as { bytesNeeded: number | undefined };
  // Outside of a Close frame it is anyone's guess what is still to come, and vectors don't say.
  const guess = result.error.kind === 'incomplete' && !('bytesNeeded' in expect);
  if (guess && !(Number(fields.bytesNeeded) > 0)) return 'bytesNeeded is no positive number';
  if (guess) fields.bytesNeeded = undefined;
  return { ...fields, offset: result.offset, frame: hexOf(result.frame) };
}
