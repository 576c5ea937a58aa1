/** What a peer does with each code that it receives, or that its application closes with. */

import { meetings } from '../test/support/meetings.js';
import type { Peer } from '../test/support/peers.js';
import type { CodeConduct } from './data.js';
import { eachOf, read } from './exchange.js';
import { masked, otherOf } from './frames.js';
import { FAIL_CODES, type Reading } from './judge.js';
import { codeSent, nameOfSent, type Sent, sentFor } from './orders.js';

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Each code that has its own meaning, and both ends of each range. */
export const probedCodes: readonly number[] = [
  ...[0, 999, ...range(1000, 1016), 1999, 2000, 2999],
  ...[3000, 3003, 3999, 4000, 4999, 5000, 65535],
];

export const TAKEN = 'taken';
/** The code is not rejected, but the application does not learn it. */
export const UNTOLD = 'untold';
export const WITHOUT_CODE = 'answered without a code';
export const SENT = 'sent';
export const REFUSED = 'refused';

/** What happens to a code that the peer receives. */
export function takesOf(code: number, { closed, answer }: Reading): string {
  const isFailed = answer !== undefined && answer.code !== code && FAIL_CODES.has(answer.code);
  const isDropped = answer === undefined && (closed.code === null || closed.code === 1006);
  if (isFailed || isDropped) return REFUSED;
  if (closed.code === code && closed.wasClean !== false) return TAKEN;
  if (closed.code === null) return answer?.code === 1005 ? WITHOUT_CODE : UNTOLD;
  return `reported as ${closed.code}`;
}

/** What is sent if the application closes with a code. */
function sendsOf(code: number, sent: Sent): string {
  return codeSent(sent) === code ? SENT : nameOfSent(sent);
}

function closeFrame(code: number, peer: Peer): Uint8Array {
  return masked(Uint8Array.of(0x88, 2, code >> 8, code & 0xff), otherOf(peer.role));
}

export async function codesOf(peer: Peer): Promise<Record<string, CodeConduct>> {
  const { meet, stop } = await meetings(peer, 'nothing');
  const conducts = await eachOf(probedCodes, async (code): Promise<[string, CodeConduct]> => {
    const takes = takesOf(code, await read(meet, closeFrame(code, peer)));
    return [`${code}`, { takes, sends: sendsOf(code, await sentFor(peer, meet, { code })) }];
  });
  stop();
  return Object.fromEntries(conducts);
}
