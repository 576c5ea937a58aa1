/**
 * The payload of a Close frame, field by field, whatever is in it (RFC 6455 §5.5.1).
 * @module
 */

import { MAX_REASON_BYTES } from '../codec/index.js';
import { describeCode } from '../codes/index.js';
import { countOf, decodeLeniently } from './text.js';
import { type FoundField, WHOLE_BYTES } from './view.js';

/** What a payload holds. */
export interface Content {
  readonly fields: readonly FoundField[];
  readonly code: number | undefined;
  readonly reason: string;
}

const CODE_BYTES = 2;

/**
 * @param payload - Unmasked, as much of it as there is.
 * @param start - The offset to report for its first byte.
 * @param length - How many bytes it has when it is whole.
 */
export function inspectContent(payload: Uint8Array, start: number, length: number): Content {
  const codeBytes = payload.subarray(0, CODE_BYTES);
  const reasonBytes = payload.subarray(CODE_BYTES);
  const code = codeBytes.length === CODE_BYTES ? codeBytes[0]! * 256 + codeBytes[1]! : undefined;
  const reason = decodeLeniently(reasonBytes);
  const end = start + payload.length;
  const reasonStart = Math.min(start + CODE_BYTES, end);
  const fields = [
    ...(codeBytes.length > 0 ? [statusCode(code, start, reasonStart)] : []),
    ...(reasonBytes.length > 0 ? [reasonField(reason, reasonStart, end, start + length)] : []),
  ];
  return { fields, code, reason };
}

/** @param wholeEnd - Where the reason would end if it were whole. */
function reasonField(value: string, start: number, end: number, wholeEnd: number): FoundField {
  const come = end < wholeEnd ? `${end - start} of its ` : '';
  const meaning = `${come}${countOf(wholeEnd - start)}, where ${MAX_REASON_BYTES} fit`;
  return { name: 'reason', start, end, ...WHOLE_BYTES, value, meaning, section: 'RFC 6455 §5.5.1' };
}

function statusCode(value: number | undefined, start: number, end: number): FoundField {
  const { name: meaning, reference: section } =
    value === undefined ? { name: 'cut off: 1 of 2 bytes', reference: 'RFC 6455 §5.5.1' } : describeCode(value);
  return { name: 'status code', start, end, ...WHOLE_BYTES, value, meaning, section };
}
