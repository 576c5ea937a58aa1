/** A user's project: the packed package, installed by name, and the program that runs in each runtime. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** ES module or CommonJS. */
export type Format = 'mjs' | 'cjs';

function npm(args: string[], cwd: string): void {
  execFileSync('npm', [...args, '--loglevel=error'], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/**
 * Packs and installs the package into a folder that is removed when this process ends. The folder also contains
 * `program`, which exports `report`, and `listen`, as `.mjs` and as `.cjs`.
 */
export async function makeProject(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'close-frame-runtimes-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  npm(['pack', '--pack-destination', folder], root); // and builds it, by the script prepare
  writeFileSync(join(folder, 'package.json'), '{ "name": "user", "private": true }');
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))!;
  npm(['install', '--no-audit', '--no-fund', '--ignore-scripts', join(folder, tarball)], folder);

  const formats = { mjs: 'esm', cjs: 'cjs' } as const;
  for (const [extension, format] of Object.entries(formats)) {
    await build({
      absWorkingDir: root,
      entryPoints: ['test/runtimes/program.ts', 'test/runtimes/listen.ts'],
      bundle: true,
      packages: 'external', // the library is loaded by the runtime, by its name
      tsconfigRaw: {}, // without the paths that lead to src/
      format,
      target: 'es2022',
      platform: 'neutral',
      supported: { 'import-attributes': true },
      outdir: folder,
      outExtension: { '.js': `.${extension}` },
      logLevel: 'warning',
    });
  }
  return folder;
}

/** Writes a program that prints its report as a line of JSON, and records the calls or not. Returns its path. */
export function writeStart(folder: string, format: Format, listening: boolean): string {
  const path = join(folder, `${listening ? 'listening' : 'plain'}.${format}`);
  const [listen, program] =
    format === 'mjs'
      ? ["import './listen.mjs';", "import { report } from './program.mjs';"]
      : ["require('./listen.cjs');", "const { report } = require('./program.cjs');"];
  writeFileSync(path, `${listening ? listen : ''}\n${program}\nconsole.log(JSON.stringify(report()));\n`);
  return path;
}
