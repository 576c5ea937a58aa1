/**
 * The fixed numbers of a frame on the wire (RFC 6455 §5.2, §5.5). In two places the number stands itself, as a bundler
 * of the built package cannot put it there: in decoding a payload, which alone is held to 1,500 bytes (`npm run size`),
 * and in the hottest part of encoding, where each takes 0.1 ns to load.
 * @module
 */

/** The most bytes that the payload of a control frame may have. */
export const MAX_PAYLOAD_BYTES = 125;

/** The most bytes that a reason may take in UTF-8: a payload less its status code. */
export const MAX_REASON_BYTES = 123;

/** The most bytes that a whole Close frame takes: a header of 2, a masking key of 4, a payload of 125. */
export const MAX_FRAME_BYTES = 131;

/** The bits of the first byte that must be 0, as no extension defines them for a Close frame. */
export const RSV_BITS = 0x70;

/** The bits of the first byte that tell what a frame is, and their value in a Close frame. */
export const OPCODE_BITS = 0x0f;
export const OPCODE_CLOSE = 0x8;

/** FIN set, RSV1 to RSV3 not, opcode 8: the first byte of every Close frame. */
export const CLOSE_FIRST_BYTE = 0x88;

/** The parts of the second byte: is there a masking key, and how long is the payload? */
export const MASK_BIT = 0x80;
export const LENGTH_BITS = 0x7f;

/** The two bytes that every header has. */
export const HEADER_BYTES = 2;

/** The masking key of a client's frame. */
export const KEY_BYTES = 4;

/** The 7-bit length that says that 16 bits follow; one more says 64. */
export const LENGTH_IN_16_BITS = 126;

/** Where a 64-bit length ends: behind the two bytes that every header has. */
export const LONGEST_LENGTH_END = 10;

/** The status code that is reported for an empty payload (RFC 6455 §7.1.5). */
export const NO_STATUS_RECEIVED = 1005;
