/** What a page can learn from a `close` event, and how it can close with any code. */

import { CloseCode, describeCode, isSendableByScript, relayClose } from 'close-frame';

/** A close event in words, for a log or a report. */
export function explain({ code, reason }: { code: number; reason: string }): string {
  const { name, description, reconnect } = describeCode(code);
  const advice = reconnect === undefined ? '' : ` Connect again: ${reconnect}`;
  return `${code} ${name}${reason === '' ? '' : ` (${reason})`}: ${description}${advice}`;
}

/** How many milliseconds to wait before reconnecting, or `undefined` not to reconnect. `attempt` counts from 0. */
export function reconnectDelay(code: number, attempt: number): number | undefined {
  switch (code) {
    case CloseCode.AbnormalClosure: // RFC 6455 §7.2.3: at first 0 to 5 seconds, then up to twice as long each time
      return Math.random() * Math.min(5_000 * 2 ** attempt, 300_000);
    case CloseCode.ServiceRestart:
      return 5_000 + Math.random() * 25_000;
    default:
      return undefined;
  }
}

/** Closes with any code and reason: a code for which close() would throw becomes 4011, and a long reason is cut. */
export function closeByScript(socket: WebSocket, code?: number, reason?: string): void {
  const close = relayClose(code, reason, { accepts: isSendableByScript, fallback: 4011 });
  socket.close(close.code, close.reason);
}
