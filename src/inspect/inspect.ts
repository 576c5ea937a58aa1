/**
 * `inspectClose`: which fields any bytes consist of, and what the codec says about them.
 * @module
 */

import { decodeCloseFrame, decodeClosePayload, type Endpoint } from '../codec/index.js';
import { byteLengthOf, endpointOf, Wire } from '../codec/rules.js';
import { type Content, inspectContent, inspectRest } from './content.js';
import { type Header, inspectHeader } from './header.js';
import { hintsAtPayload, hintsAtRest } from './hints.js';
import { problemsOfFrame, problemsOfPayload } from './problems.js';
import { hexOf } from './text.js';
import type { FoundField, InspectedField, Inspection } from './view.js';

/** How to inspect bytes. */
export interface InspectOptions {
  /**
   * What the bytes are: a frame, or only an unmasked payload. If left out, the first byte decides: 0x80 or more
   * means a frame, because it begins every frame with FIN set, but no status code that may be sent.
   */
  readonly as?: 'frame' | 'payload' | undefined;
  /** Who sent the frame, if its mask should be checked, as for {@link decodeCloseFrame}. Ignored for a payload. */
  readonly from?: Endpoint | undefined;
}

const NO_CONTENT: Content = { fields: [], code: undefined, reason: '' };

/**
 * Shows which fields any bytes consist of, valid or not, and what the codec says about them.
 *
 * @param bytes - A frame, whole or not, and any bytes after it; or a payload. Of any length. Not modified. A detached
 *   buffer counts as empty.
 * @param options - `as`: which of the two it is, if the first byte should not decide; `from`: who sent the frame.
 * @returns Plain data that shares no memory with the input and can be converted to JSON. Its fields cover every byte,
 *   in order. For a payload they are the status code and the reason. For a frame they are those of the header; the
 *   payload, which for a Close frame is unmasked and split into status code and reason; and the bytes after the frame,
 *   as one field. No bytes make this function throw.
 * @throws TypeError if `bytes` is not a Uint8Array (of this or another realm), the options are not an object, `as` is
 *   neither `frame`, `payload` nor `undefined`, or `from` is neither `client`, `server` nor `undefined`.
 */
export function inspectClose(bytes: Uint8Array, options?: InspectOptions): Inspection {
  const from = endpointOf(options);
  const as = options?.as;
  if (as !== undefined && as !== 'frame' && as !== 'payload') {
    throw new TypeError("options.as must be 'frame' or 'payload'.");
  }
  // A copy, because another thread may write to the bytes. A detached buffer, which cannot be copied, counts as empty.
  const copy = byteLengthOf(bytes, 'bytes') === 0 ? new Uint8Array(0) : new Uint8Array(bytes);
  const isFrame = as === undefined ? (copy[0] ?? 0) >= 0x80 : as === 'frame';
  if (!isFrame) return inspectPayload(copy);
  return inspectFrame(copy, from, as === undefined && copy[0] !== Wire.CloseFirstByte);
}

function inspectPayload(bytes: Uint8Array): Inspection {
  const result = decodeClosePayload(bytes);
  const content = inspectContent(bytes, 0, bytes.length);
  const judgment = { problems: problemsOfPayload(bytes), hints: hintsAtPayload(bytes) };
  return { as: 'payload', result, ...viewOf(bytes, result, judgment, content, bytes, content.fields) };
}

/** @param isDoubtful - Are the bytes taken for a frame, although the first one is not that of a Close frame? */
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

/** As much of the payload as there is, unmasked. If there is any, the masking key before it is whole. */
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
    fields: fields.map((field) => ({ ...field, broken: isBroken(field, result) })),
  };
}

type DecodeErrorKind = Extract<Inspection['result'], { ok: false }>['error']['kind'];

/** The fields that can break each rule. If several can, it is the one that contains the error's `byteOffset`. */
const suspects: Readonly<Record<DecodeErrorKind, readonly InspectedField['name'][]>> = {
  'not-close': ['opcode'],
  'reserved-bits': ['RSV1', 'RSV2', 'RSV3'],
  fragmented: ['FIN'],
  'payload-too-long': ['payload length', 'reason'],
  'payload-too-short': ['payload length', 'status code'],
  'mask-missing': ['MASK'],
  'mask-unexpected': ['MASK'],
  'forbidden-code': ['status code'],
  'reserved-code': ['status code'],
  'invalid-utf8': ['reason'],
  incomplete: [],
};

/** Is this the field that breaks the rule that the codec reports? */
function isBroken(field: FoundField, result: Inspection['result']): boolean {
  if (result.ok) return false;
  const { kind, byteOffset } = result.error;
  if (byteOffset === undefined || byteOffset < field.start || byteOffset >= field.end) return false;
  if (kind === 'reserved-bits' && field.value === 0) return false;
  return suspects[kind].includes(field.name);
}
