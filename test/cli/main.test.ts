import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { suite } from 'uvu';
import { commandLine, runShell } from '../support/command.js';

const test = suite('cli/main');

test('arguments, the standard input, the outputs and the exit code are those of the process', () => {
  const good = runShell('echo 88 02 03 e8 | close-frame decode -');
  assert.match(good.stdout, /^1000 Normal Closure, no reason\n/);
  assert.equal(good.stderr, '');
  assert.equal(good.status, 0);
  assert.equal(runShell('close-frame decode 880203ee').status, 1);
  const wrong = runShell('close-frame decode 880');
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /^close-frame: half a byte: .*\n$/);
  assert.equal(wrong.stdout, '');
});

test('a reader that goes away ends it quietly, with the exit code that it would have had', () => {
  const lines: [line: string, stdout: RegExp][] = [
    ['close-frame codes | head -1', /^code {2}name .*\n0 0\n$/],
    ['close-frame codes | true', /^0 0\n$/],
    ['close-frame decode 880203ee | true', /^1 0\n$/],
    ['close-frame nonsense 2>&1 | true', /^2 0\n$/],
  ];
  for (const [line, expected] of lines) {
    const { stdout, stderr } = runShell(`${line}; echo "\${PIPESTATUS[*]}"`);
    assert.match(stdout, expected, line);
    assert.equal(stderr, '', line);
  }
});

test('an output that cannot be written: exit code 2, and one line', () => {
  assert.ok(existsSync('/dev/full'));
  const { status, stderr } = runShell('close-frame codes > /dev/full');
  assert.equal(stderr, 'close-frame: the output cannot be written: no space left on device.\n');
  assert.equal(status, 2);
});

test('a directory as the standard input: exit code 2, and one line', () => {
  for (const command of ['decode -', 'scan']) {
    const { status, stdout, stderr } = runShell(`close-frame ${command} < /`);
    assert.equal(stderr, 'close-frame: the standard input cannot be read: it is a directory.\n');
    assert.equal(stdout, '');
    assert.equal(status, 2);
  }
});

test('a standard input that is closed is an empty one', () => {
  assert.match(runShell('close-frame decode - <&-').stdout, /^1005 No Status Received/);
});

test('Ctrl-C ends it quietly, as the shell expects it', async () => {
  const [command, ...args] = commandLine;
  const child = spawn(command!, [...args, 'scan']);
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  // More than a pipe holds: when all of it is taken, the command is reading.
  await new Promise((resolve) => child.stdin.write(Buffer.alloc(2 ** 20), resolve));
  child.kill('SIGINT');
  const [code, signal] = await once(child, 'exit');
  assert.deepEqual([code, signal], [null, 'SIGINT']); // a shell makes exit code 130 of it
  assert.deepEqual(await output, ['', '']);
});

test.run();
