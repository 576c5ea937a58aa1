/**
 * Checks the package as its users get it: packs it, lints the tarball, installs it into an empty folder, and uses it
 * from there as ES modules, as CommonJS, and from the oldest TypeScript that the declarations support.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { samplesOf } from '../test/support/samples.js';
import { checkBundles } from './package/bundles.js';
import { checkFiles, checkManifest, entriesOf } from './package/manifest.js';
import { checkPolluted } from './package/pollution.js';
import { checkSourceMaps } from './package/source-maps.js';

/** The oldest version that the declarations support: the first in which Uint8Array is generic over its buffer. */
const oldestTypeScript = '5.7';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'close-frame-package-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

function passed(what: string): void {
  console.log(`ok  ${what}`);
}

// The tarball: npm pack builds it (prepare).
run('npm', ['pack', '--pack-destination', folder], root);
const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
assert.ok(name !== undefined);
const tarball = join(folder, name);
const files = run('tar', ['-tzf', tarball], folder).trim().split('\n');
checkFiles(files.filter((file) => !file.endsWith('/')));
passed(`${name}: ${files.length} files, all of which belong there`);

const manifest = JSON.parse(run('tar', ['-xzOf', tarball, 'package/package.json'], folder));
checkManifest(manifest);
passed('installing it runs nothing and installs nothing else, so an audit has nothing to find');

const content = readFileSync(tarball);
const { messages } = await publint({
  pack: { tarball: content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) },
});
assert.deepEqual(
  messages.map((message) => formatMessage(message, manifest)),
  [],
);
passed('publint finds nothing');

run(join(root, 'node_modules/.bin/attw'), [tarball], root);
passed('attw finds nothing');

// A user's empty project.
writeFileSync(join(folder, 'package.json'), '{ "name": "user", "private": true }');
run('npm', ['install', '--no-audit', '--no-fund', tarball, `typescript@${oldestTypeScript}`], folder);
const installed = join(folder, 'node_modules/close-frame');
const tree = JSON.parse(run('npm', ['ls', '--all', '--json'], folder));
assert.equal(tree.dependencies['close-frame'].dependencies, undefined);
passed('it has no dependencies');

const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
assert.equal(packages['node_modules/close-frame'].hasInstallScript, undefined);
assert.deepEqual(Object.keys(packages), ['node_modules/close-frame', 'node_modules/typescript']);
passed('npm has nothing to run, and nothing else was installed with it');

const entryFiles = entriesOf(manifest);
passed(`no eval, no process, no import from outside: ${checkBundles(installed, entryFiles)} files of the bundles`);

const library: object = await import(pathToFileURL(join(installed, 'dist/index.js')).href);
const functions = Object.entries(library).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
assert.ok(functions.length > 0);
passed(
  `all ${checkSourceMaps(installed, functions)} source maps have their sources, and lead to ${functions.length} declarations`,
);

checkPolluted(join(installed, 'dist'));
passed('its results do not change if Object.prototype is polluted, before or after it is loaded');

const use = `
  const { ok, code, reason } = index.decodeCloseFrame(Uint8Array.of(0x88, 5, 3, 0xe8, 0x62, 0x79, 0x65));
  assert.deepEqual({ ok, code, reason }, { ok: true, code: 1000, reason: 'bye' });
  assert.deepEqual(Object.keys(codes).filter((key) => index[key] !== codes[key]), []);
  assert.ok(Object.keys(codes).length > 0);
  assert.equal(new handshake.ClosingHandshake({ role: 'server' }).close(1000).frame.length, 4);
  assert.equal(inspect.inspectClose(Uint8Array.of(3, 0xe8, 0x62, 0x79, 0x65)).reason, 'bye');
  assert.equal(names.codeFromName(names.namesOfCode(1001)[0].name), 1001);
  assert.ok(tap.closeFrameTap({ onClose() {} }) instanceof TransformStream);
  assert.equal(vectors.operation, 'decode-payload');
`;
const entries = {
  index: 'close-frame',
  codes: 'close-frame/codes',
  handshake: 'close-frame/handshake',
  inspect: 'close-frame/inspect',
  names: 'close-frame/names',
  tap: 'close-frame/tap',
};
const importing = Object.entries(entries).map(([name, entry]) => `import * as ${name} from '${entry}';`);
importing.push("import vectors from 'close-frame/vectors/decode-payload.json' with { type: 'json' };");
const requiring = Object.entries(entries).map(([name, entry]) => `const ${name} = require('${entry}');`);
requiring.push("const vectors = require('close-frame/vectors/decode-payload.json');");
writeFileSync(join(folder, 'use.mjs'), `${importing.join('\n')} import assert from 'node:assert/strict'; ${use}`);
writeFileSync(join(folder, 'use.cjs'), `${requiring.join('\n')} const assert = require('node:assert/strict'); ${use}`);
for (const file of ['use.mjs', 'use.cjs']) {
  run(process.execPath, [file], folder);
  passed(`${file}: works, and both entries share the same objects`);
}

