/** How the vectors write values, in plain ECMAScript. */

import type { CloseArguments, Failure } from 'close-frame';
import type { Closing, GivenReason, StreamPart, Text } from '../../scripts/vectors/format.js';

/** The bytes of hex text. */
export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

/** Bytes as hex. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The reason of a vector; `undefined` if it has none. */
export function reasonOf(vector: GivenReason): string | Uint8Array | undefined {
  return 'reasonBytes' in vector ? bytesOf(vector.reasonBytes) : textOf(vector);
}

/** The text of a vector; `undefined` if it has none. */
export function textOf(vector: Text | { reason: null }): string | undefined {
  if ('reasonUtf16' in vector) {
    return (vector.reasonUtf16.match(/..../g) ?? [])
      .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
      .join('');
  }
  return 'reason' in vector ? (vector.reason ?? undefined) : undefined;
}

/** A text as vectors write it if it has lone surrogates. */
export function utf16Of(text: string): string {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');
}

/** A stream's bytes, all parts joined. */
export function streamOf(parts: readonly StreamPart[]): Uint8Array<ArrayBuffer> {
  return bytesOf(parts.map((part) => (typeof part === 'string' ? part : part.repeat.repeat(part.times))).join(''));
}

/** A result as vectors write it. */
export function resultOf(result: { ok: true } | Failure): unknown {
  if (!result.ok) {
    const { message: _, ...error } = result.error;
    return error;
  }
  const { ok: _, ...success } = result;
  return success;
}

/** Arguments of `close()` as vectors write them. */
export function closing({ code, reason }: CloseArguments): Closing {
  return code === undefined ? { code: null, reason: null } : { code, reason };
}

/** A value as text that can be compared: with sorted keys, and without those that are `undefined`. */
export function view(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const defined = Object.entries(value).filter(([, field]) => field !== undefined);
  return JSON.stringify(Object.fromEntries(defined.sort(([a], [b]) => (a < b ? -1 : 1))));
}
