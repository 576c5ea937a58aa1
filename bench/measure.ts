/**
 * How everything is measured: contestants take turns in one run, so that a slow phase of the machine affects them all.
 */

import { do_not_optimize, measure } from 'mitata';

/** A contestant. `pass` performs `operations` operations, and drains the event loop if it must. */
export interface Contestant {
  name: string;
  operations: number;
  pass: () => unknown;
}

/** A contestant that measures itself: `time` runs for this long and returns the nanoseconds per operation. */
export interface Timekeeper {
  name: string;
  time(milliseconds: number): Promise<number>;
}

export interface Effort {
  rounds: number;
  /** How long each contestant runs in each round. */
  milliseconds: number;
}

// Many short rounds: a shared machine can be slow for seconds, which must affect all contestants alike.
export const quick: Effort = { rounds: 5, milliseconds: 15 };
export const thorough: Effort = { rounds: 31, milliseconds: 25 };

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function timeOf({ operations, pass }: Contestant, milliseconds: number): Promise<number> {
  // A pass is already a batch, so mitata must not batch passes. It must not collect garbage before each pass either: in
  // Node it does so by allocating a gigabyte, which takes longer than the measurement.
  const budget = { min_cpu_time: milliseconds * 1e6, batch_threshold: 0, gc: false };
  const isAsync = pass() instanceof Promise;
  const run = isAsync ? async () => do_not_optimize(await pass()) : () => do_not_optimize(pass());
  const { p50 } = await measure(run, budget);
  return p50 / operations;
}

/** The results of all contestants, by name. */
export interface Outcome {
  /** Nanoseconds per operation: the median of all rounds. */
  nanoseconds: Record<string, number>;
  /** The time divided by that of the first contestant in the same round: the median of all rounds. */
  ratios: Record<string, number>;
}

/**
 * Runs a race. A ratio compares times of the same round, because the medians of two contestants can come from
 * different phases of the machine.
 */
export async function race(
  contestants: (Contestant | Timekeeper)[],
  { rounds, milliseconds }: Effort,
): Promise<Outcome> {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Rotate the order, and reverse it every other round, so that no contestant always follows the same one.
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
