/** From a `close` event of `ws` to a raw connection: the reason stays the bytes that it is. */

import { encodeCloseFrame, relayClose, unwrap } from 'close-frame';

/** The Close frame that a server writes for what a `close` event reports. */
export function frameFor(code: number, reason: Buffer): Uint8Array {
  const encoded = encodeCloseFrame(code, reason); // judged as UTF-8 and written as it is
  if (encoded.ok) return encoded.bytes;
  const close = relayClose(code, reason); // 1005 and 1006; and U+FFFD for what is not UTF-8
  return unwrap(encodeCloseFrame(close.code, close.reason)).bytes;
}