// The command, as npx starts it.
const [bin] = Object.entries<string>(manifest.bin);
assert.ok(bin !== undefined);
const decoded = run(join(folder, 'node_modules/.bin', bin[0]), ['decode', '--json', '880503e8627965'], folder);
assert.deepEqual(JSON.parse(decoded).reason, 'bye');
assert.equal(run(join(folder, 'node_modules/.bin', bin[0]), ['--version'], folder), `${manifest.version}\n`);
passed(`${bin[0]}: works`);

assert.match(
  run(join(folder, 'node_modules/.bin', bin[0]), ['complete', 'fish', 'encode', 'Going'], folder),
  /^GoingAway\t/,
);
passed(`${bin[0]}: completes`);

// The command contains no second codec: it imports the library.
const commandText = readFileSync(join(installed, bin[1]), 'utf8');
const imported = [...commandText.matchAll(/ from "(.+)";$/gm)].map(([, path]) => path!);
assert.deepEqual([...new Set(imported)].filter((path) => !path.startsWith('node:')).sort(), [
  '../index.js',
  '../inspect/index.js',
  '../names/index.js',
  './commander.js',
]);
passed(`${bin[0]}: only imports the entries of the library, commander, and Node's modules`);

// Compile the samples of the documentation, as a user would paste them. The tests run them.
const documents = ['README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'))];
const samples = documents.flatMap((name) =>
  samplesOf(readFileSync(join(root, name === 'README.md' ? '' : 'docs', name), 'utf8')).map((sample, index) => {
    const file = `${name}-${index}.mts`;
    writeFileSync(join(folder, file), sample);
    return file;
  }),
);
assert.ok(samples.length > 0);

// The tap's types need those of the Web Streams; the rest needs no runtime's types.
writeFileSync(
  join(folder, 'tap.ts'),
  `import { closeFrameTap } from 'close-frame/tap';
export const tap: TransformStream<Uint8Array, Uint8Array> = closeFrameTap({ onClose: (result) => void result.offset });`,
);

writeFileSync(
  join(folder, 'vectors.mts'),
  `import decodePayload from 'close-frame/vectors/decode-payload.json' with { type: 'json' };
export const operation: string = decodePayload.operation;`,
);

// test/types.ts states what the types promise. It is checked as an ES module (.mts) and as CommonJS (.cts).
for (const extension of ['mts', 'cts']) copyFileSync(join(root, 'test/types.ts'), join(folder, `types.${extension}`));
const compilerOptions = {
  target: 'es2022',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  declaration: true, // every type that a user's declarations need must have a public name
  resolveJsonModule: true,
  noEmit: true,
};
for (const module of [{ module: 'nodenext' }, { module: 'esnext', moduleResolution: 'bundler' }]) {
  for (const files of [['types.mts', 'types.cts', 'vectors.mts', ...samples], ['tap.ts']]) {
    const lib = files[0] === 'tap.ts' ? ['es2022', 'dom'] : ['es2022'];
    const config = { compilerOptions: { ...compilerOptions, lib, ...module }, files };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    run(process.execPath, ['node_modules/typescript/bin/tsc'], folder);
    const names = files[0] === 'tap.ts' ? files : [...files.slice(0, -samples.length), `${samples.length} samples`];
    passed(
      `TypeScript ${oldestTypeScript} accepts the declarations: ${names.join(', ')} with ${JSON.stringify(module)}`,
    );
  }
}
