/**
 * What all encoders do: judge a code and a reason, and write them, with the header of a frame before them or without.
 * @module
 */

import { isSendableCode } from '../codes/index.js';
import { byteLengthOf, checkType } from './arguments.js';
import { refuseCode } from './content.js';
import { applyKey, type MaskingKey } from './mask.js';
import { type Failure, failure } from './result.js';
import { writeUtf8 } from './utf8-write.js';
import { MASK_BIT } from './wire.js';

/** What can be wrong with a status code and a reason that shall be sent. */
export type EncodeErrorKind = 'forbidden-code' | 'reserved-code' | 'reason-too-long' | 'reason-without-code';

/**
 * Encodes into bytes of its own.
 *
 * @param header - How many bytes the header takes: 0 for a payload alone.
 * @param key - The masking key, where the header has one; with `null` RangeError, once the data is judged.
 */
export function encode(
  header: number,
  key: MaskingKey,
  code: number | undefined,
  reason: string | undefined,
): { ok: true; bytes: Uint8Array<ArrayBuffer> } | Failure<EncodeErrorKind, undefined> {
  const length = write(nothing, 0, -1, header, key, code, reason, false);
  if (typeof length !== 'number') return length;
  if (key === null) refusePlace(length, key);
  const bytes = new Uint8Array(length);
  write(bytes, 0, length, header, key, code, reason, true);
  return { ok: true, bytes };
}

const nothing = /* @__PURE__ */ new Uint8Array(0);

/** The same into memory of the caller's. */
export function encodeInto(
  target: Uint8Array,
  offset: number,
  header: number,
  key: MaskingKey,
  code: number | undefined,
  reason: string | undefined,
): { ok: true; written: number } | Failure<EncodeErrorKind, undefined> {
  const length = byteLengthOf(target, 'target');
  const room = Number.isInteger(offset) && offset >= 0 && key !== null ? length - offset : -1;
  const written = write(target, room < 0 ? 0 : offset, room, header, key, code, reason, false);
  if (typeof written !== 'number') return written;
  if (written > room) refusePlace(written, key);
  return { ok: true, written };
}

/** What can be sent, but has no place to go to, or a wrong key. */
function refusePlace(needed: number, key: MaskingKey): never {
  // The offset is not named: it may be anything, and making text of it may run code of its own.
  throw new RangeError(
    key === null
      ? 'options.maskingKey must be 4 bytes long.'
      : `offset must be an integer that leaves ${needed} bytes of the target.`,
  );
}

/**
 * Writes at `at` where `room` bytes are enough; otherwise nothing is written.
 *
 * @param isMeasured - Is it known that `room` bytes are just enough?
 * @returns How many bytes it takes, or why it may not be sent.
 */
function write(
  target: Uint8Array,
  at: number,
  room: number,
  header: number,
  key: MaskingKey,
  code: number | undefined,
  reason: string | undefined,
  isMeasured: boolean,
): number | Failure<EncodeErrorKind, undefined> {
  if (!isSendableCode(code!) || (typeof reason !== 'string' && reason !== undefined)) {
    const refusal = judge(code, reason);
    if (refusal !== undefined) return refusal;
  }
  const start = at + header;
  let written = header;
  if (code !== undefined) {
    written += 2;
    if (reason) {
      const length = writeUtf8(target, start + 2, room - written, reason, isMeasured);
      if (length > 123) return refuseLongReason(code, reason); // MAX_REASON_BYTES, see wire.ts
      written += length;
    }
  }
  if (written <= room) {
    if (code !== undefined) {
      target[start] = code >> 8;
      target[start + 1] = code; // the element type takes the low byte
    }
    if (header > 0) {
      target[at] = 0x88; // CLOSE_FIRST_BYTE
      target[at + 1] = written - header;
      if (typeof key === 'number') mask(target, at, at + written, key);
    }
  }
  return written;
}

/** Masks the frame in `target[at … end)`, whose payload is there. */
function mask(target: Uint8Array, at: number, end: number, key: number): void {
  target[at + 1]! |= MASK_BIT;
  target[at + 2] = key >>> 24; // the element type takes the low byte
  target[at + 3] = key >>> 16;
  target[at + 4] = key >>> 8;
  target[at + 5] = key;
  applyKey(target, 0, target, at + 6, end, key);
}

/**
 * What is wrong where the code is not sendable or the reason no string: nothing, where there is no code and no reason. TypeError where
 * either is of a wrong type: only here, as what can be sent is of the right ones.
 */
function judge(code: number | undefined, reason: string | undefined): Failure<EncodeErrorKind, undefined> | undefined {
  checkType(code, 'number', 'code');
  checkType(reason, 'string', 'reason');
  if (code !== undefined) return refuseCode(code);
  return reason ? failure('reason-without-code', '5.5.1', 'A reason takes a status code before it') : undefined;
}

function refuseLongReason(code: number, reason: string): Failure<'reason-too-long', undefined> {
  const sentence = `The reason, of ${reason.length} code units, is over 123 bytes`;
  return failure('reason-too-long', '5.5', sentence, undefined, undefined, code);
}
