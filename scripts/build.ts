/**
 * Builds `dist/`: ES modules and their declarations at the top, and the same modules as CommonJS in `dist/cjs`.
 *
 * The ES modules share chunks, and each CommonJS file is made from the ES module of the same name. So nothing exists
 * twice in either form: what `close-frame` re-exports from `close-frame/codes` is the same object. The command is in
 * `dist/cli` and imports the ES modules.
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { buildCommand } from './build-command.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const common: BuildOptions = {
  absWorkingDir: root,
  target: 'es2022',
  sourcemap: true,
  sourcesContent: false, // the package contains src/
  charset: 'utf8',
  logLevel: 'warning',
  metafile: true,
};

rmSync(join(root, 'dist'), { recursive: true, force: true });

const modules = await build({
  ...common,
  entryPoints: {
    index: 'src/index.ts',
    'codes/index': 'src/codes/index.ts',
    'handshake/index': 'src/handshake/index.ts',
    'inspect/index': 'src/inspect/index.ts',
    'names/index': 'src/names/index.ts',
    tap: 'src/tap.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  chunkNames: 'shared/[name]-[hash]',
});

const commonJs = await build({
  ...common,
  entryPoints: Object.keys(modules.metafile?.outputs ?? {}).filter((file) => file.endsWith('.js')),
  outdir: 'dist/cjs',
  outbase: 'dist',
  format: 'cjs',
  write: false,
});
for (const { path, text } of commonJs.outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, path.endsWith('.js') ? withoutInheritance(text) : text);
}
writeFileSync(join(root, 'dist/cjs/package.json'), '{ "type": "commonjs" }\n');

await buildCommand(common);
chmodSync(join(root, 'dist/cli/main.js'), 0o755);

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
async function writeDeclarations(outDir: string): Promise<void> {
  for (const project of ['tsconfig.build.json', 'tsconfig.tap.json']) {
    const compiler = spawn(process.execPath, [tsc, '-p', project, '--outDir', outDir], { cwd: root, stdio: 'inherit' });
    const [status] = await once(compiler, 'exit');
    if (status !== 0) process.exitCode = 1; // tsc has printed why
  }
}
await Promise.all([writeDeclarations('dist'), writeDeclarations('dist/cjs')]); // in parallel, to save time

/**
 * Repairs esbuild's helpers for exports, which loop over inherited keys and use descriptors that inherit. If
 * Object.prototype is polluted, they throw, or export what is in it. Line breaks stay in place, for the source map.
 */
function withoutInheritance(text: string): string {
  const repairs = [
    ['for (var name in all)', 'for (var name of Object.keys(all))'],
    ['{ get: all[name], ', '{ __proto__: null, get: all[name], '],
    ['{ get: () => from[key], ', '{ __proto__: null, get: () => from[key], '],
    ['{ value: true }', '{ __proto__: null, value: true }'],
  ] as const;
  return repairs.reduce((repaired, [helper, replacement]) => {
    const parts = repaired.split(helper);
    assert.equal(parts.length, 2, `esbuild's helpers have changed: ${helper}`);
    return parts.join(replacement);
  }, text);
}
