/**
 * Bytes as text and as numbers.
 * @module
 */

import { MAX_REASON_BYTES, relayClose } from '../codec/index.js';

/** {@link relayClose} never cuts this many bytes, even if each of them becomes a U+FFFD, which takes 3 bytes. */
const PIECE_BYTES = Math.floor(MAX_REASON_BYTES / 3);

/** The bytes in hex, without separators. */
export function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** The big-endian 16-bit integer at `at`; NaN, which equals nothing, if the bytes end before that. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 256 + bytes[at + 1]!;
}

/** Each byte as the character with that number. If the bytes are ASCII, this is the text. */
export function latin1Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** In words: how many bytes. Infinity stands for any number over 2^53−1. */
export function countOf(bytes: number): string {
  if (bytes === Number.POSITIVE_INFINITY) return 'more than 2^53−1 bytes';
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}

/**
 * Decodes UTF-8 of any length. Each ill-formed sequence becomes U+FFFD, as in the WHATWG Encoding standard; a U+FEFF at
 * the start is kept.
 */
export function decodeLeniently(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; ) {
    const end = pieceEnd(bytes, start);
    text += relayClose(1000, bytes.subarray(start, end)).reason; // the reason, decoded
    start = end;
  }
  return text;
}

/** Where to end the piece that begins at `start`, without splitting a character or what becomes one U+FFFD. */
export function pieceEnd(bytes: Uint8Array, start: number): number {
  const limit = start + PIECE_BYTES;
  if (limit >= bytes.length) return bytes.length;
  for (let end = limit; end > limit - 4; end--) if ((bytes[end]! & 0xc0) !== 0x80) return end;
  return limit; // of four continuation bytes in a row, the last cannot belong to a character before it
}
