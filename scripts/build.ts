/**
 * Builds `dist/`: ES modules and their declarations at the top, the same as CommonJS in `dist/cjs`.
 *
 * The ES modules share their chunks, and each CommonJS file is made of the ES module of the same name. So in either
 * form nothing exists twice: what `close-frame` re-exports of `close-frame/codes` is the very same object.
 */

import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const common: BuildOptions = {
  absWorkingDir: root,
  target: 'es2022',
  sourcemap: true,
  sourcesContent: false, // src/ is in the package
  charset: 'utf8',
  logLevel: 'warning',
  metafile: true,
};

rmSync(join(root, 'dist'), { recursive: true, force: true });

const modules = await build({
  ...common,
  entryPoints: { index: 'src/index.ts', 'codes/index': 'src/codes/index.ts', tap: 'src/tap.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  chunkNames: 'shared/[name]-[hash]',
});

await build({
  ...common,
  entryPoints: Object.keys(modules.metafile?.outputs ?? {}).filter((file) => file.endsWith('.js')),
  outdir: 'dist/cjs',
  outbase: 'dist',
  format: 'cjs',
});
writeFileSync(join(root, 'dist/cjs/package.json'), '{ "type": "commonjs" }\n');

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
for (const outDir of ['dist', 'dist/cjs']) {
  for (const project of ['tsconfig.build.json', 'tsconfig.tap.json']) {
    execFileSync(process.execPath, [tsc, '-p', project, '--outDir', outDir], { cwd: root, stdio: 'inherit' });
  }
}
