/** The runtimes that the tests run in. */

import { fileURLToPath } from 'node:url';
import { type Binary, installBinaries, pathOf } from '../runtimes/binaries.js';

/** The command that runs a TypeScript program, whose path is added, and the test files that the runtime runs. */
export interface Runtime {
  readonly command: readonly [executable: string, ...args: string[]];
  readonly runs: RegExp;
}

/**
 * The tests of the library, except those that need Node: for startup snapshots, for what V8 keeps in memory, and for
 * `ws`, because Bun has its own `ws`, whose Receiver does nothing. `npm run test:runtimes` runs the vectors.
 */
const library = /^(codec|codes|handshake|hostile|inspect|names|tap|text)\b(?!.*(-ws|retention|snapshot)\.)/;

/** Tells Deno what tsconfig.json tells the others. */
const denoConfig = fileURLToPath(new URL('deno.json', import.meta.url));

/** The runtime of that name in test/runtimes; without a name, the Node that runs this. */
export function runtimeOf(name: string | undefined): Runtime {
  if (name === undefined) return { command: [process.execPath, '--import', 'tsx'], runs: /./ };
  installBinaries();
  const executable = pathOf(name as Binary);
  if (name === 'bun') return { command: [executable, 'run'], runs: library };
  if (name === 'deno')
    return { command: [executable, 'run', '--allow-all', '--no-lock', '--config', denoConfig], runs: library };
  return { command: [executable, '--import', 'tsx'], runs: /./ };
}
