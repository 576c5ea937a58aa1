/**
 * How large the parts of a Close frame can be (RFC 6455 §5.2, §5.5).
 * @module
 */

/** The most bytes that the payload of a control frame may have. */
export const MAX_PAYLOAD_BYTES = 125;

/** The most bytes that a reason may take in UTF-8: a payload less its status code. */
export const MAX_REASON_BYTES = 123;

/** The most bytes that a whole Close frame takes: a header of 2, a masking key of 4, a payload of 125. */
export const MAX_FRAME_BYTES = 131;
