/**
 * Everything after the header, field by field: the payload of a Close frame, valid or not (RFC 6455 §5.5.1); the
 * payload of any other frame, which is not decoded; and the bytes after the frame.
 * @module
 */

import { MAX_REASON_BYTES } from '../codec/index.js';
import { describeCode } from '../codes/index.js';
import { FRAMING, type Header } from './header.js';
import { countOf, decodeLeniently, wordAt } from './text.js';
import { type FoundField, WHOLE_BYTES } from './view.js';

/** What a payload contains. */
export interface Content {
  readonly fields: readonly FoundField[];
  readonly code: number | undefined;
  readonly reason: string;
}

const CODE_BYTES = 2;

/**
 * The payload of a Close frame.
 *
 * @param payload - As much of it as there is, unmasked.
 * @param start - The offset to report for its first byte.
 * @param length - How many bytes the whole payload has.
 */
export function inspectContent(payload: Uint8Array, start: number, length: number): Content {
  const codeBytes = payload.subarray(0, CODE_BYTES);
  const reasonBytes = payload.subarray(CODE_BYTES);
  const code = codeBytes.length === CODE_BYTES ? wordAt(codeBytes, 0) : undefined;
  const reason = decodeLeniently(reasonBytes);
  const end = start + payload.length;
  const reasonStart = Math.min(start + CODE_BYTES, end);
  const fields = [
    ...(codeBytes.length > 0 ? [statusCode(code, start, reasonStart)] : []),
    ...(reasonBytes.length > 0 ? [reasonField(reason, reasonStart, end, length - CODE_BYTES)] : []),
  ];
  return { fields, code, reason };
}

/** @param length - How many bytes the whole reason has. */
function reasonField(value: string, start: number, end: number, length: number): FoundField {
  const meaning = `${partOf(end - start, length)} (at most ${MAX_REASON_BYTES})`;
  return { name: 'reason', start, end, ...WHOLE_BYTES, value, meaning, section: 'RFC 6455 §5.5.1' };
}

function statusCode(value: number | undefined, start: number, end: number): FoundField {
  const { name: meaning, reference: section } =
    value === undefined ? { name: 'cut off: 1 of 2 bytes', reference: 'RFC 6455 §5.5.1' } : describeCode(value);
  return { name: 'status code', start, end, ...WHOLE_BYTES, value, meaning, section };
}

/**
 * The payload of a frame that is not a Close frame, and the bytes after the frame.
 *
 * @param length - How many bytes were given.
 */
export function inspectRest(length: number, { isClose, payloadStart, payloadLength }: Header): FoundField[] {
  const end = Math.min(payloadStart + payloadLength, length);
  const meaning = partOf(end - payloadStart, payloadLength);
  const payload = isClose ? [] : opaque('application data', payloadStart, end, meaning);
  const count = countOf(length - end);
  const following = isClose
    ? opaque(
        'following bytes',
        end,
        length,
        `${count} after the Close frame, which its receiver discards`,
        'RFC 6455 §1.4',
      )
    : opaque('following bytes', end, length, `${count} of the next frame`);
  return [...payload, ...following];
}

/** A field whose bytes are not decoded, unless it has none. */
function opaque(
  name: 'application data' | 'following bytes',
  start: number,
  end: number,
  meaning: string,
  section: string = FRAMING,
): FoundField[] {
  return end <= start ? [] : [{ name, start, end, ...WHOLE_BYTES, value: undefined, meaning, section }];
}

/** In words: how many bytes there are of a field with this length. */
function partOf(count: number, length: number): string {
  const all = countOf(length);
  return count === length ? all : `${count} of its ${all}`;
}
