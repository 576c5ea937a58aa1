/**
 * What an inspection finds beyond the codec's verdict: the other problems, and the hints.
 * @module
 */

import type { Inspection } from '../inspect/index.js';
import { wrapped } from './words.js';

/** A sentence for each: the problems but for `shown`, which is printed already, and the hints. */
export function findingLines({ problems, hints }: Pick<Inspection, 'problems' | 'hints'>, shown?: string): string[] {
  const others = problems.filter(({ kind }) => kind !== shown);
  return [
    ...others.map(({ kind, message }) => `Also ${kind}: ${message}`),
    ...hints.map(({ message }) => `Hint: ${message}`),
  ].flatMap((line) => wrapped(line, '  '));
}
