/**
 * Prints what an inspection finds besides the first problem: other problems and hints.
 * @module
 */

import type { Inspection } from '../inspect/index.js';
import { wrapped } from './words.js';

/** One sentence for each problem except `shown`, which is already printed, and for each hint. */
export function findingLines({ problems, hints }: Pick<Inspection, 'problems' | 'hints'>, shown?: string): string[] {
  const others = problems.filter(({ kind }) => kind !== shown);
  return [
    ...others.map(({ kind, message }) => `Also ${kind}: ${message}`),
    ...hints.map(({ message }) => `Hint: ${message}`),
  ].flatMap((line) => wrapped(line, '  '));
}
