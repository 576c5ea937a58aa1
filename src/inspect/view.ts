/**
 * What an inspection gives: plain data alone, so that it survives JSON but for the keys that are `undefined`.
 * @module
 */

import type { decodeCloseFrame, decodeClosePayload } from '../codec/index.js';
import type { Hint } from './hints.js';
import type { Problem } from './problems.js';

interface FieldBase {
  /** The offset in the given bytes of its first byte. */
  readonly start: number;
  /** The offset behind its last byte. Fields of less than a byte have the same `start` and `end` as their neighbours. */
  readonly end: number;
  /** What it holds, for people: a few words without a full stop. */
  readonly meaning: string;
  /** Where it is defined: `RFC 6455 §5.2`. */
  readonly section: string;
  /** Is this what the codec refuses? */
  readonly broken: boolean;
}

interface ByteField extends FieldBase {
  /** Only a field of less than a byte has it. */
  readonly bits: undefined;
  /** Likewise. */
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

/** A field that holds a number. */
export interface NumberField extends ByteField {
  /** What RFC 6455 calls it. */
  readonly name: 'extended payload length' | 'status code';
  /** The number, unmasked; `undefined` where it is cut off, and for a length over 2^53−1. */
  readonly value: number | undefined;
}

/** A field that is shown as text. */
export interface TextField extends ByteField {
  /** What RFC 6455 calls it. */
  readonly name: 'masking key' | 'reason';
  /** Of the key its bytes in hex; of the reason the text, unmasked, with U+FFFD for what is ill-formed. */
  readonly value: string;
}

/** Bytes that are not looked into: the payload of a frame that is no Close frame, and what comes behind the frame. */
export interface OpaqueField extends ByteField {
  /** RFC 6455 calls the first so, and the second nothing. */
  readonly name: 'application data' | 'following bytes';
  /** The bytes themselves are the caller's. */
  readonly value: undefined;
}

/** One field of a frame or a payload: a union discriminated on `name`. Every key is always present. */
export type InspectedField = BitField | NumberField | TextField | OpaqueField;

/** A field before it is known what the codec says. */
export type FoundField = InspectedField extends infer F extends InspectedField
  ? F extends unknown
    ? Omit<F, 'broken'>
    : never
  : never;

/** What a field of whole bytes has in place of bits. */
export const WHOLE_BYTES = { bits: undefined, bitOffset: undefined } as const;

interface InspectionBase {
  /** How many bytes were given. */
  readonly byteLength: number;
  /**
   * The offset of the byte where the bytes break a rule: the `byteOffset` of the error. `undefined` where they break
   * none, also for a frame that is only cut off.
   */
  readonly brokenAt: number | undefined;
  /**
   * Every rule that the bytes break, in the order of judgment; the first is the codec's own. Empty if they break none.
   * The payload of a frame is judged once it is whole, and that a frame is cut off is not a broken rule. Of a frame that
   * is not a Close frame, only the mask is judged beside the opcode.
   */
  readonly problems: readonly Problem[];
  /**
   * What the bytes probably are, if they are not what a peer should have sent: at most one guess, the most specific, and
   * `second-close` beside it. Each has its evidence in the bytes, and none changes the result. A payload that the codec
   * accepts has no hint, nor has one that is cut off.
   */
  readonly hints: readonly Hint[];
  /** The status code in the bytes, refused or not; `undefined` where they hold none, also where the codec says 1005. */
  readonly code: number | undefined;
  /** The reason in the bytes, behind a refused code, too, with U+FFFD for what is ill-formed; empty where there is none. */
  readonly reason: string;
  /** The payload of the Close frame in hex, unmasked, as much of it as there is; empty for any other frame. */
  readonly payload: string;
  /** What the bytes are made of, in their order: each belongs to one field, or, bit by bit, to several. */
  readonly fields: readonly InspectedField[];
}

/** What {@link inspectClose} sees in bytes that it takes for a frame. */
export interface FrameInspection extends InspectionBase {
  /** What they were taken for. */
  readonly as: 'frame';
  /** What the codec says to the same bytes. */
  readonly result: ReturnType<typeof decodeCloseFrame>;
}

/** What {@link inspectClose} sees in bytes that it takes for a payload. */
export interface PayloadInspection extends InspectionBase {
  /** What they were taken for. */
  readonly as: 'payload';
  /** What the codec says to the same bytes. */
  readonly result: ReturnType<typeof decodeClosePayload>;
}

/** What {@link inspectClose} gives: a union discriminated on `as`. Every key is always present. */
export type Inspection = FrameInspection | PayloadInspection;
