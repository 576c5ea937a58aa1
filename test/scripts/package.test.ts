/** The checks of the package, each with the faults that it must find. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { suite } from 'uvu';
import { checkBundles } from '../../scripts/package/bundles.js';
import { checkFiles, checkManifest, entriesOf, needed } from '../../scripts/package/manifest.js';
import { checkSourceMaps } from '../../scripts/package/source-maps.js';

const test = suite('scripts/package');

const folders: string[] = [];
test.after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A package of these files. */
function packageOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'close-frame-faulty-'));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

const files = [...needed, 'dist/index.js', 'src/index.ts'].map((file) => `package/${file}`);

test('files: a missing file, or one that does not belong in the package, is found', () => {
  checkFiles(files);
  checkFiles([...files, 'package/test/vectors/payload.json']);
  for (const odd of [
    'binding.gyp',
    '.npmrc',
    'test/run.ts',
    'scripts/build.ts',
    'src/.env',
    'dist',
    'README.md.orig',
  ]) {
    assert.throws(() => checkFiles([...files, `package/${odd}`]), /do not belong/, odd);
  }
  for (const file of files.slice(0, needed.length)) {
    assert.throws(() => checkFiles(files.filter((other) => other !== file)), /are missing/, file);
  }
});

test('manifest: a script that runs on installation, or a dependency, is found', () => {
  checkManifest({
    scripts: { prepare: 'npm run build', test: 'x', 'install-tools': 'x' },
    devDependencies: { ws: '8' },
  });
  for (const script of ['preinstall', 'install', 'postinstall']) {
    assert.throws(() => checkManifest({ scripts: { [script]: '' } }), /scripts that run/, script);
  }
  for (const field of [
    'dependencies',
    'peerDependencies',
    'optionalDependencies',
    'bundleDependencies',
    'bundledDependencies',
  ]) {
    assert.throws(() => checkManifest({ [field]: {} }), /install other packages/, field);
  }
});

test('manifest: the entries are the scripts that exports lead to', () => {
  const exports = {
    '.': { import: { types: './a.d.ts', default: './a.js' }, require: './cjs/a.js' },
    './b': './a.js',
    './vectors/*': './vectors/*.json',
    './none': null,
  };
  assert.deepEqual(entriesOf({ exports }), ['./a.js', './cjs/a.js']);
});

test('bundles: code that only looks like a fault is accepted', () => {
  const folder = packageOf({
    'a.js': `import { b } from './b.js'; export * from './b.js'; // eval(process)
      /* new Function */ export const a = { message: 'the process of eval' + b, requires: /process/ };`,
    'b.js': 'export const b = `eval(1) of a Function`; export const processes = 1;',
    'c.js': "const b = require('./b.js'); exports.c = b;",
    'd.js': "import('node:fs')",
  });
  assert.equal(checkBundles(folder, ['a.js', './c.js']), 3, 'each file once, and only those that are imported');
});

const faults: readonly [program: string, complaint: RegExp][] = [
  ['eval("1")', /x\.js:2: eval/],
  ['(0, eval)("1")', /: eval/],
  ['globalThis.eval("1")', /: eval/],
  ['new Function("return 1")', /: Function/],
  ['Function("return 1")', /: Function/],
  ['const { Function: make } = globalThis', /: Function/],
  ['process.env.NODE_ENV', /: process/],
  ['typeof process', /: process/],
  ['globalThis.process', /: process/],
  ['globalThis?.["process"]', /: process/],
  ['globalThis[`process`]', /: process/],
  ['import "node:fs"', /outside the package/],
  ['import { readFileSync } from "fs"', /outside the package/],
  ['export * from "ws"', /outside the package/],
  ['export const fs = import("node:fs")', /outside the package/],
  ['export const load = (name) => import(name)', /path is computed/],
  ['require("buffer")', /outside the package/],
  ['require("./" + name)', /path is computed/],
  ['const load = require', /path is computed/],
  ['import "./missing.js"', /missing\.js is missing/],
  ['import "/etc/x.js"', /outside the package/],
];

test('bundles: every way to run text as code, to use process or to import from elsewhere is found', () => {
  for (const [program, complaint] of faults) {
    const folder = packageOf({ 'entry.js': "import './x.js'", 'x.js': `\n${program};` });
    assert.throws(() => checkBundles(folder, ['entry.js']), complaint, program);
  }
  assert.throws(() => checkBundles(packageOf({}), ['entry.js']), /entry\.js is missing/);
});

const source = '/** What it says. */\n\nexport function hello(): string {\n  return "hello";\n}\n';

/** A package of one function, in all three forms, with their source maps. */
function mapped(
  change: { map?: (map: Record<string, unknown>) => void; footer?: string; source?: string } = {},
): string {
  const outputs: Record<string, string> = { 'src/hello.ts': change.source ?? source };
  for (const [file, format] of [
    ['dist/hello.js', 'esm'],
    ['dist/cjs/hello.js', 'cjs'],
    ['dist/hello.d.ts', 'esm'],
  ] as const) {
    const sourcefile = file.includes('cjs') ? '../../src/hello.ts' : '../src/hello.ts';
    const { code, map } = transformSync(source, {
      loader: 'ts',
      format,
      sourcemap: true,
      sourcefile,
      sourcesContent: false,
    });
    const parsed = JSON.parse(map);
    change.map?.(parsed);
    outputs[file] = `${code}${change.footer ?? `//# sourceMappingURL=${file.split('/').at(-1)}.map`}\n`;
    outputs[`${file}.map`] = JSON.stringify(parsed);
  }
  return packageOf(outputs);
}

test('source maps: correct ones are accepted, with or without their sources', () => {
  assert.equal(checkSourceMaps(mapped(), ['hello']), 3);
  const withSources = mapped({
    map(map) {
      map['sourcesContent'] = [source];
    },
  });
  assert.equal(checkSourceMaps(withSources, ['hello']), 3);
});

test('source maps: only the library that the command includes may be without one', () => {
  const folder = mapped();
  mkdirSync(join(folder, 'dist/cli'));
  writeFileSync(join(folder, 'dist/cli/commander.js'), '');
  assert.equal(checkSourceMaps(folder, ['hello']), 3);
  writeFileSync(join(folder, 'dist/commander.js'), '');
  assert.throws(() => checkSourceMaps(folder, ['hello']), /does not name its source map/);
});

test('source maps: one that is missing, or leads to a wrong place, is found', () => {
  const wrong: [change: Parameters<typeof mapped>[0], complaint: RegExp][] = [
    [{ footer: '' }, /does not name its source map/],
    [{ footer: '//# sourceMappingURL=other.js.map' }, /does not name its source map/],
    [{ map: (map) => (map['sources'] = ['../src/gone.ts']) }, /gone\.ts is not in the package/],
    [{ map: (map) => (map['sources'] = ['../../../../../../../../etc/passwd']) }, /passwd is not in the package/],
    [{ map: (map) => (map['sourcesContent'] = ['export {}']) }, /another text/],
    [{ source: source.slice(0, 30) }, /past its end/],
    [{ source: source.replace('hello', 'other') }, /hello is not declared at/],
    [{ map: (map) => (map['mappings'] = '') }, /mapped to nothing/],
    [{ map: (map) => (map['mappings'] = `;${map['mappings']}`) }, /mapped to nothing|not declared at/],
  ];
  for (const [change, complaint] of wrong) assert.throws(() => checkSourceMaps(mapped(change), ['hello']), complaint);
  assert.throws(() => checkSourceMaps(mapped(), ['hello', 'world']), /that no source map leads to/);
});

test.run();
