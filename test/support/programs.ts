/**
 * Programs that some tests need and not every machine has. Where one is missing, its tests are skipped, the closing line
 * of all tests says so, and nothing else may depend on them. In CI, where all are installed, a skip is a failure.
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

/** What was not tested in this process so far. */
export const untested: Untested[] = [];

/** Where Chromium is, or would be. */
export const chromiumPath: string =
  process.env['CHROMIUM'] ??
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find(existsSync) ??
  'chromium';

/** Windows' own bash runs in another system, where neither the node nor the folders of this one are. */
function isInstalled(program: Program): boolean {
  if (program === 'chromium') return existsSync(chromiumPath);
  return process.platform !== 'win32' && spawnSync(program, ['-c', 'true']).error === undefined;
}

const found = new Map<Program, boolean>();

/**
 * Whether the machine has a program. If not, one test of the suite counts as skipped.
 *
 * @param what - What is not tested without it, for the closing line.
 */
export function has(program: Program, test: { skip(): void }, what: string): boolean {
  if (!found.has(program)) found.set(program, isInstalled(program));
  if (found.get(program)) return true;
  untested.push({ program, what });
  test.skip();
  return false;
}
