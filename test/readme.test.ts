import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as closeFrame from 'close-frame';
import * as codes from 'close-frame/codes';
import * as handshake from 'close-frame/handshake';
import * as inspect from 'close-frame/inspect';
import * as names from 'close-frame/names';
import * as tap from 'close-frame/tap';
import { suite } from 'uvu';
import { has } from './support/programs.js';
import { codeBlocks, root, samplesOf, testCodeBlocks } from './support/samples.js';
import { runShell } from './support/shell.js';

const test = suite('readme');

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const errors = readFileSync(join(root, 'docs/errors.md'), 'utf8');

/** What to fail the connection with for each kind. Its type makes it exhaustive. */
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

testCodeBlocks(test, 'README.md');

test('README has samples', () => {
  assert.ok(samplesOf(readme).length > 0);
});

test('docs/errors.md lists every kind, with the code to fail with', () => {
  const rows = errors.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  for (const [kind, failCode] of Object.entries(failCodes)) {
    assert.equal(rows.find((cells) => cells[1] === `\`${kind}\``)?.[3], failCode, kind);
  }
});

test('README is short enough to read', () => {
  assert.ok(readme.trimEnd().split('\n').length <= 220);
});

test('README names every export', () => {
  for (const name of [closeFrame, codes, handshake, inspect, names, tap].flatMap(Object.keys)) {
    assert.ok(new RegExp(`\`(?:new )?${name}[\`(]`).test(readme), name);
  }
});

test('every npm command in README and CONTRIBUTING is a script of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const file of ['README.md', 'CONTRIBUTING.md']) {
    const text = readFileSync(join(root, file), 'utf8');
    const names = [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map((match) => match[1] ?? match[2]!);
    assert.ok(names.length > 0);
    for (const name of names) assert.ok(name in scripts, `${file}: ${name}`);
  }
});

const commandLines = codeBlocks(readme)
  .flatMap(({ info, code }) => (info === 'sh' ? code.split('\n') : []))
  .filter((line) => line.includes('npx close-frame '));

/** Runs lines of README in a folder that contains the files that they name. */
function runLines(lines: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'close-frame-readme-'));
  try {
    const head = 'HTTP/1.1 101 Switching Protocols\r\n\r\n';
    writeFileSync(join(folder, 'server.bin'), Buffer.concat([Buffer.from(head), Buffer.from('880203e8', 'hex')]));
    for (const line of lines) {
      const { status, stdout, stderr } = runShell(line.replace('npx close-frame', 'close-frame'), 'sh', folder);
      assert.equal(stderr, '', line);
      assert.equal(status, 0, line);
      assert.ok(stdout.length > 0, line);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (has('sh', test, 'commands of README')) {
  test('every line of README that calls the command runs as it is written', () => {
    assert.ok(commandLines.length >= 4);
    runLines(commandLines);
  });
}

test.run();
