/** How much heap an object takes that is only there: measured over many at once. */

import assert from 'node:assert/strict';

const COUNT = 200_000;

assert.ok(globalThis.gc, 'run with --expose-gc');
const { gc } = globalThis;

function used(): number {
  gc();
  gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * Prints how many bytes each of 200,000 objects takes; the process fails if that is over the limit.
 *
 * @param what - What they are, for the line that is printed.
 * @param check - What must hold of each at the end, so that it is not optimized away.
 */
export function measureHeap<T>(what: string, limit: number, make: () => T, check: (object: T) => boolean): void {
  const objects = new Array<T | undefined>(COUNT).fill(undefined);
  for (let index = 0; index < COUNT; index++) make(); // compiled, and the class laid out for good
  const before = used();
  for (let index = 0; index < COUNT; index++) objects[index] = make();
  const bytes = (used() - before) / COUNT;
  assert.ok(objects.every((object) => object !== undefined && check(object)));
  console.log(`${bytes.toFixed(1).padStart(6)} bytes for each of ${COUNT} ${what}`);
  if (bytes > limit) {
    console.error(`        over the limit of ${limit}`);
    process.exitCode = 1;
  }
}
