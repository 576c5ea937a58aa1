import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { closingLines } from './closing-lines.js';
import type { Report } from './workers.js';

const test = suite('runner/closing-lines');

const report: Report = { name: 'a.test.ts', passed: 2, failed: 0, skipped: 0, seconds: 1, faults: [], untested: [] };
const untested: Report = {
  ...report,
  skipped: 2,
  untested: [
    { program: 'zsh', what: 'completion in zsh' },
    { program: 'chromium', what: 'the inspector page' },
  ],
};
const remedy = 'Install them to test that too (CHROMIUM may name the path of Chromium).';

const cases: [name: string, reports: Report[], isComplete: boolean, isGood: boolean, lines: string[]][] = [
  ['all passed', [report, report], true, true, ['4 passed, 0 failed, 0 skipped']],
  ['a failure', [report, { ...report, failed: 1 }], false, false, ['4 passed, 1 failed, 0 skipped']],
  ['no test', [], false, false, ['No test ran.', '0 passed, 0 failed, 0 skipped']],
  [
    'a file that is wrong',
    [{ ...report, faults: ['queued no suite'] }],
    false,
    false,
    ['a.test.ts queued no suite.', '2 passed, 0 failed, 0 skipped'],
  ],
  [
    'missing programs, on a developer’s machine',
    [untested, untested, report],
    false,
    true,
    [
      '6 passed, 0 failed, 4 skipped',
      `Not tested here: completion in zsh (no zsh); the inspector page (no chromium). ${remedy}`,
    ],
  ],
  [
    'missing programs, in CI',
    [untested],
    true,
    false,
    [
      'In CI a skipped test is a failure.',
      '2 passed, 0 failed, 2 skipped',
      `Not tested here: completion in zsh (no zsh); the inspector page (no chromium). ${remedy}`,
    ],
  ],
];

for (const [name, reports, isComplete, isGood, lines] of cases) {
  test(name, () => assert.deepEqual(closingLines(reports, isComplete), { isGood, lines }));
}

test.run();
