/**
 * `npm run test:mutants`: changes the codec, the codes, the handshake and the names in one place at a time, and runs
 * the quickest tests to see whether they notice. Prints a table and the surviving mutants that `equivalent.ts` does not
 * name. Fails if there are any, or if `equivalent.ts` names one that does not survive.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { equivalents } from './equivalent.js';
import { judge, type Report, type Row, scoreOf } from './judge.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const core = 'node_modules/@stryker-mutator/core';

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function isInstalled(): boolean {
  const manifest = join(here, core, 'package.json');
  if (!existsSync(manifest)) return false;
  const lock = readJson(join(here, 'package-lock.json')) as { packages: Record<string, { version: string }> };
  return (readJson(manifest) as { version: string }).version === lock.packages[core]!.version;
}

if (!isInstalled()) {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...flags], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] });
}
const report = join(root, 'coverage/mutants.json');
rmSync(report, { force: true });
execFileSync(process.execPath, [join(here, core, 'bin/stryker.js'), 'run', join(here, 'stryker.config.json')], {
  cwd: root,
  stdio: 'inherit',
});

const { rows, total, survivors, stale } = judge(readJson(report) as Report, equivalents);

function cells({ name, mutants, killed, timedOut, setAside, survived }: Row): string[] {
  return [name, ...[mutants, killed, timedOut, setAside, survived].map(String)];
}

const table = [
  ['file', 'mutants', 'killed', 'timed out', 'set aside', 'survived', 'score'],
  ...[...rows, total].map((row) => [...cells(row), `${scoreOf(row).toFixed(1)} %`]),
];
const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
for (const [name, ...figures] of table) {
  console.log([name!.padEnd(widths[0]!), ...figures.map((text, at) => text.padStart(widths[at + 1]!))].join('  '));
}

for (const { file, line, mutator, original, replacement } of survivors) {
  console.error(`\nsurvived: ${file}:${line} (${mutator})\n- ${original}\n+ ${replacement}`);
  process.exitCode = 1;
}
for (const { file, mutator, original, replacement, why } of stale) {
  console.error(
    `\nequivalent.ts names a mutant that does not survive as often as it says: ${file} (${mutator}; ${why})`,
  );
  console.error(`- ${original}\n+ ${replacement}`);
  process.exitCode = 1;
}
