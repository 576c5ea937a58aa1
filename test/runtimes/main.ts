/**
 * `npm run test:runtimes`: runs all test vectors against the packed package in each supported runtime, loaded as a user
 * would load it. Prints a table. Fails if a vector fails or a runtime is not available.
 */

import { readdirSync, readFileSync } from 'node:fs';
import type { VectorFile } from '../../scripts/vectors/format.js';
import { installBinaries } from './binaries.js';
import { chromium } from './chromium.js';
import { processes } from './processes.js';
import type { Report } from './program.js';
import { makeProject } from './project.js';
import type { Runtime } from './runtime.js';
import { checkWorkerRecipe } from './worker-recipe.js';
import { workers } from './workerd.js';

/** The path that was taken, as the runtime's methods that were called: `Buffer: latin1Slice utf8Slice`. */
function pathOf(calls: string[], names: RegExp): string {
  const called = calls.filter((call) => names.test(call)).map((call) => call.split('.') as [string, string]);
  const owners = new Set(called.map(([owner]) => owner));
  const paths = [...owners].map((owner) => {
    const methods = called.filter((call) => call[0] === owner).map(([, method]) => method);
    return `${owner}: ${methods.join(' ')}`;
  });
  return paths.join(', ') || 'portable';
}

const decoders = /\.(?:\w+Slice|toString|decode)$/;
const encoders = /\.(?:\w+Write|write|byteLength|from|encode|encodeInto)$/;

const vectors = new URL('../vectors/', import.meta.url);

/** How many vectors there are. A program that does not load all files runs fewer. */
const total = readdirSync(vectors)
  .filter((name) => name.endsWith('.json') && name !== 'schema.json')
  .map((name): VectorFile => JSON.parse(readFileSync(new URL(name, vectors), 'utf8')))
  .reduce((sum, file) => sum + file.vectors.length, 0);

/** What is wrong with a report, one line per fault. */
function faultsOf({ passed, failed, brokenFails }: Report): string[] {
  const faults = failed.slice(0, 10);
  if (passed !== total) faults.push(`${passed} of ${total} passed`);
  if (!brokenFails) faults.push('a vector that must fail passed');
  return faults;
}

const rows = [['runtime', 'version', 'loaded by', 'passed', 'decoding', 'encoding']];

/** Runs twice: plainly, for the verdict, and recording the calls, for the path. */
async function runIn(runtime: Runtime, folder: string): Promise<string[]> {
  const { name, loadedBy } = runtime;
  try {
    const { version, report } = await runtime.run(folder, false);
    const { report: heard } = await runtime.run(folder, true);
    const paths = [decoders, encoders].map((names) => pathOf(heard.calls, names));
    rows.push([name, version, loadedBy, `${report.passed} of ${total}`, ...paths]);
    return [...new Set([...faultsOf(report), ...faultsOf(heard)])];
  } catch (error) {
    rows.push([name, '–', loadedBy, 'did not run', '–', '–']);
    return [String(error)];
  }
}

installBinaries();
const folder = await makeProject();
for (const runtime of [...processes, ...workers, chromium]) {
  for (const fault of await runIn(runtime, folder)) {
    console.error(`${runtime.name}, ${runtime.loadedBy}: ${fault}`);
    process.exitCode = 1;
  }
}

try {
  await checkWorkerRecipe();
  console.log('The recipe for a Worker closes in workerd as it should.');
} catch (error) {
  console.error(`workerd, the recipe for a Worker: ${error}`);
  process.exitCode = 1;
}

const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
for (const row of rows) {
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
