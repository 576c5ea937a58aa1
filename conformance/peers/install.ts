/** The peers that the library's `npm ci` does not install: those of ../package.json. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));

interface Lock {
  packages: Record<string, { version: string }>;
}

/** The installed version of a package; `undefined` if it is not installed, such as one for another platform. */
export function installedVersion(name: string): string | undefined {
  const manifest = `${folder}node_modules/${name}/package.json`;
  return existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version : undefined;
}

/** Installs the packages unless all are there in the versions of the lock file. */
export function install(): void {
  const { packages } = JSON.parse(readFileSync(`${folder}package-lock.json`, 'utf8')) as Lock;
  const isCurrent = (name: string) => installedVersion(name) === packages[`node_modules/${name}`]?.version;
  if (isCurrent('websocket') && isCurrent('node')) return;
  const flags = ['--ignore-scripts', '--no-bin-links', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...flags], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

export const nodeBinary = `${folder}node_modules/node/bin/node`;
