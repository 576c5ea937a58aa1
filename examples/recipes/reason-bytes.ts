/** From a `close` event of `ws` to a raw connection: the reason is passed on byte for byte. */

import { encodeCloseFrame, relayClose, unwrap } from 'close-frame';

/** The Close frame that a server writes for what a `close` event reports. */
export function frameFor(code: number, reason: Buffer): Uint8Array {
  const encoded = encodeCloseFrame(code, reason); // checked as UTF-8 and written unchanged
  if (encoded.ok) return encoded.bytes;
  const close = relayClose(code, reason); // replaces 1005 and 1006, and bytes that are not UTF-8
  return unwrap(encodeCloseFrame(close.code, close.reason)).bytes;
}
