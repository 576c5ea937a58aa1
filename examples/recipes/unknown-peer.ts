/** A relay to a peer that may be of any make: it is told what every deployed stack takes. */

import { isPortableCode, relayClose } from 'close-frame';
import type { WebSocket } from 'ws';

/** Closes one side as the other was closed, as far as any peer can be told. */
export function closeLike(socket: WebSocket, code: number | null, reason: string | Uint8Array | null): void {
  const close = relayClose(code, reason, { accepts: isPortableCode }); // 1012–1014 and 3000–3999 go on as 1011
  socket.close(close.code, close.reason);
}
