/**
 * Runs the `*.test.ts` files below this folder, or those whose path matches the pattern given as argument.
 *
 * The loop is that of uvu's own command, which passes over three things in silence: a file that never calls `run()`
 * or calls it before its last test, a suite whose `before` hook throws, and (an affair for CI) a skipped test.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'uvu/parse';

type Suite = () => Promise<[errors: string | true, passed: number, skipped: number, total: number]>;

/** The variables through which uvu's command and its suites talk to each other. */
const uvu = globalThis as unknown as { UVU_DEFER: number; UVU_INDEX: number; UVU_QUEUE: [string, ...Suite[]][] };

uvu.UVU_DEFER = 1; // before uvu is loaded: its suites wait in the queue
const { exec } = await import('uvu');

// A test that hangs must not hang CI.
setTimeout(() => {
  console.error(`  The tests hang, running: ${process.getActiveResourcesInfo().join(', ')}`);
  process.exit(1);
}, 600_000).unref();

const folder = fileURLToPath(new URL('.', import.meta.url));
const { suites } = await parse(folder, process.argv[2] ?? '');
const files = suites.filter(({ name }) => name.endsWith('.test.ts'));
const faults: string[] = [];
const counts = { passed: 0, failed: 0, skipped: 0 };

for (const [index, { name, file }] of files.entries()) {
  const queue: [string, ...Suite[]] = [name];
  uvu.UVU_INDEX = index;
  uvu.UVU_QUEUE.push(queue);
  await import(pathToFileURL(file).href);
  if (queue.length === 1) faults.push(`${name} queued no suite: it lacks a call of run().`);
  if (!/\.run\(\);\n$/.test(readFileSync(file, 'utf8'))) faults.push(`${name} does not end with a call of run().`);
  for (let at = 1; at < queue.length; at++) queue[at] = supervised(name, queue[at] as Suite);
}

function supervised(name: string, suite: Suite): Suite {
  return async () => {
    const outcome = await suite();
    const [errors, passed, skipped, total] = outcome;
    if (errors === true && passed !== total) faults.push(`${name}: a hook failed, ${passed} of ${total} tests ran.`);
    if (total === 0) faults.push(`${name}: a suite holds no test.`);
    if (skipped > 0 && process.env['CI'] !== undefined)
      faults.push(`${name}: ${skipped} skipped, which CI does not take.`);
    counts.passed += passed;
    counts.failed += total - passed;
    counts.skipped += skipped;
    return outcome;
  };
}

await exec();

if (counts.passed === 0) faults.push('No test ran.');
for (const fault of faults) console.error(`  ${fault}`);
if (faults.length > 0) process.exitCode = 1;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);

// A test that failed may have left its servers open. Where all passed, whatever still runs is a fault of its own.
if (process.exitCode) process.exit();
setTimeout(() => {
  console.error(`  The tests left running: ${process.getActiveResourcesInfo().join(', ')}`);
  process.exit(1);
}, 10_000).unref();
