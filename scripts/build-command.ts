/**
 * Builds the command, `dist/cli`: its own code, each library that it uses as a separate file, and their licenses. So
 * the package has no dependencies, and a run loads only the libraries that it needs.
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the command imports from other packages, and the files that it is bundled into. */
const libraries = {
  commander: { names: 'Command, CommanderError, Option', file: 'commander.js' },
  '@optique/core/completion': { names: 'bash, fish, pwsh, zsh', file: 'completion.js' },
} as const;

/** @param common - The options of all builds. */
export async function buildCommand(common: BuildOptions): Promise<void> {
  const options = { ...common, bundle: true, platform: 'node', target: 'node20.19' } as const;

  // '../index.js' is the right path from both src/cli and dist/cli.
  await build({
    ...options,
    entryPoints: { 'cli/main': 'src/cli/main.ts' },
    outdir: 'dist',
    format: 'esm',
    external: ['../index.js', '../inspect/index.js', '../names/index.js'],
    plugins: [librariesBeside],
  });

  const packages = new Set<string>();
  for (const [library, { names, file }] of Object.entries(libraries)) {
    const { metafile } = await build({
      ...options,
      stdin: { contents: `export { ${names} } from '${library}'`, resolveDir: root },
      outfile: join('dist/cli', file),
      format: 'esm',
      minify: true,
      // commander is CommonJS and requires Node's modules. Importing them for it would take twice as long.
      banner: { js: 'const require = process.getBuiltinModule;' },
      sourcemap: false, // the library's sources are not in the package
      legalComments: 'none', // LICENSES.txt has the full licenses
      plugins: [noPrograms],
    });
    for (const name of packagesOf(metafile!)) packages.add(name);
  }
  writeFileSync(join(root, 'dist/cli/LICENSES.txt'), [...packages].sort().map(licenseOf).join('\n'));
}

const librariesBeside: Plugin = {
  name: 'libraries-beside',
  setup({ onResolve }) {
    for (const [library, { file }] of Object.entries(libraries)) {
      onResolve({ filter: new RegExp(`^${library}$`) }, () => ({ path: `./${file}`, external: true }));
    }
  },
};

/**
 * Leaves out `node:child_process`, which commander only uses to start subcommands that are separate programs: loading
 * it takes as long as loading all of commander.
 */
const noPrograms: Plugin = {
  name: 'no-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** The packages whose files are in a bundle. */
function packagesOf({ inputs }: Metafile): string[] {
  return Object.keys(inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
}

/** A package's name and version, and the text of its license. */
function licenseOf(name: string): string {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((file) => /^licen[cs]e(\.|$)/i.test(file));
  assert.ok(file !== undefined, `${name} has no license file`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
