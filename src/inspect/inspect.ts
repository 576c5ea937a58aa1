/**
 * What any bytes are made of, and what the codec says to them.
 * @module
 */

import { decodeCloseFrame, decodeClosePayload, type Endpoint } from '../codec/index.js';
import { withBlame } from './blame.js';
import { type Content, inspectContent } from './content.js';
import { type Header, inspectHeader } from './header.js';
import { hintsAtPayload, hintsAtRest } from './hints.js';
import { problemsOfFrame, problemsOfPayload } from './problems.js';
import { inspectRest } from './rest.js';
import { snapshotOf } from './snapshot.js';
import { hexOf } from './text.js';
import type { FoundField, Inspection } from './view.js';

/** How to inspect bytes. */
export interface InspectOptions {
  /**
   * What the bytes are: a frame, or a payload alone, without header and mask. Left out: a frame where the first byte is
   * 0x80 or more, as in every frame with FIN set and in no status code that may be sent; otherwise a payload.
   */
  readonly as?: 'frame' | 'payload' | undefined;
  /** The endpoint that sent the frame, where its mask shall be judged, as by {@link decodeCloseFrame}. */
  readonly from?: Endpoint | undefined;
}

/** FIN set, RSV1 to RSV3 not, opcode 8. */
const CLOSE_FIRST_BYTE = 0x88;

const NO_CONTENT: Content = { fields: [], code: undefined, reason: '' };

/**
 * Shows what any bytes are made of, valid or not, and what the codec says to them.
 *
 * @param bytes - A frame, whole or not, and whatever follows it; or a payload. Of any length. Not modified.
 * @param options - `as`: which of the two, where the first byte shall not tell; `from`: who sent the frame.
 * @returns A plain value that shares no memory with the input and may go into JSON. Its fields lie one behind the other
 *   and cover every byte: a payload's status code and reason; or the header of any frame, the payload, which of a Close
 *   frame is unmasked and taken apart, and as one field what follows the frame. Nothing in the bytes makes it throw.
 * @throws TypeError where `bytes` is no Uint8Array (of this or another realm), or the options are none.
 */
export function inspectClose(bytes: Uint8Array, options?: InspectOptions): Inspection {
  if (options !== undefined && (typeof options !== 'object' || options === null)) {
    throw new TypeError('options must be an object or undefined.');
  }
  const as = options?.as;
  const from = options?.from;
  if (as !== undefined && as !== 'frame' && as !== 'payload') {
    throw new TypeError("options.as must be 'frame', 'payload' or undefined.");
  }
  if (from !== undefined && from !== 'client' && from !== 'server') {
    throw new TypeError("options.from must be 'client', 'server' or undefined.");
  }
  const snapshot = snapshotOf(bytes);
  const isFrame = as === undefined ? (snapshot[0] ?? 0) >= 0x80 : as === 'frame';
  if (!isFrame) return inspectPayload(snapshot);
  // What begins as no Close frame does may as well be something else.
  return inspectFrame(snapshot, from, as === undefined && snapshot[0] !== CLOSE_FIRST_BYTE);
}

function inspectPayload(bytes: Uint8Array): Inspection {
  const result = decodeClosePayload(bytes);
  const content = inspectContent(bytes, 0, bytes.length);
  const judgment = { problems: problemsOfPayload(bytes), hints: hintsAtPayload(bytes) };
  return { as: 'payload', result, ...viewOf(bytes, result, judgment, content, bytes, content.fields) };
}

/** @param isDoubtful - May the bytes be a payload or something else as well? */
function inspectFrame(bytes: Uint8Array, from: Endpoint | undefined, isDoubtful: boolean): Inspection {
  const result = decodeCloseFrame(bytes, { from });
  const header = inspectHeader(bytes);
  const { isClose, payloadStart, payloadLength } = header;
  const payload = isClose ? unmask(bytes, header) : new Uint8Array(0);
  const content = isClose ? inspectContent(payload, payloadStart, payloadLength) : NO_CONTENT;
  const fields = [...header.fields, ...content.fields, ...inspectRest(bytes.length, header)];
  const whole = isClose && payload.length === payloadLength ? payload : undefined;
  const judgment = {
    problems: problemsOfFrame(bytes, from, result, payloadStart, whole),
    hints: [
      ...hintsAtPayload(whole, isDoubtful ? bytes : undefined),
      ...(whole === undefined ? [] : hintsAtRest(bytes, payloadStart + payloadLength)),
    ],
  };
  return { as: 'frame', result, ...viewOf(bytes, result, judgment, content, payload, fields) };
}

/** The payload, as much of it as there is. Where there is some, the masking key before it is whole. */
function unmask(bytes: Uint8Array, { payloadStart, payloadLength, maskingKey }: Header): Uint8Array {
  const payload = bytes.slice(payloadStart, payloadStart + payloadLength);
  return maskingKey.length === 0 ? payload : payload.map((byte, index) => byte ^ maskingKey[index & 3]!);
}

function viewOf(
  bytes: Uint8Array,
  result: Inspection['result'],
  { problems, hints }: Pick<Inspection, 'problems' | 'hints'>,
  { code, reason }: Content,
  payload: Uint8Array,
  fields: readonly FoundField[],
): Omit<Inspection, 'as' | 'result'> {
  return {
    byteLength: bytes.length,
    brokenAt: result.ok ? undefined : result.error.byteOffset,
    problems,
    hints,
    code,
    reason,
    payload: hexOf(payload),
    fields: fields.map((field) => withBlame(field, result)),
  };
}
