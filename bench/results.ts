/** What the benchmark writes to results.json, and the chart shows. */

import type { Bar } from './bars.js';
import type { Outcome } from './measure.js';

/** How long each contestant takes for an operation on a set. The first contestant is close-frame. */
export interface Row extends Outcome {
  operation: string;
  set: Bar['set'];
}

/** The content of results.json. */
export interface Results {
  runtime: string;
  machine: string;
  versions: Record<string, string>;
  rounds: number;
  rows: Row[];
}
