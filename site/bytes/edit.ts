/**
 * Replaces the bytes that were read, and keeps their spelling.
 * @module
 */

import { type BytesRead, printBytes, readBytes, type SpellingName } from '../../src/text/index.js';

/** A text, and the spelling to read it in; `''` to detect the spelling. */
export interface Edited {
  readonly text: string;
  readonly spelling: SpellingName | '';
}

/** Changes one byte in the text. If the new text would be read as other bytes, all bytes are written again. */
export function withByte(
  text: string,
  reading: BytesRead,
  index: number,
  byte: number,
  spelling: Edited['spelling'],
): Edited {
  const bytes = Uint8Array.from(reading.bytes);
  bytes[index] = byte;
  const [start, end] = [reading.starts[index]!, reading.ends[index]!];
  const old = text.slice(start, end);
  const hex = byte.toString(16).padStart(2, '0');
  const digits = old.replace(/[\da-f]{2}$/i, /[A-F]/.test(old) ? hex.toUpperCase() : hex);
  const found = [digits, String(byte), `\\x${hex}`]
    .map((piece) => text.slice(0, start) + piece + text.slice(end))
    .find((text) => reads(text, spelling, bytes));
  return found === undefined ? written(bytes, reading.spelling, spelling) : { text: found, spelling };
}

/** Writes bytes in the spelling `as`, and chooses it if `spelling` would read the text as other bytes. */
export function written(bytes: Uint8Array, as: SpellingName, spelling: Edited['spelling']): Edited {
  const text = printBytes(bytes, as);
  return { text, spelling: reads(text, spelling, bytes) ? spelling : as };
}

function reads(text: string, spelling: Edited['spelling'], bytes: Uint8Array): boolean {
  const read = readBytes(text, spelling || undefined);
  return read.ok && read.bytes.length === bytes.length && bytes.every((byte, index) => byte === read.bytes[index]);
}
