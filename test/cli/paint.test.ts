import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { suite } from 'uvu';
import { paintFor } from '../../src/cli/paint.js';
import { runCommand } from '../support/command.js';

const test = suite('cli/paint');

/** Is the output a terminal, the environment variables, is --no-color given, and are there colors? */
const cases: [isTTY: boolean, env: Record<string, string>, refused: boolean, colors: boolean][] = [
  [true, {}, false, true],
  [true, { TERM: 'xterm-256color' }, false, true],
  [true, { TERM: 'dumb' }, false, false],
  [true, {}, true, false],
  [true, { NO_COLOR: '1' }, false, false],
  [true, { NO_COLOR: '0' }, false, false],
  [true, { NO_COLOR: '' }, false, true],
  [false, {}, false, false],
  [false, { FORCE_COLOR: '1' }, false, true],
  [false, { FORCE_COLOR: '' }, false, true],
  [true, { FORCE_COLOR: '0' }, false, false],
  [true, { FORCE_COLOR: 'false' }, false, false],
  [true, { TERM: 'dumb', FORCE_COLOR: '1' }, false, true],
  [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false, false],
  [false, { FORCE_COLOR: '1' }, true, false],
];

for (const [isTTY, env, refused, colors] of cases) {
  const title = `${isTTY ? 'a terminal' : 'a pipe'}, ${JSON.stringify(env)}${refused ? ', --no-color' : ''}`;
  test(`${title}: ${colors ? 'colors' : 'no colors'}`, () => {
    const paint = paintFor({ write() {}, isTTY }, env, refused);
    assert.equal(paint('bad', 'x') !== 'x', colors);
    assert.equal(stripVTControlCharacters(paint('bad', 'x')), 'x');
    assert.equal(paint('bad', ''), '');
  });
}

test('apart from the colors, the output is the same', async () => {
  for (const args of [
    ['decode', '8803 03e8 ff'],
    ['decode', '8885 01020304 02ea617d64'],
    ['codes'],
    ['codes', '1006'],
    ['--help'],
    ['scan', '--help'],
  ]) {
    const plain = await runCommand(args);
    const colored = await runCommand(args, { terminals: ['stdout'] });
    assert.notEqual(colored.stdout, plain.stdout);
    assert.equal(stripVTControlCharacters(colored.stdout), plain.stdout);
    assert.equal((await runCommand([...args, '--no-color'], { terminals: ['stdout'] })).stdout, plain.stdout);
  }
});

test('JSON and bytes have no colors', async () => {
  for (const args of [
    ['decode', '--json', '8800'],
    ['encode', '1000'],
  ]) {
    const colored = await runCommand(args, { terminals: ['stdout'] });
    assert.equal(colored.stdout, (await runCommand(args)).stdout);
  }
});

test.run();
