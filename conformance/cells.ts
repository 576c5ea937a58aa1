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
  const doings = roles.map(({ role, readings }) => ({ role, doing: doingOf(rule, readings) }));
  const both = new Map(doings.flatMap(({ doing }) => [...doing]));
  const isSame = doings.every(({ doing }) => [...doing].every(([vector, text]) => both.get(vector) === text));
  if (isSame) return textOf(rule, both);
  return doings
    .map(({ role, doing }) => ({ role, text: textOf(rule, doing) }))
    .filter(({ text }) => text !== AGREES && text !== NOT_CONCERNED)
    .map(({ role, text }) => `as a ${role}: ${text}`)
    .join('; ');
}

/** What a peer does with each vector of a rule. */
export function doingOf(rule: Rule, readings: ReadonlyMap<Vector, Reading>): Map<Vector, string> {
  const doing = new Map<Vector, string>();
  for (const [vector, reading] of readings) {
    if (!rule.concerns(vector)) continue;
    const difference = rule.judge(expectationOf(vector), reading);
    if (difference !== null) doing.set(vector, difference ?? AGREES);
  }
  return doing;
}

function textOf({ label }: Rule, doing: ReadonlyMap<Vector, string>): string {
  if (doing.size === 0) return NOT_CONCERNED;
  const texts = [...new Set(doing.values())].filter((text) => text !== AGREES).sort();
  if (texts.length === 0) return AGREES;
  const parts = texts.map((text) => {
    const vectors = [...doing].flatMap(([vector, other]) => (other === text ? [vector] : []));
    if (vectors.length === doing.size) return text;
    const which = label ? [...new Set(vectors.map(label))].join(', ') : `${vectors.length} of ${doing.size}`;
    return `${which}: ${text}`;
  });
  return parts.join('; ');
}
