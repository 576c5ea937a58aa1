/**
 * What all encoders do: judge a code and a reason, and write the payload, behind as many bytes as a header takes.
 * @module
 */

import { isSendableCode } from '../codes/index.js';
import { byteLengthOf, checkType } from './arguments.js';
import { refuseCode } from './content.js';
import { type Failure, failure } from './result.js';
import { writeUtf8 } from './utf8-write.js';
import { Wire } from './wire.js';

/** What can be wrong with a status code and a reason that shall be sent. */
export type EncodeErrorKind = 'forbidden-code' | 'reserved-code' | 'reason-too-long' | 'reason-without-code';

// Node 20 takes a function into its caller only where it is 460 bytes of bytecode at most, with all that it has taken in
// itself. encodeInto() is 400 so. With the writing of headers in it, it is more, and encodeClosePayloadInto of a code
// alone took 15 ns instead of 6 where the same program encoded frames, too.

/**
 * Encodes into bytes of its own.
 *
 * @param header - How many bytes to leave for a header.
 */
export function encode(
  header: number,
  code: number | undefined,
  reason: string | undefined,
): { ok: true; bytes: Uint8Array<ArrayBuffer> } | Failure<EncodeErrorKind, undefined> {
  const length = write(nothing, 0, -1, header, code, reason, false);
  if (typeof length !== 'number') return length;
  const bytes = new Uint8Array(length);
  write(bytes, 0, length, header, code, reason, true);
  return { ok: true, bytes };
}

const nothing = /* @__PURE__ */ new Uint8Array(0);

/** The same into memory of the caller's; what is written includes the header. */
export function encodeInto(
  target: Uint8Array,
  offset: number,
  header: number,
  code: number | undefined,
  reason: string | undefined,
): { ok: true; written: number } | Failure<EncodeErrorKind, undefined> {
  const length = byteLengthOf(target, 'target');
  const room = Number.isInteger(offset) && offset >= 0 ? length - offset : -1;
  const written = write(target, room < 0 ? 0 : offset, room, header, code, reason, false);
  if (typeof written !== 'number') return written;
  if (written > room) refuseRoom(written);
  return { ok: true, written };
}

function refuseRoom(needed: number): never {
  // The offset is not named: it may be anything, and making text of it may run code of its own.
  throw new RangeError(`offset must be an integer that leaves ${needed} bytes of the target.`);
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
  code: number | undefined,
  reason: string | undefined,
  isMeasured: boolean,
): number | Failure<EncodeErrorKind, undefined> {
  if (!isSendableCode(code!) || (typeof reason !== 'string' && reason !== undefined)) {
    const refusal = judge(code, reason);
    if (refusal !== undefined) return refusal;
  }
  if (code === undefined) return header;
  const start = at + header;
  let written = header + 2;
  if (reason) {
    const length = writeUtf8(target, start + 2, room - written, reason, isMeasured);
    if (length > Wire.MaxReasonBytes) return refuseLongReason(code, reason);
    written += length;
  }
  if (written <= room) {
    target[start] = code >> 8;
    target[start + 1] = code; // the element type takes the low byte
  }
  return written;
}

/**
 * What is wrong where the code is not sendable or the reason no string: nothing, where there is no code and no reason.
 * TypeError where either is of a wrong type: only here, as what can be sent is of the right ones.
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
