/**
 * Programs that some tests need but not every machine has. If one is missing, its tests are skipped and the last line
 * of the run says so; no other test may depend on it. In CI, where all are installed, a skipped test is a failure.
 */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Shell = 'sh' | 'bash' | 'zsh' | 'fish';
export type Program = Shell | 'grep' | 'chromium';

/** What was not tested because a program is missing. */
export interface Untested {
  readonly program: Program;
  readonly what: string;
}

/** What has not been tested in this process so far. */
export const untested: Untested[] = [];

/** The path of Chromium, even if it does not exist. */
export const chromiumPath: string =
  process.env['CHROMIUM'] ??
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find(existsSync) ??
  'chromium';

/** On Windows, shells count as missing: its bash runs in another system, without this node and these folders. */
function isInstalled(program: Program): boolean {
  if (program === 'chromium') return existsSync(chromiumPath);
  return process.platform !== 'win32' && spawnSync(program, ['-c', 'true']).error === undefined;
}

const found = new Map<Program, boolean>();

/**
 * Whether the machine has a program. If not, one test of the suite counts as skipped.
 *
 * @param what - What is not tested without it, for the last line of the run.
 */
export function has(program: Program, test: { skip(): void }, what: string): boolean {
  if (!found.has(program)) found.set(program, isInstalled(program));
  if (found.get(program)) return true;
  untested.push({ program, what });
  test.skip();
  return false;
}
