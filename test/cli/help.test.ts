import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import { commands } from '../../src/cli/commands.js';
import { bytes } from '../support/bytes.js';
import { runCommand } from '../support/command.js';
import { has } from '../support/programs.js';
import { runShell } from '../support/shell.js';

const test = suite('cli/help');

// The file that the examples read.
const folder = mkdtempSync(join(tmpdir(), 'close-frame-help-'));
test.after(() => rmSync(folder, { recursive: true }));
writeFileSync(
  join(folder, 'server.bin'),
  Buffer.concat([Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\n'), bytes('8102 6869 8802 03e8')]),
);

test('the general help lists every command', async () => {
  const { code, stdout, stderr } = await runCommand(['--help']);
  assert.equal(code, 0);
  assert.equal(stderr, '');
  for (const { name, summary } of commands) assert.match(stdout, new RegExp(`^  ${name} +${summary}$`, 'm'));
  for (const args of [['help'], ['-h'], ['--json', '--help']]) assert.equal((await runCommand(args)).stdout, stdout);
});

test('the help is as wide as the terminal, up to 100 columns', async () => {
  for (const [columns, width] of [
    [60, 60],
    [undefined, 100],
    [200, 100],
  ] as const) {
    const { stdout } = await runCommand(['codes', '--help'], columns === undefined ? {} : { columns });
    const [text] = stdout.split('Examples:');
    const longest = Math.max(...text!.split('\n').map((line) => line.length));
    assert.ok(longest <= width && longest > width - 12, `${longest} of ${width}`);
  }
});

for (const { name, options, examples } of commands) {
  test(`the help of ${name} names its options and has examples`, async () => {
    const { code, stdout } = await runCommand([name, '--help']);
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^Usage: close-frame ${name} \\[options\\] `));
    const text = stdout.replace(/\n {10,}/g, ' '); // a description may continue on the next line
    for (const { long, description } of options) {
      const line = text.split('\n').find((line) => line.startsWith(`  ${long}`) && !line.startsWith(`  ${long}-`));
      assert.ok(line?.endsWith(`  ${description}`), long);
    }
    assert.ok(examples.length > 0);
    for (const [line] of examples) assert.ok(stdout.includes(`  ${line}  `), line);
    for (const line of stdout.split('\n')) assert.ok(line.length <= 120, line);
    assert.equal((await runCommand(['help', name])).stdout, stdout);
    assert.equal((await runCommand([name, '-h', 'operand'])).stdout, stdout);
  });

  // An example for PowerShell is tried by hand.
  const runnable = examples.filter(([line]) => !line.includes('powershell'));
  for (const [line, comment] of runnable) {
    const shell = line.includes('| source') ? 'fish' : line.includes('<(') ? 'bash' : 'sh';
    if (!has(shell, test, 'examples of the help')) continue;
    test(`example: ${line}`, () => {
      const { status, stdout, stderr } = runShell(line, shell, folder);
      assert.equal(stderr, '');
      assert.equal(status, comment.includes('invalid') ? 1 : 0);
      assert.equal(stdout === '', line.includes('completion'));
    });
  }
}

test.run();
