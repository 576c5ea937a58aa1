/** For a parser that reads the header before the payload: two bytes show whether a Close frame is invalid. */

import { type CloseArguments, decodeCloseFrame, type Endpoint, replyToClose } from 'close-frame';

/** What to do next: read this many more bytes of the frame, 0 if it is complete; or fail the connection. */
export type Next = { readonly read: number } | { readonly fail: CloseArguments };

/** Checks the first two bytes of a Close frame. */
export function judgeHeader(header: Uint8Array, from: Endpoint): Next {
  const result = decodeCloseFrame(header.subarray(0, 2), { from });
  if (result.ok) return { read: 0 }; // a server's empty frame
  if (result.error.kind === 'incomplete') return { read: result.error.bytesNeeded };
  return { fail: replyToClose(result, { reason: 'full' }) }; // at once, not after a payload that may never come
}
