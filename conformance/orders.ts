/** Makes the application of a peer close, and says what it sends. */

import { encodeCloseFrame, type ScanResult, unwrap } from 'close-frame';
import type { Meetings } from '../test/support/meetings.js';
import type { RawEnd } from '../test/support/net.js';
import type { Peer, PeerSocket } from '../test/support/peers.js';
import { within } from './exchange.js';
import { masked, otherOf } from './frames.js';

/** What an application is told to close with; the reason is `reasonBytes` letters. */
export interface Order {
  code?: number;
  reasonBytes?: number;
}

/** The frame that tells a program's application to close. */
export function orderFrame(order: Order, role: Peer['role']): Uint8Array {
  const { code, reasonBytes = 0 } = order;
  const text = Buffer.from(code === undefined ? 'close' : `close ${code} ${reasonBytes}`);
  return masked(Uint8Array.of(0x81, text.length, ...text), otherOf(role));
}

/** Makes the application close; if its stack refuses, resolves to why. */
export async function tellToClose(peer: Peer, raw: RawEnd, socket: PeerSocket, order: Order): Promise<string> {
  const { code, reasonBytes = 0 } = order;
  if ('refused' in socket) {
    raw.socket.write(orderFrame(order, peer.role));
    return await (socket.refused as Promise<string>);
  }
  try {
    await (code === undefined ? socket.close() : socket.close(code, 'x'.repeat(reasonBytes)));
  } catch (error) {
    return (error as Error).name;
  }
  return await new Promise(() => {});
}

const SENDING_MS = 1500;

/** What is sent if the application closes as ordered. */
export async function sentFor(peer: Peer, meet: Meetings['meet'], order: Order): Promise<Sent> {
  const [raw, socket] = await meet();
  let isRefused = false;
  void tellToClose(peer, raw, socket, order).then(() => {
    isRefused = true;
  });
  const result = await within(SENDING_MS, raw.closeFrame, undefined);
  if (result?.ok) raw.socket.end(answerTo(peer, result));
  else raw.socket.end();
  await within(SENDING_MS, socket.closed, undefined);
  raw.socket.destroy();
  return { result, isRefused };
}

export interface Sent {
  /** `undefined` if nothing is sent and the connection stays open. */
  result: ScanResult | undefined;
  isRefused: boolean;
}

function answerTo(peer: Peer, { code }: { code: number }): Uint8Array {
  return unwrap(encodeCloseFrame(code === 1005 ? undefined : code, '', { from: otherOf(peer.role) })).bytes;
}

/** The code that is sent; `undefined` for an empty Close frame, `null` if there is no Close frame. */
export function codeSent({ result }: Sent): number | undefined | null {
  if (result === undefined) return null;
  if (result.ok) return result.code === 1005 ? undefined : result.code;
  if (result.error.kind === 'incomplete') return null;
  return result.error.code;
}

export function nameOfSent(sent: Sent): string {
  const code = codeSent(sent);
  if (code === null) return sent.isRefused ? 'refused' : sent.result === undefined ? 'nothing' : 'ends TCP';
  return code === undefined ? 'no code' : `${code}`;
}
