/**
 * Bytes to results and back: the codec's door.
 * @module
 */

export type { Endpoint } from './arguments.js';
export { type CloseArguments, type RelayOptions, type ReplyOptions, relayClose, replyToClose } from './closing.js';
export type { ContentErrorKind } from './content.js';
export type { CloseReason, EncodeErrorKind } from './encode.js';
export { type DecodeFrameOptions, decodeCloseFrame, encodeCloseFrame, encodeCloseFrameInto } from './frame.js';
export type { HeaderErrorKind } from './header.js';
export type { EncodeFrameOptions } from './mask.js';
export { decodeClosePayload, encodeClosePayload, encodeClosePayloadInto } from './payload.js';
export { reasonByteLength, truncateReason } from './reason.js';
export { type CloseError, CloseFrameError, type ErrorKind, type FailCode, type Failure, unwrap } from './result.js';
export { CloseFrameScanner, type ScanErrorKind, type ScannerOptions, type ScanResult } from './scanner.js';
export { MAX_FRAME_BYTES, MAX_PAYLOAD_BYTES, MAX_REASON_BYTES } from './wire.js';
