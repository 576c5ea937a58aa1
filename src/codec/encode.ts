/**
 * What all encoders do: judge a code and a reason, and write the payload, behind as many bytes as a header takes.
 * @module
 */

import { isSendableCode } from '../codes/index.js';
import { byteLengthOf, checkType } from './arguments.js';
import { refuseCode, refuseReason } from './content.js';
import { type Failure, failure } from './result.js';
import { decodeUtf8 } from './utf8-host.js';
import { writeUtf8 } from './utf8-write.js';
import { Wire } from './wire.js';

/** A reason to send: a text, or bytes in UTF-8, which are judged and then written as they are. */
export type CloseReason = string | Uint8Array;

/** What can be wrong with a status code and a reason to send; `invalid-utf8` only with a reason in bytes. */
export type EncodeErrorKind =
  | 'forbidden-code'
  | 'reserved-code'
  | 'reason-too-long'
  | 'reason-without-code'
  | 'invalid-utf8';

// Node 20 takes a function into its caller only where it is 460 bytes of bytecode at most, with all that it has taken in
// itself. encodeInto() is 421 so. With the writing of headers in it, it is more, and encodeClosePayloadInto of a code
// alone took 15 ns instead of 6 where the same program encoded frames, too.

/**
 * Encodes into bytes of its own.
 *
 * @param header - How many bytes to leave for a header.
 */
export function encode(
  header: number,
  code: number | undefined,
  reason: CloseReason | undefined,
): { ok: true; bytes: Uint8Array<ArrayBuffer> } | Failure<EncodeErrorKind, undefined> {
  const length = write(nothing, 0, -1, header, code, reason, false);
  if (typeof length === 'string') return encode(header, code, length);
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
  reason: CloseReason | undefined,
): { ok: true; written: number } | Failure<EncodeErrorKind, undefined> {
  const length = byteLengthOf(target, 'target');
  const room = Number.isInteger(offset) && offset >= 0 ? length - offset : -1;
  const written = write(target, room < 0 ? 0 : offset, room, header, code, reason, false);
  if (typeof written === 'string') return encodeInto(target, offset, header, code, written);
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
 * @returns How many bytes it takes; or why it may not be sent; or the text to write instead of a reason in bytes.
 */
function write(
  target: Uint8Array,
  at: number,
  room: number,
  header: number,
  code: number | undefined,
  reason: CloseReason | undefined,
  isMeasured: boolean,
): number | string | Failure<EncodeErrorKind, undefined> {
  if (!isSendableCode(code!) || (typeof reason !== 'string' && reason !== undefined))
    return judge(header, code, reason);
  const start = at + header;
  let written = header + 2;
  if (reason) {
    const length = writeUtf8(target, start + 2, room - written, reason, isMeasured);
    if (length > Wire.MaxReasonBytes) return refuseLongReason(code!, reason.length);
    written += length;
  }
  if (written <= room) {
    target[start] = code! >> 8;
    target[start + 1] = code!; // the element type takes the low byte
  }
  return written;
}

/**
 * What {@link write} returns if the code is not sendable or the reason is not a string. TypeError if either is of a
 * wrong type: only here, because what can be sent is of the right ones.
 */
function judge(
  header: number,
  code: number | undefined,
  reason: CloseReason | undefined,
): number | string | Failure<EncodeErrorKind, undefined> {
  checkType(code, 'number', 'code');
  const isBytes = typeof reason !== 'string' && reason !== undefined;
  const length = isBytes ? byteLengthOf(reason, 'reason', 'string or Uint8Array') : (reason?.length ?? 0);
  if (code === undefined) return length === 0 ? header : refuseReasonAlone();
  return isBytes && isSendableCode(code) ? textOf(code, reason, length) : refuseCode(code);
}

/**
 * The text that a reason in bytes is, or why it may not be sent. The text encodes to the very same bytes, because UTF-8
 * has only one way to write it (RFC 3629 §3). So what is written is what was judged, whatever another thread does to the
 * bytes meanwhile, and they may lie in the target.
 */
function textOf(
  code: number,
  reason: Uint8Array,
  length: number,
): string | Failure<'reason-too-long' | 'invalid-utf8', undefined> {
  if (length > Wire.MaxReasonBytes) return refuseLongReason(code, length, 'bytes');
  if (length === 0) return ''; // perhaps detached, which a TextDecoder would not take
  const text = decodeUtf8(reason, 0, length);
  return typeof text === 'string' ? text : refuseReason(code, text, reason[text]!);
}

function refuseReasonAlone(): Failure<'reason-without-code', undefined> {
  return failure('reason-without-code', '5.5.1', 'A reason takes a status code before it');
}

function refuseLongReason(
  code: number,
  size: number,
  unit: string = 'code units',
): Failure<'reason-too-long', undefined> {
  const sentence = `The reason, of ${size} ${unit}, is over 123 bytes`;
  return failure('reason-too-long', '5.5', sentence, undefined, undefined, code);
}
