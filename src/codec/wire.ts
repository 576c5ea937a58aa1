/**
 * The fixed numbers of a frame on the wire (RFC 6455 §5.2, §5.5).
 * @module
 */

/**
 * An enum, because esbuild replaces its members by their numbers. It turns constants into variables, and loading those
 * took a quarter of the scanner's time (npm run bench).
 */
export enum Wire {
  /** The limits of a control frame's payload (§5.5), and of a reason, which comes after a status code of 2 bytes. */
  MaxPayloadBytes = 125,
  MaxReasonBytes = 123,

  /** RSV1 to RSV3 in the first byte, which must be 0, because no extension defines them for a Close frame. */
  RsvBits = 0x70,

  /** The opcode in the first byte, and its value in a Close frame. */
  OpcodeBits = 0x0f,
  OpcodeClose = 0x8,

  /** The first byte of every Close frame: FIN is set, RSV1 to RSV3 are not, and the opcode is 8. */
  CloseFirstByte = 0x88,

  /** The parts of the second byte: MASK and the 7-bit payload length. */
  MaskBit = 0x80,
  LengthBits = 0x7f,

  /** The shortest header. */
  HeaderBytes = 2,

  /** The length of a masking key, and of the shortest header with one. */
  KeyBytes = 4,
  MaskedHeaderBytes = 6,

  /** A 7-bit length of 126 means that a 16-bit length follows; 127, a 64-bit one. */
  LengthIn16Bits = 126,

  /** The offset at which a 64-bit length ends. It begins after the first two bytes. */
  LongestLengthEnd = 10,

  /** The status code that is reported for an empty payload (RFC 6455 §7.1.5). */
  NoStatusReceived = 1005,
}

// The types repeat the numbers so that the declarations and the API reference show them. The compiler checks them.

/** The most bytes that the payload of a control frame may take (RFC 6455 §5.5). */
export const MAX_PAYLOAD_BYTES: 125 = Wire.MaxPayloadBytes;

/** The most bytes that a reason may take in UTF-8: what the status code leaves of a payload. */
export const MAX_REASON_BYTES: 123 = Wire.MaxReasonBytes;

/** The most bytes that a whole Close frame may take: 2 of header, 4 of masking key and 125 of payload. */
export const MAX_FRAME_BYTES = 131;
