/** Sends vectors to a peer: each on its own connection, from a scripted endpoint, after a real handshake. */

import { type InFront, type Meetings, meetings } from '../test/support/meetings.js';
import type { Closed, Peer } from '../test/support/peers.js';
import { bytesFrom, otherOf, type Vector } from './frames.js';
import { answerIn, type Reading } from './judge.js';

/** How many connections of a peer are open at once. Chromium delays them if there are many. */
const AT_ONCE = 10;

/** Calls `work` for each item, several at once; returns the results in the order of the items. */
export async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>, atOnce = AT_ONCE): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** What a peer did with each vector that the other side can send to it. */
export async function readingsOf(
  peer: Peer,
  vectors: readonly Vector[],
  through: 'proxy' | 'nothing' | InFront = 'nothing',
): Promise<Map<Vector, Reading>> {
  const from = otherOf(peer.role);
  const sent = vectors.flatMap((vector) => {
    const bytes = bytesFrom(vector, from);
    return bytes === undefined ? [] : [{ vector, bytes }];
  });
  const { meet, stop } = await meetings(peer, through);
  const readings = await eachOf(sent, async ({ vector, bytes }): Promise<[Vector, Reading]> => {
    return [vector, await read(meet, bytes)];
  });
  stop();
  return new Map(readings);
}

/** How long a peer may take to answer. Then the stream ends, so that a peer that waits for more bytes gives up. */
const PATIENCE_MS = 400;
/** A peer that has reported nothing to its user after this time never will. */
const SILENCE_MS = 1000;

const silent: Closed = { code: null, reason: null };

/**
 * What a peer does with some bytes. The stream stays open for a while after them, because some stacks drop the
 * connection at its end before they have sent their answer.
 */
export async function read(meet: Meetings['meet'], bytes: Uint8Array): Promise<Reading> {
  const [raw, socket] = await meet();
  raw.socket.write(bytes);
  const timer = setTimeout(() => raw.socket.end(), PATIENCE_MS);
  const answer = answerIn(await within(PATIENCE_MS + SILENCE_MS, raw.closeFrame, undefined));
  clearTimeout(timer);
  raw.socket.end();
  const closed = await within(SILENCE_MS, socket.closed, silent);
  raw.socket.destroy();
  return { closed, answer };
}

/** What a promise resolves to, or a default if that takes too long. */
export async function within<T, E>(milliseconds: number, promise: Promise<T>, otherwise: E): Promise<T | E> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<E>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds);
  });
  const first = await Promise.race([promise, late]);
  clearTimeout(timer);
  return first;
}
