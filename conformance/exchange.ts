/** Puts vectors through a peer: each on a connection of its own, sent by a scripted end behind a real handshake. */

import { type Meetings, meetings } from '../test/support/meetings.js';
import type { Peer } from '../test/support/peers.js';
import { bytesFrom, type Vector } from './frames.js';
import { answerIn, type Reading } from './judge.js';

/** How many connections of a peer are open at once. Chromium delays them where there are many. */
const AT_ONCE = 8;

/** What a peer made of each vector that its other side can send. */
export async function readingsOf(
  peer: Peer,
  vectors: readonly Vector[],
  through: 'proxy' | 'nothing' = 'nothing',
): Promise<Map<Vector, Reading>> {
  const from = peer.role === 'client' ? 'server' : 'client';
  const readings = new Map<Vector, Reading | undefined>();
  const queue = vectors.flatMap((vector) => {
    const bytes = bytesFrom(vector, from);
    if (bytes === undefined) return [];
    readings.set(vector, undefined); // keeps the order of the vectors, in whichever they are done
    return [{ vector, bytes }];
  });
  const { meet, stop } = await meetings(peer, through);
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      readings.set(next.vector, await read(meet, next.bytes));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  stop();
  return readings as Map<Vector, Reading>;
}

/** The stream ends right behind the bytes, so that a peer that waits for more than they are is done as well. */
async function read(meet: Meetings['meet'], bytes: Uint8Array): Promise<Reading> {
  const [raw, socket] = await meet();
  raw.socket.end(bytes);
  const answer = answerIn(await raw.closeFrame);
  return { closed: await socket.closed, answer };
}
