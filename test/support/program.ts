/** Runs programs of this repository in their own processes. */

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

let folder: string | undefined;
const files = new Map<string, string>();

/**
 * A program of this repository as one JavaScript file, which starts ten times faster than its source. It is built on
 * first use, two folders below the root like src/cli, and removed when this process ends.
 */
export function builtProgram(source: string): string {
  const built = files.get(source);
  if (built !== undefined) return built;
  if (folder === undefined) {
    const made = mkdtempSync(join(root, 'node_modules/.close-frame-'));
    process.on('exit', () => rmSync(made, { recursive: true }));
    folder = made;
  }
  const outfile = join(folder, `${files.size}.mjs`);
  buildSync({
    absWorkingDir: root,
    entryPoints: [source],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  files.set(source, outfile);
  return outfile;
}

/** The environment of such a program: without coverage, because it does not run the source files. */
export function environment(): NodeJS.ProcessEnv {
  const { NODE_V8_COVERAGE: _, ...env } = process.env;
  return env;
}

/** Runs a program to its end. */
export function runProgram(source: string, args: readonly string[] = [], input = ''): SpawnSyncReturns<string> {
  const options = { cwd: root, env: environment(), input, encoding: 'utf8' } as const;
  return spawnSync(process.execPath, [builtProgram(source), ...args], options);
}
