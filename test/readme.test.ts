import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as closeFrame from 'close-frame';
import * as codes from 'close-frame/codes';
import * as tap from 'close-frame/tap';
import { suite } from 'uvu';

const test = suite('readme');

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const samples = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1]!);

/** The kinds and what to fail with, exhaustive by its type. */
const failCodes: Record<closeFrame.ErrorKind, '1002' | '1007' | '1009' | '–'> = {
  'payload-too-short': '1002',
  'payload-too-long': '1002',
  'forbidden-code': '1002',
  'reserved-code': '1002',
  'invalid-utf8': '1007',
  'not-close': '–',
  'reserved-bits': '1002',
  fragmented: '1002',
  'mask-missing': '1002',
  'mask-unexpected': '1002',
  incomplete: '–',
  'reason-too-long': '–',
  'reason-without-code': '–',
  'invalid-length': '1002',
  'length-unsupported': '1009',
};

// Inside the repository, so that a sample's imports find the library by its name.
const folder = mkdtempSync(join(root, 'test/.readme-'));
test.after(() => rmSync(folder, { recursive: true }));

test('every code block is a sample that runs, or shell commands', () => {
  const fences = [...readme.matchAll(/^```(.+)$/gm)].map((match) => match[1]!);
  assert.deepEqual([...new Set(fences)].sort(), ['sh', 'ts']);
  assert.equal(fences.filter((language) => language === 'ts').length, samples.length);
});

for (const [index, sample] of samples.entries()) {
  test(`sample ${index + 1}: runs, and each // => says the truth`, async () => {
    let claims = 0;
    const code = sample.replace(/^( *)(.*); \/\/ => (.*)$/gm, (_, indent, expression, expected) => {
      claims++;
      return `${indent}reached(); assert.deepEqual(${expression}, ${expected});`;
    });
    assert.ok(claims > 0, 'a sample shows what comes out');
    const file = join(folder, `sample-${index + 1}.ts`);
    const prelude = "import assert from 'node:assert/strict';\nexport let count = 0;\nconst reached = () => count++;\n";
    writeFileSync(file, prelude + code);
    const { count } = await import(pathToFileURL(file).href);
    assert.equal(count, claims, 'every claim was reached');
  });
}

test('the table of kinds has them all, with what to fail with', () => {
  const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  for (const [kind, failCode] of Object.entries(failCodes)) {
    const row = rows.find((cells) => cells[1] === `\`${kind}\``)?.[3];
    const prose = readme.match(new RegExp(`\`${kind}\` \\((\\d+)\\)`))?.[1];
    assert.equal(row ?? prose, failCode, kind);
  }
});

test('the API names everything that is exported', () => {
  for (const name of [closeFrame, codes, tap].flatMap(Object.keys)) {
    assert.ok(new RegExp(`\`(?:new )?${name}[\`(]`).test(readme), name);
  }
});

test('every command is a script of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const file of ['README.md', 'CONTRIBUTING.md']) {
    const text = readFileSync(join(root, file), 'utf8');
    const names = [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map((match) => match[1] ?? match[2]!);
    assert.ok(names.length > 0);
    for (const name of names) assert.ok(name in scripts, `${file}: ${name}`);
  }
});

test.run();
