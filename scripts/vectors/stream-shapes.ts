/** How the stream vectors are put together. */

import type { FrameContent, Refusal, ScanVector, StreamPart } from './format.js';

function size(parts: StreamPart[]): number {
  return parts.reduce(
    (sum, part) => sum + (typeof part === 'string' ? part.length : part.repeat.length * part.times) / 2,
    0,
  );
}

/** The start of a stream. Each element of `before` is a head or a whole frame, so it ends at a boundary. */
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

/** A Close frame is found. */
export function found(shape: Shape, last: string, expect: FrameContent, after: StreamPart[] = []): ScanVector {
  const { vector, stream, boundaries } = common(shape);
  const offset = size(stream);
  const resultAt = offset + expect.byteLength;
  return {
    ...vector,
    stream: [...stream, last, ...after],
    resultAt,
    boundaries: [...boundaries, resultAt],
    expect: { ...expect, offset },
  };
}

/** A fault is found in a frame, after its first `judged` bytes. */
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

/** The stream ends: in a Close frame or another frame's header, whose bytes are `rest`; or in skipped bytes. */
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
