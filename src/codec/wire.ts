/**
 * The fixed numbers of a frame on the wire (RFC 6455 §5.2, §5.5).
 * @module
 */

/**
 * An enum, because esbuild puts an enum's numbers where they are used. Constants become variables in a bundle, and loading
 * those took a quarter of the scanner's time.
 */
export enum Wire {
  /** The two limits that are used here: said again below in plain numbers, which the API reference shows. */
  MaxPayloadBytes = 125,
  MaxReasonBytes = 123,

  /** The bits of the first byte that must be 0, as no extension defines them for a Close frame. */
  RsvBits = 0x70,

  /** The bits of the first byte that tell what a frame is, and their value in a Close frame. */
  OpcodeBits = 0x0f,
  OpcodeClose = 0x8,

  /** FIN set, RSV1 to RSV3 not, opcode 8: the first byte of every Close frame. */
  CloseFirstByte = 0x88,

  /** The parts of the second byte: is there a masking key, and how long is the payload? */
  MaskBit = 0x80,
  LengthBits = 0x7f,

  /** The two bytes that every header has. */
  HeaderBytes = 2,

  /** The masking key of a client's frame, and the header that it is in. */
  KeyBytes = 4,
  MaskedHeaderBytes = 6,

  /** The 7-bit length that says that 16 bits follow; one more says 64. */
  LengthIn16Bits = 126,

  /** Where a 64-bit length ends: behind the two bytes that every header has. */
  LongestLengthEnd = 10,

  /** The status code that is reported for an empty payload (RFC 6455 §7.1.5). */
  NoStatusReceived = 1005,
}

/** The most bytes that the payload of a control frame may have. */
export const MAX_PAYLOAD_BYTES = 125;

/** The most bytes that a reason may take in UTF-8: a payload less its status code. */
export const MAX_REASON_BYTES = 123;

/** The most bytes that a whole Close frame takes: a header of 2, a masking key of 4, a payload of 125. */
export const MAX_FRAME_BYTES = 131;
