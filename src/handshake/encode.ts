/**
 * Encodes our Close frame for the closing handshake.
 * @module
 */

import {
  type CloseArguments,
  type CloseReason,
  type EncodeErrorKind,
  type Endpoint,
  encodeCloseFrame,
  type Failure,
  relayClose,
  unwrap,
} from '../codec/index.js';

/** Our Close frame, encoded, and what it says. */
export interface Encoded {
  readonly ok: true;
  readonly frame: Uint8Array<ArrayBuffer>;
  readonly sent: CloseArguments;
}

/** Encodes our Close frame. It is made from `sent`, so the two agree even if another thread changes `reason`. */
export function encodeClose(
  role: Endpoint,
  code: number | undefined,
  reason: CloseReason | undefined,
): Encoded | Failure<EncodeErrorKind, undefined> {
  const judged = encodeCloseFrame(code, reason);
  if (!judged.ok) return judged;
  const sent = Object.freeze(relayClose(code, reason));
  const { bytes: frame } = unwrap(encodeCloseFrame(sent.code, sent.reason, { from: role, maskingKey: undefined }));
  return { ok: true, frame, sent };
}
