import assert from 'node:assert/strict';
import { CloseCode, isSendableCode } from 'close-frame';
import { suite } from 'uvu';
import { commands } from '../../src/cli/commands.js';
import { shells } from '../../src/cli/shells.js';
import { runCommand } from '../support/command.js';

const test = suite('cli/complete');

const common = ['--json', '--no-color', '--version', '--help'];
const names = [...commands.map(({ name }) => name), 'help'];
const optionsOf = (name: string) => [
  ...commands.find((command) => command.name === name)!.options.map(({ long }) => long!),
  '--help',
  '--json',
  '--no-color',
  '--version',
];
const sendable = Object.entries(CloseCode).flatMap(([name, code]) => (isSendableCode(code) ? [name] : []));
const spellings = ['hex', 'dump', 'words', 'decimal', 'octal', 'bits', 'string', 'lua', 'latin1', 'erlang', 'percent'];

/** The words typed so far, of which the last is to be completed, and its candidates. */
const cases: [words: string[], candidates: string[]][] = [
  [[], names],
  [[''], names],
  [['de'], ['decode']],
  [['zz'], []],
  [['-'], common],
  [['--json', ''], names],
  [['help', 'd'], ['decode']],
  [['decode', '--'], optionsOf('decode')],
  [['--no-color', 'decode', '88', '--'], optionsOf('decode')],
  [['decode', ''], []],
  [
    ['decode', '--in', ''],
    [...spellings, 'base64', 'raw'],
  ],
  [
    ['decode', '--in', 'b'],
    ['bits', 'base64'],
  ],
  [
    ['decode', '--in=b'],
    ['--in=bits', '--in=base64'],
  ],
  [['decode', '--in', 'hex', '--pay'], ['--payload']],
  [['decode', '--', '--'], []],
  [['decode', '--', '--in', ''], []],
  [['decode', '--', '--in='], []],
  [['decode', '-7', '--pay'], ['--payload']],
  [['encode', ''], sendable],
  [['encode', 'Going'], ['GoingAway']],
  [['encode', '--mask', 'Going'], ['GoingAway']],
  [['encode', '--format', 'raw', 'Going'], ['GoingAway']],
  [['encode', '--', 'Going'], ['GoingAway']],
  [['encode', 'GoingAway', ''], []],
  [
    ['encode', '--f'],
    ['--frame', '--format'],
  ],
  [
    ['scan', '--from', ''],
    ['client', 'server'],
  ],
  [['scan', 'st'], ['__FILE__:file::st:0']],
  [['scan', '--from', 'client', 'st'], ['__FILE__:file::st:0']],
  [['scan', 'stream.bin', ''], []],
  [['encode', '1000', '>', 'st'], ['__FILE__:file::st:0']],
  [['decode', '-', '<', 'st'], ['__FILE__:file::st:0']],
  [['codes', ''], Object.keys(CloseCode)],
  [['codes', 'Ti'], ['Timeout']],
  [['completion', ''], [...shells]],
  [['nonsense', ''], []],
];

for (const [words, candidates] of cases) {
  test(`completes ${JSON.stringify(words)}`, async () => {
    const { code, stdout, stderr } = await runCommand(['complete', 'fish', ...words]);
    assert.deepEqual([code, stderr], [0, '']);
    const lines = stdout.split('\n').filter((line) => line !== '');
    assert.deepEqual(
      lines.map((line) => line.split('\t')[0]),
      candidates,
    );
  });
}

test('each candidate comes with its meaning', async () => {
  for (const [words, line] of [
    [['encode', 'Going'], 'GoingAway\t1001'],
    [['decode', '--in', 'la'], 'latin1\ta string of Latin-1 characters'],
    [['decode', '--pay'], '--payload\tthe bytes are an unmasked payload, without a header'],
    [['help', 'sc'], 'scan\tfind the Close frame in one direction of a connection'],
  ] as const) {
    assert.equal((await runCommand(['complete', 'fish', ...words])).stdout.trim(), line);
  }
});

test('each shell gets the candidates in its own form', async () => {
  for (const shell of shells) {
    const { code, stdout } = await runCommand(['complete', shell, 'decode', '--in=b']);
    assert.equal(code, 0);
    for (const word of ['--in=bits', '--in=base64']) assert.ok(stdout.includes(word), shell);
  }
});

test('a missing or unknown shell is refused', async () => {
  for (const args of [[], ['nu'], ['__proto__', '']]) {
    const { code, stdout, stderr } = await runCommand(['complete', ...args]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(stderr, 'close-frame: complete is only for the scripts that close-frame completion prints.\n');
  }
});

test.run();
