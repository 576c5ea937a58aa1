/** How the vectors of streams are put together: what comes before, and what comes then. */

import type { FrameContent, Refusal, ScanVector, StreamPart } from './format.js';

function size(parts: StreamPart[]): number {
  return parts.reduce(
    (sum, part) => sum + (typeof part === 'string' ? part.length : part.repeat.length * part.times) / 2,
    0,
  );
}

/** A stream as it is put together: each element of `before` is a head or a whole frame, so it ends at a boundary. */
export interface Shape {
  name: string;
  section: string;
  before?: StreamPart[][];
  from?: 'client' | 'server';
  skipHttpHead?: boolean;
}

function common({ name, section, before = [], from, skipHttpHead }: Shape) {
  const boundaries = skipHttpHead ? [] : [0];
  for (let count = 1; count <= before.length; count++) boundaries.push(size(before.slice(0, count).flat()));
  const options = { ...(from && { from }), ...(skipHttpHead && { skipHttpHead }) };
  return { vector: { name, section, ...options }, stream: before.flat(), boundaries };
}

/** A Close frame is found behind what comes before. */
export function found(shape: Shape, last: string, expect: FrameContent, behind: StreamPart[] = []): ScanVector {
  const { vector, stream, boundaries } = common(shape);
  const offset = size(stream);
  const resultAt = offset + expect.byteLength;
  return {
    ...vector,
    stream: [...stream, last, ...behind],
    resultAt,
    boundaries: [...boundaries, resultAt],
    expect: { ...expect, offset },
  };
}

/** A fault is found in a frame behind what comes before: it takes the `judged` first bytes of the frame to see it. */
export function fault(shape: Shape, last: string, judged: number, expect: Refusal): ScanVector {
  const { vector, stream, boundaries } = common(shape);
  const offset = size(stream);
  return {
    ...vector,
    stream: [...stream, last],
    resultAt: offset + judged,
    boundaries,
    expect: { ...expect, offset, frame: last.slice(0, 2 * judged) },
  };
}

/** The stream ends: in a Close frame or another's header, whose bytes are `rest`; or in what is skipped. */
export function ended(shape: Shape, rest: string, skipped: StreamPart[] = [], bytesNeeded?: number): ScanVector {
  const { vector, stream, boundaries } = common(shape);
  const all = [...stream, ...skipped, ...(rest === '' ? [] : [rest])];
  return {
    ...vector,
    stream: all,
    boundaries,
    expect: {
      kind: 'incomplete',
      ...(bytesNeeded !== undefined && { bytesNeeded }),
      offset: size(all) - rest.length / 2,
      frame: rest,
    },
  };
}
