/**
 * Every rule that bytes break: the codec's rules, each judged by the codec, beyond the first that it refuses.
 * @module
 */

import type { decodeCloseFrame, Endpoint, ErrorKind } from '../codec/index.js';
import {
  decodeUtf8,
  refuseCode,
  refuseFirstByte,
  refuseLength,
  refuseReason,
  refuseSecondByte,
  Wire,
} from '../codec/rules.js';
import { isSendableCode } from '../codes/index.js';
import { pieceEnd, wordAt } from './text.js';

/** A rule that the bytes break. */
export interface Problem {
  /** The rule. */
  readonly kind: ErrorKind;
  /** The offset in the given bytes of the byte that breaks it. */
  readonly byteOffset: number;
  /** A full sentence that names the offending value and the rule, as in the error of the codec. */
  readonly message: string;
}

/** The bit of the first byte that must be 1, as a control frame has no fragments. */
const FIN_BIT = 0x80;

/** A refusal of the codec's, if there is one: none, or one, for a list to take in. */
function problem(refusal: { readonly error: Problem } | undefined | false): Problem[] {
  if (!refusal) return [];
  const { kind, byteOffset, message } = refusal.error;
  return [{ kind, byteOffset, message }];
}

/** What is wrong with a payload alone, in the order of judgment: its length, the code, the reason. */
export function problemsOfPayload(payload: Uint8Array): Problem[] {
  const { length } = payload;
  const isTooLong = length > Wire.MaxPayloadBytes;
  return [
    ...problem((isTooLong || length === 1) && refuseLength(length, isTooLong ? Wire.MaxPayloadBytes : 0)),
    ...problemsOfContent(payload, 0),
  ];
}

/**
 * What is wrong with a frame, in the order of judgment: its first byte, its length, its mask, and, if the frame is whole,
 * its payload. Of a frame that is not a Close frame only the mask is judged beside its opcode.
 *
 * @param result - What the codec says.
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
  const mask = second === undefined ? [] : problem(refuseSecondByte(second & Wire.MaskBit, from));
  const error = result.ok ? undefined : result.error;
  if (error?.kind === 'not-close') return [...problem({ error }), ...mask];
  const firstByte = refuseFirstByte(first);
  return [
    ...problem((first & Wire.RsvBits) !== 0 && firstByte),
    ...problem((first & FIN_BIT) === 0 && { error: { ...firstByte.error, kind: 'fragmented' } }), // the sentence fits both
    ...(second === undefined ? [] : problem(refuseSecondByte(second, undefined))),
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
    ...problem(!isSendableCode(code) && refuseCode(code, 1002, start)),
    ...problem(broken !== undefined && refuseReason(code, start + broken, payload[broken]!, 1007)),
  ];
}

/** The offset of the first sequence from `start` on that is not UTF-8; `undefined` if there is none. */
export function illFormedAt(bytes: Uint8Array, start: number): number | undefined {
  for (let at = start; at < bytes.length; at = pieceEnd(bytes, at)) {
    const decoded = decodeUtf8(bytes, at, pieceEnd(bytes, at));
    if (typeof decoded === 'number') return decoded;
  }
  return undefined;
}
