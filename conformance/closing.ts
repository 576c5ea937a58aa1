/** How a peer closes: what it answers, when it ends TCP, and how it and the recipe for an endpoint close together. */

import { performance } from 'node:perf_hooks';
import { encodeCloseFrame, reasonByteLength, unwrap } from 'close-frame';
import type { ClosingOutcome } from 'close-frame/handshake';
import { stackOn } from '../test/support/closing-stack.js';
import { type Meetings, meetings } from '../test/support/meetings.js';
import type { RawEnd } from '../test/support/net.js';
import type { Closed, Peer } from '../test/support/peers.js';
import type { ClosingConduct, MeetingOutcome, Situation } from './data.js';
import { within } from './exchange.js';
import { otherOf } from './frames.js';
import { answerIn } from './judge.js';
import { nameOfSent, orderFrame, sentFor, tellToClose } from './orders.js';

/** A peer that has not ended TCP after this time never will: `ws` waits 30 seconds. */
const MAX_WAIT_MS = 35_000;

function closeFrame(peer: Peer, code: number, reason = ''): Uint8Array {
  return unwrap(encodeCloseFrame(code, reason, { from: otherOf(peer.role) })).bytes;
}

/** When the peer ends TCP, in words; our side of the socket stays open. */
async function endOf({ socket }: RawEnd): Promise<string> {
  const start = performance.now();
  const ended = new Promise<'end' | 'reset'>((resolve) => {
    if (socket.readableEnded) resolve('end');
    socket.once('end', () => resolve('end'));
    socket.once('error', () => resolve('reset'));
    socket.once('close', () => resolve('end'));
  });
  const how = await within(MAX_WAIT_MS, ended, undefined);
  if (how === undefined) return `not within ${MAX_WAIT_MS / 1000} s`;
  const seconds = Math.round((performance.now() - start) / 1000);
  const when = seconds === 0 ? 'at once' : `after ${seconds} s`;
  return how === 'reset' ? `${when}, by a reset` : when;
}

export async function closingOf(peer: Peer): Promise<ClosingConduct> {
  const { meet, stop } = await meetings(peer, 'nothing', { allowHalfOpen: true });
  const asAnswerer = async () => {
    const [raw] = await meet();
    raw.socket.write(closeFrame(peer, 4000, 'bye'));
    const answer = answerIn(await within(2000, raw.closeFrame, undefined));
    const endsAfterAnswering = await endOf(raw);
    raw.socket.destroy();
    const words =
      answer === undefined ? 'nothing' : answer.code === 1005 ? 'no code' : `${answer.code} ${answer.reason}`.trim();
    return { answer: words, endsAfterAnswering };
  };
  const asCloser = async (isAnswered: boolean) => {
    const [raw, socket] = await meet();
    void tellToClose(peer, raw, socket, { code: 1000 });
    if ((await within(2000, raw.closeFrame, undefined)) === undefined) return 'sends nothing';
    if (isAnswered) raw.socket.write(closeFrame(peer, 1000));
    const end = await endOf(raw);
    raw.socket.destroy();
    return end;
  };
  const sent = async (order: { code?: number; reasonBytes?: number }) => await sentFor(peer, meet, order);
  const [answered, endsAfterAnswer, endsUnanswered, without, long] = await Promise.all([
    asAnswerer(),
    asCloser(true),
    asCloser(false),
    sent({}),
    sent({ code: 1000, reasonBytes: 124 }),
  ]);
  stop();
  return {
    withoutCode: nameOfSent(without),
    longReason: longReason(long),
    ...answered,
    endsAfterAnswer,
    endsUnanswered,
  };
}

/** What happens to a reason of 124 bytes. */
function longReason(sent: Awaited<ReturnType<typeof sentFor>>): string {
  const { result } = sent;
  if (result?.ok && result.code === 1000) return `${reasonByteLength(result.reason)} bytes`;
  if (result?.ok === false && result.error.kind === 'payload-too-long') return 'a frame that is too long';
  return sent.isRefused && result?.ok ? `refused, sends ${result.code}` : nameOfSent(sent);
}

/** Closes a connection between the peer and the recipe for an endpoint; the situation says who closes. */
async function meetAs(peer: Peer, meet: Meetings['meet'], situation: Situation): Promise<MeetingOutcome> {
  const [raw, socket] = await meet();
  const role = otherOf(peer.role);
  const ours = stackOn(raw, role, { timeout: () => 5000 });
  ours.gone.catch(() => {});
  if (situation !== 'ours') {
    if ('refused' in socket) raw.socket.write(orderFrame({ code: 4001 }, peer.role));
    else socket.close(4001, '');
  }
  if (situation !== 'theirs') ours.closing.close(4002, 'ours');
  const outcome = await within(8000, ours.closed, undefined);
  const closed = await within(3000, socket.closed, undefined);
  raw.socket.destroy();
  return { ours: wordsOf(outcome), theirs: theirWords(closed) };
}

function wordsOf(outcome: ClosingOutcome | undefined): string {
  if (outcome === undefined) return 'hangs';
  const { code, reason, wasClean, cause } = outcome;
  return `${code}${reason && ` ${reason}`}, ${wasClean ? 'clean' : 'not clean'}, ${cause}`;
}

function theirWords(closed: Closed | undefined): string {
  if (closed === undefined) return 'tells nothing';
  return closed.code === null ? 'no code' : `${closed.code}${closed.reason ? ` ${closed.reason}` : ''}`;
}

export async function meetingsOf(peer: Peer): Promise<Record<Situation, MeetingOutcome>> {
  const { meet, stop } = await meetings(peer, 'nothing');
  const [theirs, ours, both] = await Promise.all(
    (['theirs', 'ours', 'both'] as const).map((situation) => meetAs(peer, meet, situation)),
  );
  stop();
  return { theirs: theirs!, ours: ours!, both: both! };
}
