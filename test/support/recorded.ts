/** The library in a runtime with `crypto` and little else, and with a record of all memory that it allocates. */

import { compileFunction } from 'node:vm';
import type * as CloseFrame from 'close-frame';
import { build } from 'esbuild';

/** A typed array of any kind that the library uses. */
export type Memory = Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

const types = { Uint8Array, Uint16Array, Uint32Array, BigUint64Array };

const { outputFiles } = await build({ entryPoints: ['src/index.ts'], bundle: true, write: false, format: 'cjs' });
const text = outputFiles[0]!.text;

/**
 * Loads a new instance. `made` contains all typed arrays that the instance has made, and grows as it makes more.
 *
 * @param beside - What the runtime has besides `crypto`.
 */
export function loadRecorded(beside: object = {}): { library: typeof CloseFrame; made: Memory[] } {
  const made: Memory[] = [];
  const recorded = Object.values(types).map(
    (type) =>
      new Proxy(type, {
        construct(target, args) {
          const memory = Reflect.construct(target, args) as Memory;
          made.push(memory);
          return memory;
        },
      }),
  );
  const module = { exports: {} };
  compileFunction(text, ['module', 'globalThis', ...Object.keys(types)])(module, { crypto, ...beside }, ...recorded);
  return { library: module.exports as typeof CloseFrame, made };
}

/** Is it all zeros? */
export function isWiped(memory: Memory): boolean {
  for (let at = 0; at < memory.length; at++) if (Number(memory[at]) !== 0) return false;
  return true;
}
