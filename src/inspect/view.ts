/**
 * The result of an inspection: plain data. Converting it to JSON only loses the keys that are `undefined`.
 * @module
 */

import type { decodeCloseFrame, decodeClosePayload } from '../codec/index.js';
import type { Hint } from './hints.js';
import type { Problem } from './problems.js';

interface FieldBase {
  /** The offset of its first byte in the given bytes. */
  readonly start: number;
  /** The offset after its last byte. Fields that share a byte have the same `start` and `end`. */
  readonly end: number;
  /** What it says, for people: a few words without a period. */
  readonly meaning: string;
  /** Where it is defined: `RFC 6455 §5.2`. */
  readonly section: string;
  /** Is this the field that breaks the rule that the codec reports? */
  readonly broken: boolean;
}

interface ByteField extends FieldBase {
  /** Only a field of less than a byte has bits. */
  readonly bits: undefined;
  /** Only a field of less than a byte has a bit offset. */
  readonly bitOffset: undefined;
}

/** A field of less than a byte, in one of the first two bytes of a frame. */
export interface BitField extends FieldBase {
  /** What RFC 6455 calls it. */
  readonly name: 'FIN' | 'RSV1' | 'RSV2' | 'RSV3' | 'opcode' | 'MASK' | 'payload length';
  /** Its bits, the most significant first: `1000`. */
  readonly bits: string;
  /** How many bits of the byte come before it: 0 for FIN, as §5.2 draws it. */
  readonly bitOffset: number;
  /** Its bits as a number. */
  readonly value: number;
}

/** A field that contains a number. */
export interface NumberField extends ByteField {
  /** What RFC 6455 calls it. */
  readonly name: 'extended payload length' | 'status code';
  /** The number, unmasked; `undefined` if it is cut off or is a length over 2^53−1. */
  readonly value: number | undefined;
}

/** A field that is shown as text. */
export interface TextField extends ByteField {
  /** What RFC 6455 calls it. */
  readonly name: 'masking key' | 'reason';
  /** The key in hex; or the text of the reason, unmasked, with U+FFFD for each ill-formed sequence. */
  readonly value: string;
}

/** Bytes that are not decoded: the payload of a frame that is not a Close frame, and the bytes after the frame. */
export interface OpaqueField extends ByteField {
  /** `application data` is the term of RFC 6455, which has none for the bytes after a frame. */
  readonly name: 'application data' | 'following bytes';
  /** Always `undefined`: the caller has the bytes. */
  readonly value: undefined;
}

/** One field of a frame or a payload: a union discriminated on `name`. Every key is always present. */
export type InspectedField = BitField | NumberField | TextField | OpaqueField;

/** A field before it is compared with the codec's result. */
export type FoundField = InspectedField extends infer F extends InspectedField
  ? F extends unknown
    ? Omit<F, 'broken'>
    : never
  : never;

/** The keys that only bit fields use, for a field of whole bytes. */
export const WHOLE_BYTES = { bits: undefined, bitOffset: undefined } as const;

interface InspectionBase {
  /** How many bytes were given. */
  readonly byteLength: number;
  /**
   * The offset of the byte that breaks a rule: the `byteOffset` of the codec's error. `undefined` if no rule is broken,
   * even if the frame is cut off.
   */
  readonly brokenAt: number | undefined;
  /**
   * Every rule that the bytes break, in the codec's order. The first is the one that the codec reports. Empty if they
   * break none. Being cut off breaks no rule, and the payload of a frame is only judged if it is whole. In a frame that
   * is not a Close frame, only the opcode and the mask are judged.
   */
  readonly problems: readonly Problem[];
  /**
   * What the bytes probably are, if they are not what a peer should have sent: at most one guess, the most specific,
   * and possibly `second-close`. A guess is only made from evidence in the bytes, and never changes the result. There
   * is no guess about a payload that the codec accepts or that is cut off.
   */
  readonly hints: readonly Hint[];
  /** The status code in the bytes, valid or not; `undefined` if there is none, even if the codec reports 1005. */
  readonly code: number | undefined;
  /**
   * The reason in the bytes, even after an invalid code, with U+FFFD for each ill-formed sequence; empty if there is
   * none.
   */
  readonly reason: string;
  /** The payload in hex, unmasked, as far as the bytes go; empty if the frame is not a Close frame. */
  readonly payload: string;
  /** The fields that the bytes consist of, in order. Each byte belongs to one field, or its bits belong to several. */
  readonly fields: readonly InspectedField[];
}

/** What {@link inspectClose} returns for a frame. */
export interface FrameInspection extends InspectionBase {
  /** What the bytes were taken for. */
  readonly as: 'frame';
  /** The codec's result for the same bytes. */
  readonly result: ReturnType<typeof decodeCloseFrame>;
}

/** What {@link inspectClose} returns for a payload. */
export interface PayloadInspection extends InspectionBase {
  /** What the bytes were taken for. */
  readonly as: 'payload';
  /** The codec's result for the same bytes. */
  readonly result: ReturnType<typeof decodeClosePayload>;
}

/** What {@link inspectClose} returns: a union discriminated on `as`. Every key is always present. */
export type Inspection = FrameInspection | PayloadInspection;
