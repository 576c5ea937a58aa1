/** Checks the package in a process whose Object.prototype is polluted. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../test/support/polluted.mjs', import.meta.url));

/** The results of all calls, what is exported, and what was read from Object.prototype. */
interface Report {
  readonly names: string[];
  readonly results: string[];
  readonly asked: string[];
}

function run(...args: string[]): Report {
  return JSON.parse(execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' }));
}

/**
 * Asserts that one file of the library gives the same results in clean and in polluted processes, and reads nothing
 * from Object.prototype.
 *
 * @returns How many results were compared in each process.
 */
export function checkPollutedFile(file: string, how: 'import' | 'require'): number {
  const { names, results } = run(file, how, 'never', 'numbers');
  for (const when of ['before', 'after']) {
    for (const what of ['numbers', 'functions', 'traps']) {
      const label = `${what} in Object.prototype ${when} ${how}`;
      const polluted = run(file, how, when, what);
      assert.deepEqual(polluted.names, names, label);
      for (const [at, result] of results.entries()) assert.equal(polluted.results[at], result, label);
      assert.deepEqual(polluted.asked, [], label);
    }
  }
  return results.length;
}

/** Checks both forms of the package: see {@link checkPollutedFile}. */
export function checkPolluted(dist: string): void {
  for (const entry of ['index.js', 'names/index.js']) {
    checkPollutedFile(join(dist, entry), 'import');
    checkPollutedFile(join(dist, 'cjs', entry), 'require');
  }
}
