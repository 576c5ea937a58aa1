/**
 * What other systems call the status codes.
 * @module
 */

import { namesOfCode } from 'close-frame/names';

/** The names of a status code in other systems, each with the systems that use it. */
export function namesOf(code: number): { name: string; systems: string[] }[] {
  const systemsByName = new Map<string, string[]>();
  for (const { system, name } of namesOfCode(code)) {
    systemsByName.set(name, [...(systemsByName.get(name) ?? []), system]);
  }
  return [...systemsByName].map(([name, systems]) => ({ name, systems }));
}
