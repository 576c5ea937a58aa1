/** The search: batches of random inputs of every kind, until one fails, which is then shrunk. */

import fc from 'fast-check';
import type { Libraries } from '../support/library.js';
import { checks } from './checks.js';
import type { Recorded } from './file.js';
import { arbitraries, type Inputs, type Kind } from './inputs.js';

/**
 * The batches in turn, and how many inputs each has: most of what can go wrong is in a payload, and a stream takes ten
 * times as long. Between two batches the event loop runs, because ws leaves work to it.
 */
const batches: readonly (readonly [kind: Kind, size: number])[] = [
  ['payload', 1000],
  ['frame', 500],
  ['payload', 1000],
  ['encoding', 250],
  ['payload', 1000],
  ['stream', 100],
];

export interface FuzzOptions {
  readonly libraries: Libraries;
  /** Any integer; the same one gives the same inputs in the same order. */
  readonly seed: number;
  /** Only inputs of this kind. */
  readonly kind?: Kind | undefined;
  /** Is called before each batch with the number of inputs so far. Returns whether to continue. */
  readonly goesOn: (executions: Readonly<Record<Kind, number>>) => boolean;
}

/** What was found: the shrunk input, or nothing. */
export interface Outcome {
  readonly executions: Readonly<Record<Kind, number>>;
  /** For how many inputs ws was asked. It is not asked if it differs for a known reason. */
  readonly askedWs: number;
  readonly found: Recorded | undefined;
}

export async function fuzz({ libraries, seed, kind, goesOn }: FuzzOptions): Promise<Outcome> {
  const executions: Record<Kind, number> = { payload: 0, frame: 0, stream: 0, encoding: 0 };
  let askedWs = 0;
  const turns = batches.filter(([turn]) => kind === undefined || turn === kind);
  for (let batch = 0; goesOn(executions); batch++) {
    const [turn, numRuns] = turns[batch % turns.length]!;
    const { found, runs, asked } = search(turn, libraries, {
      seed: (seed + Math.imul(batch, 0x9e3779b1)) | 0,
      numRuns,
    });
    executions[turn] += runs;
    askedWs += asked;
    if (found !== undefined) return { executions, askedWs, found };
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { executions, askedWs, found: undefined };
}

/** Runs one batch. */
function search<K extends Kind>(
  kind: K,
  libraries: Libraries,
  parameters: { seed: number; numRuns: number },
): { found?: Recorded<K>; runs: number; asked: number } {
  const arbitrary: fc.Arbitrary<Inputs[K]> = arbitraries[kind];
  const check = checks[kind];
  let asked = 0;
  const property = fc.property(arbitrary, (input) => {
    if (check(libraries, input)) asked++;
  });
  const details = fc.check(property, parameters);
  if (!details.failed) return { runs: details.numRuns, asked };
  const [input] = details.counterexample!;
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  return { found: { why, kind, input }, runs: details.numRuns, asked };
}

/** Why an input fails; `undefined` if it passes. */
export function replay<K extends Kind>(libraries: Libraries, { kind, input }: Recorded<K>): string | undefined {
  try {
    checks[kind](libraries, input);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
