import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { builtProgram, environment, root, runProgram } from '../support/program.js';
import { has } from '../support/programs.js';
import { runShell } from '../support/shell.js';

const test = suite('cli/main');

const main = 'src/cli/main.ts';

/** Arguments to run the source itself: slower than the built program, but coverage sees it. */
const source = ['--import', 'tsx', main];

test('the command uses the arguments, the streams and the exit code of its process', () => {
  const good = spawnSync(process.execPath, [...source, 'decode', '-'], {
    cwd: root,
    input: '88 02 03 e8\n',
    encoding: 'utf8',
  });
  assert.match(good.stdout, /^1000 Normal Closure, no reason\n/);
  assert.equal(good.stderr, '');
  assert.equal(good.status, 0);
  assert.equal(runProgram(main, ['decode', '880203ee']).status, 1);
  const wrong = runProgram(main, ['decode', '880']);
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /^close-frame: .* is half a byte: .*\n$/);
  assert.equal(wrong.stdout, '');
});

test('a reader that goes away does not change the exit code', async () => {
  for (const [start, args, code] of [
    [source, ['codes'], 0],
    [[builtProgram(main)], ['decode', '880203ee'], 1],
    [[builtProgram(main)], ['nonsense'], 2],
  ] as const) {
    const child = spawn(process.execPath, [...start, ...args], { cwd: root });
    child.stdout.destroy();
    child.stderr.destroy();
    assert.deepEqual(await once(child, 'exit'), [code, null], args.join(' '));
  }
});

if (has('bash', test, 'closed pipes')) {
  test('a pipe may close after the first line, or at once', () => {
    const lines: [line: string, stdout: RegExp][] = [
      ['close-frame codes | head -1', /^code {2}name .*\n0 0\n$/],
      ['close-frame codes | true', /^0 0\n$/],
      ['close-frame nonsense 2>&1 | true', /^2 0\n$/],
    ];
    for (const [line, expected] of lines) {
      const { stdout, stderr } = runShell(`${line}; echo "\${PIPESTATUS[*]}"`, 'bash');
      assert.match(stdout, expected, line);
      assert.equal(stderr, '', line);
    }
  });
}

test('output that cannot be written: exit code 2, and one line that says why', () => {
  // A file that is open only for reading.
  const stdout = openSync(fileURLToPath(import.meta.url), 'r');
  const { status, stderr } = spawnSync(process.execPath, [...source, 'codes'], {
    cwd: root,
    stdio: ['ignore', stdout, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(stdout);
  assert.match(stderr, /^close-frame: cannot write the output: [a-z ]+\.\n$/);
  assert.equal(status, 2);
});

if (existsSync('/dev/full')) {
  test('a full disk: exit code 2, and one line that says so', () => {
    const stdout = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [builtProgram(main), 'codes'], {
      env: environment(),
      stdio: ['ignore', stdout, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(stdout);
    assert.equal(stderr, 'close-frame: cannot write the output: no space left on device.\n');
    assert.equal(status, 2);
  });
}

if (has('sh', test, 'redirections')) {
  test('a closed standard input is read as an empty one', () => {
    assert.match(runShell('close-frame decode --in raw - <&-').stdout, /^1005 No Status Received/);
  });
}

test('Ctrl-C ends the command by the signal, without output', async () => {
  const child = spawn(process.execPath, [builtProgram(main), 'scan']);
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  // More than a pipe holds: once all of it is written, the command is reading.
  await new Promise((resolve) => child.stdin.write(Buffer.alloc(2 ** 20), resolve));
  child.kill('SIGINT');
  const [code, signal] = await once(child, 'exit');
  assert.deepEqual([code, signal], [null, 'SIGINT']); // a shell turns this into exit code 130
  assert.deepEqual(await output, ['', '']);
});

test.run();
