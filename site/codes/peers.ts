/**
 * What deployed stacks do with a code.
 * @module
 */

import { conducts, lastCodes, stacks } from './measured.js';

/** What stacks do with a code, and which stacks do it; the most frequent first. */
export function conductsWith(code: number): { conduct: string; systems: string[] }[] {
  const range = lastCodes.findIndex((last) => code <= last);
  const names = Object.keys(stacks);
  return conducts
    .map((conduct, index) => ({ conduct, systems: names.filter((name) => stacks[name]![range] === index) }))
    .filter(({ systems }) => systems.length > 0)
    .sort((one, other) => other.systems.length - one.systems.length);
}
