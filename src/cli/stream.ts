/**
 * Reads a stream through the scanner, and collects what the scanner's result does not contain.
 * @module
 */

import { CloseFrameScanner, MAX_FRAME_BYTES, type ScannerOptions, type ScanResult } from '../index.js';
import { UsageError } from './command.js';
import { FrameCounter, MAX_HEAD_BYTES } from './frames.js';
import { mistakenFor, TELLING_BYTES } from './mistaken.js';

/** What is known about a stream. */
export interface StreamReport {
  readonly options: ScannerOptions;
  readonly result: ScanResult;
  /** The bytes of the Close frame, or of the frame that is invalid or cut off. */
  readonly frame: Uint8Array;
  /** How many complete frames come before it. */
  readonly frames: number;
  /** How many bytes were read. */
  readonly bytes: number;
  /** Where the stream ended, if it has no complete Close frame. */
  readonly end: 'head' | 'frame' | 'boundary';
}

/** A file in which the next chunk can be moved ahead. */
export interface SeekableFile {
  readonly size: number;
  readonly place: { at: number };
}

/** In a file, payloads with at least this many bytes left are skipped. Fewer bytes are read faster than skipped. */
const SEEK_BYTES = 1_048_576;

/** What the scanner gets instead of a skipped payload: it only needs the length. */
const unread = new Uint8Array(SEEK_BYTES);

/**
 * Reads a stream up to its Close frame or its end. Stops after 64 KiB if an HTTP head is expected and has not ended.
 *
 * @param isHex - Were the bytes written in hex?
 * @param file - The file that the chunks come from, if they are its bytes: long payloads in it are not read.
 * @throws UsageError if the stream is recognized as something else, such as a capture file.
 */
export async function scanStream(
  chunks: AsyncIterable<Uint8Array>,
  options: ScannerOptions,
  isHex: boolean,
  file?: SeekableFile,
): Promise<StreamReport> {
  const check = () => {
    const mistake = mistakenFor(beginning, isHex, options.skipHttpHead === true);
    if (mistake !== undefined) throw new UsageError(mistake);
  };
  const scanner = new CloseFrameScanner(options);
  const counter = new FrameCounter(options.skipHttpHead === true);
  let bytes = 0;
  let last = new Uint8Array(0); // the last bytes read: as many as an incomplete Close frame can have
  let beginning = last;
  for await (const chunk of chunks) {
    const found = scanner.push(chunk);
    counter.push(found === undefined ? chunk : chunk.subarray(0, Math.max(0, found.offset - bytes)));
    bytes += chunk.length;
    if (beginning.length < TELLING_BYTES) {
      beginning = joined(beginning, chunk.subarray(0, TELLING_BYTES - beginning.length));
      if (beginning.length === TELLING_BYTES) check();
    }
    if (found !== undefined) {
      last = joined(last, chunk);
      break;
    }
    last = joined(last, chunk.subarray(-MAX_FRAME_BYTES)).slice(-MAX_FRAME_BYTES);
    if (counter.isInHead && bytes >= MAX_HEAD_BYTES) break;
    const ahead = counter.payloadBytes;
    if (file === undefined || ahead < SEEK_BYTES || bytes + ahead > file.size) continue;
    file.place.at += ahead;
    counter.skipPayload();
    bytes += ahead;
    for (let left = ahead; left > 0; left -= SEEK_BYTES) scanner.push(unread.subarray(0, left));
    last = new Uint8Array(0); // the next frame begins after this
  }
  check();
  const result = scanner.end(); // the result of push(), if it returned one
  const lastStart = bytes - last.length;
  return {
    options,
    result,
    frame: result.ok ? last.subarray(result.offset - lastStart).subarray(0, result.byteLength) : result.frame,
    frames: counter.count,
    bytes,
    end: counter.isInHead ? 'head' : scanner.atFrameBoundary ? 'boundary' : 'frame',
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
