/** Test files that are wrong, and what the runner reports. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import { root } from '../support/program.js';
import { runtimeOf } from './runtimes.js';
import { runFiles } from './workers.js';

const test = suite('runner/workers');

const head = "import { suite } from 'uvu';\nconst test = suite('x');\n";

/** The text of a file, how many of its tests pass and fail, and the faults that must be reported. */
const files: Record<string, [text: string, passed: number, failed: number, faults: RegExp[]]> = {
  good: [`${head}test('a', () => {});\ntest.run();\n`, 1, 0, []],
  failing: [`${head}test('a', () => { throw new Error('no'); });\ntest('b', () => {});\ntest.run();\n`, 1, 1, []],
  'never run': [`${head}test('a', () => {});\n`, 0, 0, [/^does not end with a call of run/, /^queued no suite/]],
  'with a test after run': [
    `${head}test('a', () => {});\ntest.run();\ntest('b', () => {});\n`,
    1,
    0,
    [/^does not end/],
  ],
  'without a test': [`${head}test.run();\n`, 0, 0, [/^a suite has no test/]],
  'with a hook that fails': [
    `${head}test.before(() => { throw new Error('no'); });\ntest('a', () => {});\ntest.run();\n`,
    0,
    1,
    [/^a hook failed, 0 of 1 tests ran/],
  ],
  'that throws': ["throw new Error('no');\ntest.run();\n", 0, 0, [/^could not be run/]],
  'that ends the process': ['process.exit(0);\ntest.run();\n', 0, 0, [/^ended its process \(exit code 0\)/]],
};

test('each fault of a file is reported, and the other files still run', async () => {
  const folder = mkdtempSync(join(root, 'node_modules/.close-frame-tests-'));
  const log = console.log;
  console.log = () => {}; // these failures are not of this run
  try {
    const orders = Object.entries(files).map(([name, [text]], index) => {
      const file = join(folder, `${index}.ts`);
      writeFileSync(file, text);
      return { name, file };
    });
    const reports = await runFiles(orders, runtimeOf(undefined).command);
    for (const [name, [, passed, failed, faults]] of Object.entries(files)) {
      const report = reports.find((report) => report.name === name);
      assert.ok(report !== undefined, name);
      assert.deepEqual([report.passed, report.failed], [passed, failed], name);
      assert.equal(report.faults.length, faults.length, `${name}: ${report.faults}`);
      for (const [at, fault] of faults.entries()) assert.match(report.faults[at]!, fault, name);
    }
    assert.equal(reports.length, orders.length);
  } finally {
    console.log = log;
    rmSync(folder, { recursive: true });
  }
});

test.run();
