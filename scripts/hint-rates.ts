/**
 * `npm run hints`: how often `inspectClose` gives a hint for a million random inputs of each kind. Fails if it gives
 * one for a payload that may be sent.
 */

import { inspectClose } from 'close-frame/inspect';
import { goodKinds, type Random, randomBytes, randomSource } from '../test/support/payloads.js';

const RUNS = 1_000_000;

/** Random bytes: as many as any payload can have, and as many as the shortest payload with a code has. */
const noise: Readonly<Record<string, (random: Random) => Uint8Array>> = {
  'random bytes, 0 to 125': (random) => randomBytes(random, random(126)),
  'random bytes, 2': (random) => randomBytes(random, 2),
};

/** How many inputs of one kind get each kind of hint. */
function count(inputOf: (random: Random) => Uint8Array): Map<string, number> {
  const random = randomSource(20_261_126);
  const counts = new Map<string, number>();
  for (let run = 0; run < RUNS; run++) {
    for (const { kind } of inspectClose(inputOf(random)).hints) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function print(name: string, counts: ReadonlyMap<string, number>): number {
  const sum = [...counts.values()].reduce((all, one) => all + one, 0);
  const parts = [...counts].sort(([, one], [, other]) => other - one).map(([kind, number]) => `${number} ${kind}`);
  console.log(`${String(sum).padStart(7)} hints for ${RUNS} of ${name}${sum === 0 ? '' : `: ${parts.join(', ')}`}`);
  return sum;
}

for (const [name, inputOf] of Object.entries(goodKinds)) if (print(name, count(inputOf)) > 0) process.exitCode = 1;
for (const [name, inputOf] of Object.entries(noise)) print(name, count(inputOf));
