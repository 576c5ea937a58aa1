/** Runs lines in a shell in which `close-frame` is the command. */

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtProgram, environment, root } from './program.js';
import type { Shell } from './programs.js';

const starters = new Map<Shell, readonly string[]>([
  ['sh', ['sh', '-c']],
  ['bash', ['bash', '--norc', '-c']],
  ['zsh', ['zsh', '-f', '-c']],
  ['fish', ['fish', '--no-config', '-c']],
]);

/** A folder that contains only a program named `close-frame`. */
function commandFolder(): string {
  const built = builtProgram('src/cli/main.ts');
  const folder = join(dirname(built), 'bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'close-frame'), `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`, {
    mode: 0o755,
  });
  return folder;
}

export function runShell(lines: string, shell: Shell = 'sh', cwd: string = root): SpawnSyncReturns<string> {
  const [program, ...args] = starters.get(shell)!;
  const env = { ...environment(), PATH: `${commandFolder()}:${process.env['PATH']}` };
  return spawnSync(program!, [...args, lines], { cwd, env, encoding: 'utf8' });
}
