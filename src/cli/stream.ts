/**
 * A whole stream through the scanner, and what the scanner's result leaves out.
 * @module
 */

import { CloseFrameScanner, MAX_FRAME_BYTES, type ScannerOptions, type ScanResult } from '../index.js';
import { UsageError } from './command.js';
import { FrameCounter, MAX_HEAD_BYTES } from './frames.js';
import { mistakenFor, TELLING_BYTES } from './mistaken.js';

/** What is known of a stream. */
export interface StreamReport {
  readonly options: ScannerOptions;
  readonly result: ScanResult;
  /** The bytes of the Close frame, or of the frame that is refused or cut off. */
  readonly frame: Uint8Array;
  /** How many whole frames come before it. */
  readonly frames: number;
  /** How many bytes were read. */
  readonly bytes: number;
  /** Where the stream ended, if it did before its Close frame. */
  readonly end: 'head' | 'frame' | 'boundary';
}

/** A file whose next chunk may be moved ahead. */
export interface SeekableFile {
  readonly size: number;
  readonly place: { at: number };
}

/** From how many bytes of a payload on it is passed over: what is less is read sooner than skipped. */
const SEEK_BYTES = 1_048_576;

/** In the place of what is not read: the scanner does not look at a payload, but at how long it is. */
const unread = new Uint8Array(SEEK_BYTES);

/**
 * Reads a stream up to its Close frame, or to its end; or only through the first 64 KiB if an HTTP head is to be skipped and does not end there.
 * UsageError if it is something else, whatever the scanner finds in that.
 *
 * @param isHex - Were the bytes written in hex?
 * @param file - The file that the chunks come from unchanged, if there is one: long payloads in it are skipped without reading.
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
  let last = new Uint8Array(0); // the end of what was read, as far as a Close frame that ends there can reach back
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
    last = new Uint8Array(0); // no frame that begins later reaches back
  }
  check();
  const result = scanner.end(); // what push() gave, where it gave something
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
