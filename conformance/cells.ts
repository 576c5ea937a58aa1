/** A cell of the rule tables: whether a peer follows a rule, or what it does instead. */

import type { Endpoint } from 'close-frame';
import type { Vector } from './frames.js';
import { expectationOf, type Reading } from './judge.js';
import type { Rule } from './rules.js';

export const AGREES = '✓';
/** The rule is about the other role. */
export const NOT_CONCERNED = '–';

/** What a peer did with the vectors in one role. */
export interface RoleReadings {
  role: Endpoint;
  readings: ReadonlyMap<Vector, Reading>;
}

/** How a peer differs: for each role, unless both roles treat every vector that they share the same way. */
export function cellOf(rule: Rule, roles: readonly RoleReadings[]): string {
  const behaviors = roles.map(({ role, readings }) => ({ role, behavior: behaviorOf(rule, readings) }));
  const both = new Map(behaviors.flatMap(({ behavior }) => [...behavior]));
  const isSame = behaviors.every(({ behavior }) => [...behavior].every(([vector, text]) => both.get(vector) === text));
  if (isSame) return textOf(rule, both);
  return behaviors
    .map(({ role, behavior }) => ({ role, text: textOf(rule, behavior) }))
    .filter(({ text }) => text !== AGREES && text !== NOT_CONCERNED)
    .map(({ role, text }) => `as a ${role}: ${text}`)
    .join('; ');
}

/** What a peer does with each vector of a rule. */
export function behaviorOf(rule: Rule, readings: ReadonlyMap<Vector, Reading>): Map<Vector, string> {
  const behavior = new Map<Vector, string>();
  for (const [vector, reading] of readings) {
    if (!rule.concerns(vector)) continue;
    const difference = rule.judge(expectationOf(vector), reading);
    if (difference !== null) behavior.set(vector, difference ?? AGREES);
  }
  return behavior;
}

function textOf({ label }: Rule, behavior: ReadonlyMap<Vector, string>): string {
  if (behavior.size === 0) return NOT_CONCERNED;
  const texts = [...new Set(behavior.values())].filter((text) => text !== AGREES).sort();
  if (texts.length === 0) return AGREES;
  const parts = texts.map((text) => {
    const vectors = [...behavior].flatMap(([vector, other]) => (other === text ? [vector] : []));
    if (vectors.length === behavior.size) return text;
    const which = label ? [...new Set(vectors.map(label))].join(', ') : `${vectors.length} of ${behavior.size}`;
    return `${which}: ${text}`;
  });
  return parts.join('; ');
}
