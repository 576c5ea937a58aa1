/** The runtimes that the tests run in. */

import { fileURLToPath } from 'node:url';
import { type Binary, installBinaries, pathOf } from '../runtimes/binaries.js';

/** How a runtime is started, before the path of a program in TypeScript, and which test files it runs. */
export interface Runtime {
  readonly command: readonly [executable: string, ...args: string[]];
  readonly runs: RegExp;
}

/**
 * The library, without what tests Node itself, as startup snapshots and what V8 keeps in memory, or `ws` in Node: Bun has a `ws` of its own, whose
 * Receiver does nothing. The vectors are left to `npm run test:runtimes`.
 */
const library = /^(codec|codes|handshake|hostile|inspect|names|tap|text)\b(?!.*(-ws|retention|snapshot)\.)/;

/** Where Deno finds what tsconfig.json tells the others. */
const denoConfig = fileURLToPath(new URL('deno.json', import.meta.url));

/** The runtime of that name in test/runtimes; without one, the Node that this runs in. */
export function runtimeOf(name: string | undefined): Runtime {
  if (name === undefined) return { command: [process.execPath, '--import', 'tsx'], runs: /./ };
  installBinaries();
  const executable = pathOf(name as Binary);
  if (name === 'bun') return { command: [executable, 'run'], runs: library };
  if (name === 'deno')
    return { command: [executable, 'run', '--allow-all', '--no-lock', '--config', denoConfig], runs: library };
  return { command: [executable, '--import', 'tsx'], runs: /./ };
}
