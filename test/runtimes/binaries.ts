/** The binaries of the runtimes, installed from package.json beside this file, in exactly the versions of its lock. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Where in its package each binary is. */
const binaries = {
  'node-20': 'bin/node',
  'node-22': 'bin/node',
  'node-24': 'bin/node',
  'node-26': 'bin/node',
  bun: 'bin/bun',
  deno: 'deno',
  workerd: 'bin/workerd',
} as const;

export type Binary = keyof typeof binaries;

function versionIn(file: string, path: string): string | undefined {
  const content = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return path === '' ? content.version : content.packages[path]?.version;
}

function isInstalled(name: Binary): boolean {
  const path = `node_modules/${name}`;
  const manifest = `${path}/package.json`;
  return existsSync(join(folder, manifest)) && versionIn(manifest, '') === versionIn('package-lock.json', path);
}

/** Installs what is missing or of another version; throws if this platform cannot have it. */
export function installBinaries(): void {
  if ((Object.keys(binaries) as Binary[]).every(isInstalled)) return;
  const flags = ['--ignore-scripts', '--no-bin-links', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...flags], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The path of a runtime's binary. */
export function pathOf(name: Binary): string {
  return join(folder, 'node_modules', name, binaries[name]);
}
