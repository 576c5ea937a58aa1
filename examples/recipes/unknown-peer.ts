/** A relay to a peer of any kind: it only gets codes that every stack we tested accepts. */

import { isPortableCode, relayClose } from 'close-frame';
import type { WebSocket } from 'ws';

/** Closes one side like the other, with a code that any of these stacks accepts. */
export function closeLike(socket: WebSocket, code: number | null, reason: string | Uint8Array | null): void {
  const close = relayClose(code, reason, { accepts: isPortableCode }); // 1012–1014 and 3000–3999 become 1011
  socket.close(close.code, close.reason);
}
