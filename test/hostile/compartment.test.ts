import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as closeFrame from 'close-frame';
import * as codes from 'close-frame/codes';
import * as inspect from 'close-frame/inspect';
import * as tap from 'close-frame/tap';
import { build } from 'esbuild';
import { suite } from 'uvu';

const test = suite('hostile/compartment');

const folder = mkdtempSync(join(tmpdir(), 'close-frame-compartment-'));
test.after(() => rmSync(folder, { recursive: true }));

const entries: [file: string, library: object][] = [
  ['index', closeFrame],
  ['codes/index', codes],
  ['inspect/index', inspect],
  ['tap', tap],
];

test('every entry loads in an SES compartment, which lacks parts of the language, and works as usual', async () => {
  await build({
    entryPoints: entries.map(([file]) => fileURLToPath(new URL(`../../src/${file}.ts`, import.meta.url))),
    bundle: true,
    format: 'cjs',
    outdir: folder,
  });
  const program = fileURLToPath(new URL('../support/compartment.mjs', import.meta.url));
  const files = entries.map(([file]) => join(folder, `${file}.js`));
  const printed = JSON.parse(execFileSync(process.execPath, [program, ...files], { encoding: 'utf8', env: {} }));
  for (const [index, [file, library]] of entries.entries()) {
    const { names, results, usual } = printed[index];
    assert.deepEqual(names.sort(), Object.keys(library).sort(), file);
    assert.deepEqual(results, usual, file);
  }
  assert.equal(printed[0].results.length, 43);
});

test.run();
