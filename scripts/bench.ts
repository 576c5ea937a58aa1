/**
 * `npm run bench`: builds the library and the benchmark, installs the contestants where they are not, and runs it all
 * under the newest Node with long-term support, and briefly under other runtimes: those that `npm run test:runtimes` has
 * installed. RUNTIME names one to run under instead: `RUNTIME=node`, `RUNTIME=bun`, `RUNTIME='deno run -A'`.
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
  if (status !== 0) process.exit(status ?? 1); // it has said why itself
}

run('npm', ['run', '--silent', 'build'], root);
if (!existsSync(join(folder, 'node_modules'))) run('npm', ['ci', '--ignore-scripts'], folder);

const common = { absWorkingDir: root, format: 'esm', logLevel: 'warning' } as const;
// The benchmark stripped of its types, so that every runtime takes it. In a bundle its constants would be variables.
await build({ ...common, entryPoints: ['bench/*.ts'], outdir: output });
// A second instance of the library, to be loaded where there is no Buffer.
await build({ ...common, entryPoints: ['dist/index.js'], bundle: true, outfile: join(output, 'portable.js') });

const flags = process.argv.slice(2);
const newestLts: Binary = 'node-24';

/** The runtime to measure under: the newest LTS, or this one if that is not here. */
function defaultRuntime(): string {
  if (existsSync(pathOf(newestLts))) return pathOf(newestLts);
  console.log(`${newestLts} is not here, so this is ${process.version}: npm run test:runtimes installs it`);
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
  else console.log(`\n${binary} is not here, and left out: npm run test:runtimes installs it`);
}
