/**
 * `npm run bench`: builds the library and the benchmark, installs the contestants if needed, and runs the benchmark on
 * the newest Node with long-term support, and briefly on the other runtimes that `npm run test:runtimes` has installed.
 * RUNTIME picks another one: `RUNTIME=node`, `RUNTIME=bun`, `RUNTIME='deno run -A'`.
 */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Binary, pathOf } from '../test/runtimes/binaries.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'bench');
const output = join(folder, '.build');

function run(command: string, args: string[], cwd: string): void {
  const { error, status } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, BENCH_FOLDER: folder },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1); // the command has printed why
}

run('npm', ['run', '--silent', 'build'], root);
if (!existsSync(join(folder, 'node_modules'))) run('npm', ['ci', '--ignore-scripts'], folder);

const common = { absWorkingDir: root, format: 'esm', logLevel: 'warning' } as const;
// Only strip the types, so that every runtime can run the benchmark. A bundle would turn its constants into variables.
await build({ ...common, entryPoints: ['bench/*.ts'], outdir: output });
// A second instance of the library, which is loaded without Buffer.
await build({ ...common, entryPoints: ['dist/index.js'], bundle: true, outfile: join(output, 'portable.js') });

const flags = process.argv.slice(2);
const newestLts: Binary = 'node-24';

/** The runtime to measure: the newest LTS, or this one if that is not installed. */
function defaultRuntime(): string {
  if (existsSync(pathOf(newestLts))) return pathOf(newestLts);
  console.log(`${newestLts} is not installed (npm run test:runtimes installs it), so this is ${process.version}`);
  return process.execPath;
}

const [command, ...args] = (process.env['RUNTIME'] ?? defaultRuntime()).split(' ');
run(command!, [...args, join(output, 'bench.js'), ...flags], folder);

const others: [binary: Binary, args: string[]][] = [
  ['node-20', []],
  ['node-26', []],
  ['bun', []],
  ['deno', ['run', '--allow-all', '--quiet']],
];
for (const [binary, args] of process.env['RUNTIME'] === undefined && flags.length === 0 ? others : []) {
  if (existsSync(pathOf(binary))) run(pathOf(binary), [...args, join(output, 'bench.js'), '--other', binary], folder);
  else console.log(`\n${binary} is not installed, so it is left out; npm run test:runtimes installs it`);
}
