/**
 * Runs the test files below this folder, on all cores:
 *
 *     tsx test/run.ts [--all | --quick] [--runtime NAME]… [PATTERN]…
 *
 * A PATTERN selects the files whose path matches it. `--all` also runs what takes long (see support/extent.ts), and
 * `--quick` leaves out what is slow or waits for browsers, peers and processes. A runtime is one that
 * `npm run test:runtimes` installs, such as node-26, bun or deno; without this option, it is this Node.
 */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { closingLines } from './runner/closing-lines.js';
import { runtimeOf } from './runner/runtimes.js';
import { runFiles } from './runner/workers.js';

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean' }, quick: { type: 'boolean' }, runtime: { type: 'string', multiple: true } },
  allowPositionals: true,
});
if (values.all) process.env['CLOSE_FRAME_TESTS'] = 'all'; // for the workers

/** Files that mostly wait for a browser start first, so that nothing waits for them at the end. */
const first = /^(site[\\/]page|peers)/;

/** What `--quick` leaves out. */
const slow =
  /^(site[\\/](page|serve)|peers|examples|fuzz|docs|scripts|runner|readme|hostile|vectors|cli[\\/](main|help|quote|frames)|(text|codec)[\\/]properties)/;

/** These run in Chromium, so the Node that drives it does not matter: with `--all`, one of the runtimes is enough. */
const inBrowser = /^site[\\/]page/;

const folder = fileURLToPath(new URL('.', import.meta.url));
const pattern = new RegExp(positionals.join('|'), 'i');
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules') && pattern.test(name))
  .filter((name) => !(values.quick && slow.test(name)))
  .sort((one, other) => Number(first.test(other)) - Number(first.test(one)) || (one < other ? -1 : 1));

for (const [index, name] of (values.runtime ?? [undefined]).entries()) {
  const { command, runs } = runtimeOf(name);
  const runsBrowser = name === undefined || (index === 0 && values.all);
  const chosen = names.filter((file) => runs.test(file) && (runsBrowser || !inBrowser.test(file)));
  const files = chosen.map((name) => ({ name, file: join(folder, name) }));
  const { isGood, lines } = closingLines(await runFiles(files, command), process.env['CI'] !== undefined);
  console.log(`\n${name === undefined ? '' : `${name}: `}${lines.join('\n')}`);
  if (!isGood) process.exitCode = 1;
}
