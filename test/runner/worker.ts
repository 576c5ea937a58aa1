/**
 * A process that runs the test files it is handed, one after the other, and reports on each.
 *
 * It runs uvu's suites itself, because uvu's own command does not report three things: a file that never calls `run()`
 * or calls it before its last test, a suite whose `before` hook throws, and a process that ends early.
 */

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { isExhaustive } from '../support/extent.js';
import { untested } from '../support/programs.js';
import type { Order, Report } from './workers.js';

type Suite = () => Promise<[errors: string | true, passed: number, skipped: number, total: number]>;

/** The globals through which uvu's command and its suites communicate. */
const uvu = globalThis as unknown as { UVU_DEFER: number; UVU_QUEUE: Suite[][] };

// Random inputs are the same in each run, so that coverage does not depend on luck; in test:all they change.
if (!isExhaustive) fc.configureGlobal({ seed: 6455 });

uvu.UVU_DEFER = 1; // set before uvu is loaded, so that its suites wait in the queue

async function run({ name, file }: Order): Promise<Report> {
  const report: Report = { name, passed: 0, failed: 0, skipped: 0, seconds: 0, faults: [], untested: [] };
  const start = performance.now();
  const queue: Suite[] = [];
  uvu.UVU_QUEUE = [queue];
  if (!/\.run\(\);\r?\n$/.test(readFileSync(file, 'utf8'))) report.faults.push('does not end with a call of run()');
  try {
    await import(pathToFileURL(file).href);
    if (queue.length === 0) report.faults.push('queued no suite');
    for (const suite of queue) {
      const [errors, passed, skipped, total] = await suite();
      if (errors !== true) process.stdout.write(`\n${errors}\n`);
      else if (passed !== total) report.faults.push(`a hook failed, ${passed} of ${total} tests ran`);
      if (total + skipped === 0) report.faults.push('a suite has no test');
      report.passed += passed;
      report.failed += total - passed;
      report.skipped += skipped;
    }
  } catch (error) {
    console.error(error);
    report.faults.push('could not be run');
  }
  report.untested = untested.splice(0);
  report.seconds = (performance.now() - start) / 1000;
  return report;
}

process.on('message', async (order: Order | 'end') => {
  if (order !== 'end') {
    process.send!(await run(order));
    return;
  }
  process.disconnect();
  // A failed test may have left its servers open, which must not keep this process alive. If all passed, it is a fault.
  setTimeout(() => {
    console.error(`  The tests left running: ${process.getActiveResourcesInfo().join(', ')}`);
    process.exit(1);
  }, 10_000).unref();
});
process.send!('ready');
