/**
 * Finds every rule that the bytes break, not only the first. The codec judges each one.
 * @module
 */

import type { decodeCloseFrame, Endpoint, ErrorKind } from '../codec/index.js';
import {
  decodeUtf8,
  invalidFirstByte,
  invalidLength,
  invalidSecondByte,
  invalidUtf8,
  unsendableCode,
  Wire,
} from '../codec/rules.js';
import { isSendableCode } from '../codes/index.js';
import { pieceEnd, wordAt } from './text.js';

/** A rule that the bytes break. */
export interface Problem {
  /** The rule. */
  readonly kind: ErrorKind;
  /** The offset of the byte that breaks it, in the given bytes. */
  readonly byteOffset: number;
  /** A full sentence that names the wrong value and the rule, as in the codec's error. */
  readonly message: string;
}

const FIN_BIT = 0x80;

/** A failure of the codec, if there is one, as a list to spread. */
function problem(failure: { readonly error: Problem } | undefined | false): Problem[] {
  if (!failure) return [];
  const { kind, byteOffset, message } = failure.error;
  return [{ kind, byteOffset, message }];
}

/** What is wrong with a payload, in the codec's order: its length, the status code, the reason. */
export function problemsOfPayload(payload: Uint8Array): Problem[] {
  const { length } = payload;
  const isTooLong = length > Wire.MaxPayloadBytes;
  return [
    ...problem((isTooLong || length === 1) && invalidLength(length, isTooLong ? Wire.MaxPayloadBytes : 0)),
    ...problemsOfContent(payload, 0),
  ];
}

/**
 * What is wrong with a frame, in the codec's order: its first byte, its payload length, its mask and, if the frame is
 * whole, its payload. In a frame that is not a Close frame, only the opcode and the mask are judged.
 *
 * @param result - The codec's result.
 * @param payload - Unmasked; `undefined` if the frame is not whole.
 */
export function problemsOfFrame(
  bytes: Uint8Array,
  from: Endpoint | undefined,
  result: ReturnType<typeof decodeCloseFrame>,
  payloadStart: number,
  payload: Uint8Array | undefined,
): Problem[] {
  const [first, second] = [bytes[0], bytes[1]];
  if (first === undefined) return [];
  const mask = second === undefined ? [] : problem(invalidSecondByte(second & Wire.MaskBit, from));
  const error = result.ok ? undefined : result.error;
  if (error?.kind === 'not-close') return [...problem({ error }), ...mask];
  return [
    ...problem((first & Wire.RsvBits) !== 0 && invalidFirstByte(first)),
    ...problem((first & FIN_BIT) === 0 && invalidFirstByte(first, 0)),
    ...(second === undefined ? [] : problem(invalidSecondByte(second, undefined))),
    ...mask,
    ...(payload === undefined ? [] : problemsOfContent(payload, payloadStart)),
  ];
}

/** @param start - The offset to report for the first byte of the payload. */
function problemsOfContent(payload: Uint8Array, start: number): Problem[] {
  if (payload.length < 2) return [];
  const code = wordAt(payload, 0);
  const broken = illFormedAt(payload, 2);
  return [
    ...problem(!isSendableCode(code) && unsendableCode(code, 1002, start)),
    ...problem(broken !== undefined && invalidUtf8(code, start + broken, payload[broken]!, 1007)),
  ];
}

/** The offset of the first ill-formed UTF-8 sequence from `start` on; `undefined` if there is none. */
export function illFormedAt(bytes: Uint8Array, start: number): number | undefined {
  for (let at = start; at < bytes.length; at = pieceEnd(bytes, at)) {
    const decoded = decodeUtf8(bytes, at, pieceEnd(bytes, at));
    if (typeof decoded === 'number') return decoded;
  }
  return undefined;
}
