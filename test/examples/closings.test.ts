import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';

const test = suite('examples/closings');

const root = fileURLToPath(new URL('../..', import.meta.url));

function start(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const command = ['--import', 'tsx', 'examples/closings.ts', ...args];
  return spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
}

test('real connections: each Close frame is shown as sent and as answered, then hostile bytes', () => {
  const { status, stdout, stderr } = start();
  assert.equal(stderr, '');
  assert.equal(status, 0);
  const count = (pattern: RegExp) => stdout.match(pattern)?.length ?? 0;
  assert.equal(count(/^ {2}client → server\n {4}88 [89a-f]/gm), 4, 'four masked frames');
  assert.equal(count(/^ {2}server → client\n {4}88 [0-7]/gm), 4, 'four unmasked frames');
  assert.equal(count(/^ {4}88 02 03 e8$/gm), 1);
  assert.equal(count(/→ 1000 Normal Closure, no reason$/gm), 2);
  assert.equal(count(/→ 1001 Going Away, reason of 20 bytes 'deploying version 42'$/gm), 2);
  assert.equal(count(/→ 4001 Private Use, reason of 123 bytes 'до свидания/g), 2);
  assert.equal(count(/→ 1005 No Status Received, no reason$/gm), 2);
  for (const kind of ['forbidden-code', 'payload-too-short', 'reserved-bits']) {
    assert.match(stdout, new RegExp(`→ ${kind}, fail the connection with 1002\n {6}[A-Z].*\\.$`, 'm'));
  }
  assert.match(stdout, /→ invalid-utf8, fail the connection with 1007\n {6}[A-Z].*\.$/m);
});

test('arguments: bytes to decode, in any usual spelling', () => {
  const cases: [args: string[], status: number, output: RegExp][] = [
    [['880503e8627965'], 0, /frame\n {4}88 05 03 e8 62 79 65\n {4}→ 1000 Normal Closure, reason of 3 bytes 'bye'/],
    [['88:02', '0x03E8'], 0, /frame\n.*\n {4}→ 1000 Normal Closure, no reason/],
    [['03', 'e9'], 0, /payload\n.*\n {4}→ 1001 Going Away/],
    [[''], 0, /payload\n {4}\(no bytes\)\n {4}→ 1005 No Status Received/],
    [['880203ee'], 1, /→ forbidden-code, fail the connection with 1002/],
    [['8802'], 1, /→ incomplete\n/],
    [['8100'], 1, /→ not-close\n/],
    [['8805z'], 2, /^close-frame: "8805z" is not hex/],
    [['880'], 2, /^close-frame: "880" is not hex/],
  ];
  for (const [args, status, output] of cases) {
    const run = start(...args);
    assert.equal(run.status, status, args.join(' '));
    assert.match(status === 2 ? run.stderr : run.stdout, output);
  }
});

test.run();
