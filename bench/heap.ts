/** Measures how much heap an idle object takes, averaged over many objects. */

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
 * Prints how many bytes each of 200,000 objects takes. The process fails if that is over the limit.
 *
 * @param what - What the objects are, for the printed line.
 * @param check - Must return true for each object at the end, so that none is optimized away.
 */
export function measureHeap<T>(what: string, limit: number, make: () => T, check: (object: T) => boolean): void {
  const objects = new Array<T | undefined>(COUNT).fill(undefined);
  for (let index = 0; index < COUNT; index++) make(); // so that the code is compiled and the object layout is final
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
