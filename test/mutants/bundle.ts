/**
 * Bundles the quickest tests, those of codec, codes, handshake and names, into `.quick.mjs`. The stand-ins in this
 * folder replace uvu and fast-check. Stryker runs this in its copy of the project, whose `src/` contains all mutants.
 */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const standIns = ['uvu', 'fast-check'];
const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

const tests = ['test/codes', 'test/codec', 'test/handshake', 'test/names'].flatMap((folder) =>
  readdirSync(`${root}${folder}`).map((name) => `./${folder}/${name}`),
);

await build({
  absWorkingDir: root,
  stdin: {
    contents: [...tests.map((path) => `import '${path}';`), "import './test/mutants/quick.ts';"].join('\n'),
    resolveDir: root,
  },
  bundle: true,
  external: ['esbuild'],
  ignoreAnnotations: true, // package.json says that no file has side effects; queueing tests is one
  format: 'esm',
  platform: 'node',
  outfile: 'test/mutants/.quick.mjs',
  logLevel: 'warning',
  plugins: [
    {
      name: 'stand-ins',
      setup({ onResolve }) {
        for (const name of standIns) {
          const path = `${here}${name}.ts`;
          onResolve({ filter: new RegExp(`^${name}$`) }, ({ importer }) => (importer === path ? null : { path }));
        }
      },
    },
  ],
});
