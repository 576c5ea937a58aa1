/** The last lines, when all test files have run. */

import type { Program } from '../support/programs.js';
import type { Report } from './workers.js';

/** How to get the missing programs. */
const remedy = 'Install them to test that too (CHROMIUM may name the path of Chromium).';

/**
 * @param isComplete - Must every test run? Then a skip is a fault.
 * @returns What is wrong, how many tests passed, and what was not tested because a program is missing.
 */
export function closingLines(reports: readonly Report[], isComplete: boolean): { isGood: boolean; lines: string[] } {
  const sum = (key: 'passed' | 'failed' | 'skipped') => reports.reduce((total, report) => total + report[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  const faults = reports.flatMap(({ name, faults }) => faults.map((fault) => `${name} ${fault}.`));
  if (passed === 0) faults.push('No test ran.');
  if (isComplete && skipped > 0) faults.push('In CI a skipped test is a failure.');

  const untested = new Map<Program, Set<string>>();
  for (const { program, what } of reports.flatMap((report) => report.untested)) {
    untested.set(program, (untested.get(program) ?? new Set()).add(what));
  }
  const missing = [...untested].map(([program, what]) => `${[...what].join(', ')} (no ${program})`);
  const lines = [...faults, `${passed} passed, ${failed} failed, ${skipped} skipped`];
  if (missing.length > 0) lines.push(`Not tested here: ${missing.join('; ')}. ${remedy}`);
  return { isGood: failed === 0 && faults.length === 0, lines };
}
