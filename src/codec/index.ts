/**
 * The codec: what the rest of the library may import from this folder.
 * @module
 */

export type { Endpoint } from './arguments.js';
export { type CloseArguments, type RelayOptions, type ReplyOptions, relayClose, replyToClose } from './closing.js';
export { encodeCloseFrame, encodeCloseFrameInto } from './encode-frame.js';
export {
  type CloseReason,
  type EncodeErrorKind,
  encodeClosePayload,
  encodeClosePayloadInto,
} from './encode-payload.js';
export { type DecodeFrameOptions, decodeCloseFrame, type HeaderErrorKind, validateCloseFrame } from './frame.js';
export type { EncodeFrameOptions } from './mask.js';
export { type ContentErrorKind, decodeClosePayload, validateClosePayload } from './payload.js';
export { reasonByteLength, truncateReason } from './reason.js';
export { type CloseError, CloseFrameError, type ErrorKind, type FailCode, type Failure, unwrap } from './result.js';
export type { ScanErrorKind, ScanResult } from './scan-result.js';
export { CloseFrameScanner, type ScannerOptions } from './scanner.js';
export { MAX_FRAME_BYTES, MAX_PAYLOAD_BYTES, MAX_REASON_BYTES } from './wire.js';
