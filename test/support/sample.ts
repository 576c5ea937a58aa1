import type { Vector } from '../../conformance/frames.js';
import type { Rule } from '../../conformance/rules.js';
import { vectors } from '../../conformance/vectors.js';

/** At most this many vectors of a rule are chosen. */
const MAX_PER_RULE = 8;

/** Some vectors of each rule, evenly spread; all vectors if the rule has few. */
export function sampleOf(rules: readonly Rule[]): Vector[] {
  const chosen = new Set<Vector>();
  for (const { concerns } of rules) {
    const all = vectors.filter(concerns);
    const step = Math.max(1, all.length / MAX_PER_RULE);
    for (let at = 0; at < all.length; at += step) chosen.add(all[Math.floor(at)]!);
  }
  return vectors.filter((vector) => chosen.has(vector));
}
