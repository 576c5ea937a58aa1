/** The rules of streams, written in the same way: from one header to the next, and the HTTP head before them. */

import type { Endpoint, ErrorKind } from 'close-frame';
import { hex } from '../support/bytes.js';
import { readPlainly } from '../support/streams.js';
import { type Frame, judgeFrame, type Refusal, refusal } from './rules.js';

/** The verdict on a stream, and the offsets at which another frame may be written. */
export interface JudgedStream {
  result: Frame & { offset: number; frame?: string };
  boundaries: Set<number>;
  /** Where the first frame begins: after the HTTP head. */
  framesFrom: number;
}

export function judgeStream(stream: Uint8Array, from: Endpoint | undefined, skipHttpHead: boolean): JudgedStream {
  const headEnd = Buffer.from(stream).subarray(0, 65_536).indexOf('\r\n\r\n');
  if (skipHttpHead && headEnd === -1) return unended(stream.length, 3, stream.length, '', new Set());
  const framesFrom = skipHttpHead ? headEnd + 4 : 0;
  const frames = stream.subarray(framesFrom);
  const { outcome, offset, kind, missing, boundaries: within } = readPlainly(frames, from);
  const boundaries = new Set([...within].map((at) => framesFrom + at));
  const rest = frames.subarray(offset);
  const isClose = rest.length > 0 && rest[0]! % 16 === 8;
  const position = framesFrom + offset;
  if (isClose) {
    const result = judgeFrame(rest, from);
    if (result.ok) boundaries.add(position + result.byteLength);
    const frame = result.ok ? {} : { frame: hex(rest.subarray(0, judgedBytes(rest, result))) };
    return { result: { ...result, ...frame, offset: position }, boundaries, framesFrom };
  }
  if (outcome === 'error') {
    const failCode = kind === 'invalid-length' ? 1002 : 1009;
    const result = refusal(kind as ErrorKind, { failCode, byteOffset: 2 });
    return { result: { ...result, offset: position, frame: hex(rest.subarray(0, 10)) }, boundaries, framesFrom };
  }
  // The stream ended: in a payload that is not complete; or in a header, or at a boundary. Until a Close frame is
  // whole, at least 2 more bytes are needed, and the rest of the frame before it.
  if (missing !== undefined) return unended(framesFrom, Number(missing + 2n), stream.length, '', boundaries);
  return unended(framesFrom, rest.length > 0 ? 3 : 2, position, hex(rest), boundaries);
}

/** How many bytes of a refused Close frame show why it is refused: all of them, if its payload is wrong. */
function judgedBytes(frame: Uint8Array, { error: { byteOffset } }: Refusal): number {
  if (byteOffset === undefined) return frame.length;
  if (byteOffset < 2) return byteOffset + 1;
  return (frame[1]! >= 128 ? 6 : 2) + (frame[1]! % 128);
}

function unended(
  framesFrom: number,
  bytesNeeded: number,
  offset: number,
  frame: string,
  boundaries: Set<number>,
): JudgedStream {
  return { result: { ...refusal('incomplete', { bytesNeeded }), offset, frame }, boundaries, framesFrom };
}
