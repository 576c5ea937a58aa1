/** How everything is measured: in turns within one run, so that what disturbs the machine disturbs all alike. */

import { do_not_optimize, measure } from 'mitata';

/** One contestant: goes through `operations` operations at each call, and drains the event loop if it must. */
export interface Contestant {
  name: string;
  operations: number;
  pass: () => unknown;
}

/** One that measures itself: the nanoseconds of an operation, after so long. */
export interface Timekeeper {
  name: string;
  time(milliseconds: number): Promise<number>;
}

export interface Effort {
  rounds: number;
  /** How long each contestant runs in each round. */
  milliseconds: number;
}

// Many short rounds, as a machine that is shared is slower for seconds on end: that must hit all contestants alike.
export const quick: Effort = { rounds: 5, milliseconds: 15 };
export const thorough: Effort = { rounds: 31, milliseconds: 25 };

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function timeOf({ operations, pass }: Contestant, milliseconds: number): Promise<number> {
  // A pass is a batch of its own; mitata's would take many of them. And before each time it would collect garbage: under
  // Node by allocating a gigabyte, which takes longer than what is measured.
  const budget = { min_cpu_time: milliseconds * 1e6, batch_threshold: 0, gc: false };
  const isAsync = pass() instanceof Promise;
  const run = isAsync ? async () => do_not_optimize(await pass()) : () => do_not_optimize(pass());
  const { p50 } = await measure(run, budget);
  return p50 / operations;
}

/** What came out for each contestant, by its name. */
export interface Outcome {
  /** The nanoseconds of an operation: the median of all rounds. */
  nanoseconds: Record<string, number>;
  /** How many times as long as the first contestant it took: the median, too, of what it was in each round. */
  ratios: Record<string, number>;
}

/**
 * Races them. A ratio is of times that were taken within a second, as each one's own median may come from another phase of
 * the machine.
 */
export async function race(
  contestants: (Contestant | Timekeeper)[],
  { rounds, milliseconds }: Effort,
): Promise<Outcome> {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Each pair of rounds begins with another, there and back, so that none always follows the same one.
    const first = Math.floor(round / 2) % contestants.length;
    const order = [...contestants.slice(first), ...contestants.slice(0, first)];
    for (const contestant of round % 2 === 0 ? order : order.reverse()) {
      const isTimekeeper = 'time' in contestant;
      const time = await (isTimekeeper ? contestant.time(milliseconds) : timeOf(contestant, milliseconds));
      times.get(contestant.name)!.push(time);
    }
  }
  const [own] = times.values();
  const outcome = (of: (times: number[]) => number[]): Record<string, number> =>
    Object.fromEntries([...times].map(([name, all]) => [name, median(of(all))]));
  return {
    nanoseconds: outcome((all) => all),
    ratios: outcome((all) => all.map((time, round) => time / own![round]!)),
  };
}
