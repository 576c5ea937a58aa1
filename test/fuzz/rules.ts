/** The rules of Close frames, written without the library in a slow and obvious way, to compare it with. */

import assert from 'node:assert/strict';
import type { CloseReason, Endpoint, ErrorKind } from 'close-frame';
import { hex } from '../support/bytes.js';
import { table37 } from '../support/table-3-7.js';

/** A failure without its message. */
export interface Refusal {
  readonly ok: false;
  readonly error: {
    readonly kind: ErrorKind;
    readonly failCode: number | undefined;
    readonly code: number | undefined;
    readonly byteOffset: number | undefined;
    readonly bytesNeeded: number | undefined;
  };
}

export type Content = { ok: true; code: number; reason: string } | Refusal;
export type Frame = { ok: true; code: number; reason: string; masked: boolean; byteLength: number } | Refusal;

/** A refusal; what is left out is `undefined`. */
export function refusal(kind: ErrorKind, fields: Partial<Refusal['error']>): Refusal {
  return {
    ok: false,
    error: { kind, failCode: undefined, code: undefined, byteOffset: undefined, bytesNeeded: undefined, ...fields },
  };
}

/** How many bytes at the start are well-formed UTF-8. */
function wellFormedLength(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const row = table37.find((columns) =>
      columns.every(([lowest, highest], column) => {
        const byte = bytes[at + column];
        return byte !== undefined && byte >= lowest && byte <= highest;
      }),
    );
    if (row === undefined) break;
    at += row.length;
  }
  return at;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text; or, if the bytes are not UTF-8, the offset of the first ill-formed sequence. */
function decodeStrictly(bytes: Uint8Array): string | number {
  const wellFormed = wellFormedLength(bytes);
  try {
    const text = strict.decode(bytes);
    assert.equal(wellFormed, bytes.length, `table 3-7 and the fatal TextDecoder disagree on ${hex(bytes)}`);
    return text;
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    assert.ok(wellFormed < bytes.length, `table 3-7 and the fatal TextDecoder disagree on ${hex(bytes)}`);
    return wellFormed;
  }
}

/** Why a status code must not be on the wire (RFC 6455 §7.4 and the IANA registry); `undefined` if it may be. */
function refusedCode(code: number): 'forbidden-code' | 'reserved-code' | undefined {
  if (!Number.isInteger(code) || code < 0 || code > 65_535) return 'reserved-code';
  if (code < 1000 || code === 1005 || code === 1006 || code === 1015) return 'forbidden-code';
  if (code === 1004 || (code > 1015 && code < 3000) || code >= 5000) return 'reserved-code';
  return undefined;
}

/** Judges a payload: length, code, UTF-8, in this order. */
export function judgePayload(payload: Uint8Array): Content {
  if (payload.length > 125) return refusal('payload-too-long', { failCode: 1002, byteOffset: 125 });
  if (payload.length === 1) return refusal('payload-too-short', { failCode: 1002, byteOffset: 0 });
  if (payload.length === 0) return { ok: true, code: 1005, reason: '' };
  const code = payload[0]! * 256 + payload[1]!;
  const kind = refusedCode(code);
  if (kind !== undefined) return refusal(kind, { failCode: 1002, code, byteOffset: 0 });
  const reason = decodeStrictly(payload.subarray(2));
  if (typeof reason === 'string') return { ok: true, code, reason };
  return refusal('invalid-utf8', { failCode: 1007, code, byteOffset: 2 + reason });
}

/** Judges the frame at the start of the bytes: first byte, second byte, whether it is whole, payload, in this order. */
export function judgeFrame(bytes: Uint8Array, from: Endpoint | undefined): Frame {
  const [first, second] = bytes;
  if (first === undefined) return refusal('incomplete', { bytesNeeded: 2 });
  const bits = first.toString(2).padStart(8, '0');
  if (bits.slice(4) !== '1000') return refusal('not-close', { byteOffset: 0 });
  if (bits.slice(1, 4) !== '000') return refusal('reserved-bits', { failCode: 1002, byteOffset: 0 });
  if (bits[0] !== '1') return refusal('fragmented', { failCode: 1002, byteOffset: 0 });
  if (second === undefined) return refusal('incomplete', { bytesNeeded: 1 });
  const masked = second >= 128;
  const length = second % 128;
  if (length > 125) return refusal('payload-too-long', { failCode: 1002, byteOffset: 1 });
  if (length === 1) return refusal('payload-too-short', { failCode: 1002, byteOffset: 1 });
  if (from === 'client' && !masked) return refusal('mask-missing', { failCode: 1002, byteOffset: 1 });
  if (from === 'server' && masked) return refusal('mask-unexpected', { failCode: 1002, byteOffset: 1 });
  const start = masked ? 6 : 2;
  const byteLength = start + length;
  if (bytes.length < byteLength) return refusal('incomplete', { bytesNeeded: byteLength - bytes.length });
  const payload = bytes.slice(start, byteLength);
  const content = judgePayload(masked ? payload.map((byte, at) => byte ^ bytes[2 + (at % 4)]!) : payload);
  if (content.ok) return { ...content, masked, byteLength };
  return { ok: false, error: { ...content.error, byteOffset: start + content.error.byteOffset! } };
}

/** The payload for a code and a reason, or why it may not be sent. */
export function judgeEncoding(
  code: number | undefined,
  reason: CloseReason | undefined,
): { ok: true; bytes: Uint8Array } | Refusal {
  const bytes = reason instanceof Uint8Array ? reason : new TextEncoder().encode(reason);
  if (code === undefined && bytes.length > 0) return refusal('reason-without-code', {});
  if (code === undefined) return { ok: true, bytes: new Uint8Array(0) };
  const kind = refusedCode(code);
  if (kind !== undefined) return refusal(kind, { code });
  if (bytes.length > 123) return refusal('reason-too-long', { code });
  const text = decodeStrictly(bytes);
  if (typeof text === 'number') return refusal('invalid-utf8', { code, byteOffset: text });
  return { ok: true, bytes: Uint8Array.of(Math.floor(code / 256), code % 256, ...bytes) };
}
