/**
 * The consecutive frames in what was pasted.
 * @module
 */

/** Where a frame is. The last one may run past the end of the bytes. */
export interface FrameAt {
  readonly start: number;
  readonly end: number;
  readonly opcode: number;
}

/** No more frames than this are listed. */
const MAX_FRAMES = 100;

const FIRST_BYTES = /^[08][0-289a]$/; // no reserved bit, and an opcode of RFC 6455

/** The opcode of a Close frame. */
export const CLOSE = 8;

/** The frames from the start of the bytes to the first byte that cannot begin a frame. */
export function framesOf(bytes: Uint8Array): FrameAt[] {
  const frames: FrameAt[] = [];
  for (let start = 0; start + 1 < bytes.length && frames.length < MAX_FRAMES; start = frames.at(-1)!.end) {
    const first = bytes[start]!;
    if (!FIRST_BYTES.test(first.toString(16).padStart(2, '0'))) break;
    const short = bytes[start + 1]! & 0x7f;
    const size = short === 126 ? 2 : short === 127 ? 8 : 0;
    const length = bytes.subarray(start + 2, start + 2 + size).reduce((high, byte) => high * 256 + byte, 0);
    const key = bytes[start + 1]! < 0x80 ? 0 : 4;
    frames.push({ start, end: start + 2 + size + key + (size === 0 ? short : length), opcode: first & 0x0f });
  }
  return frames;
}
