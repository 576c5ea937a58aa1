/** Makes bytes and texts for the vectors with the platform, not with the library. */

import type { Text } from './format.js';

/** Bytes as hex. */
export function hex(bytes: Iterable<number>): string {
  return Buffer.from([...bytes]).toString('hex');
}

/** The bytes that a text gives in hex. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

/** A text as UTF-8, in hex. */
export function utf8(text: string): string {
  return hex(new TextEncoder().encode(text));
}

/** A status code as on the wire. */
export function code(value: number): string {
  return value.toString(16).padStart(4, '0');
}

/** A payload with a code and a reason. */
export function payload(value: number, reason = ''): string {
  return code(value) + utf8(reason);
}

/** A frame with the header of RFC 6455 §5.2 and a payload of at most 125 bytes, masked if there is a key. */
export function frame(content: string, key?: string, first = 0x88): string {
  const bytes = bytesOf(content);
  if (key === undefined) return hex([first, bytes.length, ...bytes]);
  const mask = bytesOf(key);
  return hex([first, 0x80 | bytes.length, ...mask, ...bytes.map((byte, index) => byte ^ mask[index % 4]!)]);
}

/** A text for a vector. JSON must not contain lone surrogates (RFC 7493 §2.1), so a text with one is in hex. */
export function text(value: string): Text {
  if (!/\p{Cs}/u.test(value)) return { reason: value };
  return { reasonUtf16: hex(Buffer.from(value, 'utf16le').swap16()) };
}
