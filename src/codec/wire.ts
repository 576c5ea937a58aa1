/**
 * The fixed numbers of a frame on the wire (RFC 6455 §5.2, §5.5).
 * @module
 */

/**
 * An enum, because esbuild writes the numbers of an enum where they are used. It turns constants into variables, and
 * loading those took a quarter of the scanner's time (npm run bench).
 */
export enum Wire {
  /**
   * The limits of a control frame's payload (§5.5) and of a reason, which comes after the 2 bytes of the status code.
   */
  MaxPayloadBytes = 125,
  MaxReasonBytes = 123,

  /** The bits of the first byte that must be 0, because no extension defines them for a Close frame. */
  RsvBits = 0x70,

  /** The bits of the first byte that hold the opcode, and their value in a Close frame. */
  OpcodeBits = 0x0f,
  OpcodeClose = 0x8,

  /** The first byte of every Close frame: FIN is set, RSV1 to RSV3 are not, and the opcode is 8. */
  CloseFirstByte = 0x88,

  /** The parts of the second byte: is there a masking key, and how long is the payload? */
  MaskBit = 0x80,
  LengthBits = 0x7f,

  /** The first two bytes, which every header has. */
  HeaderBytes = 2,

  /** A masking key, and the shortest header with one. */
  KeyBytes = 4,
  MaskedHeaderBytes = 6,

  /** A 7-bit length of 126 means that a 16-bit length follows; 127, a 64-bit one. */
  LengthIn16Bits = 126,

  /** Where a 64-bit length ends: after the first two bytes. */
  LongestLengthEnd = 10,

  /** The status code that is reported for an empty payload (RFC 6455 §7.1.5). */
  NoStatusReceived = 1005,
}

// The types repeat the numbers, checked by the compiler, for the declarations and the API reference to show them.

/** The most bytes that the payload of a control frame may have. */
export const MAX_PAYLOAD_BYTES: 125 = Wire.MaxPayloadBytes;

/** The most bytes that a reason may take in UTF-8: a payload without its status code. */
export const MAX_REASON_BYTES: 123 = Wire.MaxReasonBytes;

/** The most bytes that a whole Close frame takes: a header of 2, a masking key of 4, a payload of 125. */
export const MAX_FRAME_BYTES = 131;
