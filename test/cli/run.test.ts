import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import { commands } from '../../src/cli/commands.js';
import { run } from '../../src/cli/run.js';
import { runCommand } from '../support/command.js';

const test = suite('cli/run');

const names = commands.map(({ name }) => name);
const list = 'decode, encode, scan, codes or completion';

test('every command prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  for (const args of [['--version'], ['-v'], ...names.map((name) => [name, '--version'])]) {
    assert.deepEqual(await runCommand(args), {
      code: 0,
      stdout: `${version}\n`,
      bytes: Buffer.from(`${version}\n`),
      stderr: '',
    });
  }
});

test('the options that all commands share may come before the command', async () => {
  const expected = await runCommand(['decode', '--json', '8800']);
  assert.deepEqual(await runCommand(['--no-color', '--json', 'decode', '8800']), expected);
});

const noOption = 'close-frame decode --help lists the options. After a --, nothing is an option.';

const wrong: [args: string[], message: string][] = [
  [[], `no command: give ${list}; close-frame --help explains them.`],
  [['--no-color'], `no command: give ${list}; close-frame --help explains them.`],
  [['decod'], "unknown command 'decod'. Did you mean decode?"],
  [['inspect'], `unknown command 'inspect'. Give ${list}.`],
  [['__proto__'], `unknown command '__proto__'. Give ${list}.`],
  [[''], `unknown command ''. Give ${list}.`],
  [['880203e8'], `unknown command '880203e8'. Did you mean close-frame decode "880203e8"?`],
  [['88', '02'], `unknown command '88'. Did you mean close-frame decode "88"?`],
  [['1006'], "unknown command '1006'. Did you mean close-frame codes 1006?"],
  [['\u001b[31m'], `unknown command '\\u001b[31m'. Give ${list}.`],
  [['x\n(Did you mean y?)'], `unknown command 'x\\u000a(Did you mean y?)'. Give ${list}.`],
  [['x'.repeat(1e6)], `unknown command '${'x'.repeat(383)}…. Give ${list}.`],
  [['help', 'decod'], `no help for "decod". Give ${list}.`],
  [['--verson'], "unknown option '--verson'. Did you mean --version?"],
  [
    ['--nonsense'],
    "unknown option '--nonsense'. close-frame --help lists the options. After a --, nothing is an option.",
  ],
  [['-x'], "unknown option '-x'. close-frame --help lists the options. After a --, nothing is an option."],
  [
    ['--frame', 'decode', '88'],
    "unknown option '--frame'. close-frame --help lists the options. After a --, nothing is an option.",
  ],
  [['decode', '--jsn', '88'], "unknown option '--jsn'. Did you mean --json?"],
  [['decode', '-x', '88'], `unknown option '-x'. ${noOption}`],
  [['decode', '-1', '--nonsense', '-2'], `unknown option '--nonsense'. ${noOption}`],
  [['decode', '--__proto__', '88'], `unknown option '--__proto__'. ${noOption}`],
  [['decode', '--constructor'], `unknown option '--constructor'. ${noOption}`],
  [['decode', '--json=yes', '88'], `unknown option '--json=yes'. ${noOption}`],
  [
    ['--help=decode'],
    "unknown option '--help=decode'. close-frame --help lists the options. After a --, nothing is an option.",
  ],
];

for (const [args, message] of wrong) {
  test(`wrong usage: ${JSON.stringify(args).slice(0, 80)}`, async () => {
    assert.deepEqual(await runCommand(args), {
      code: 2,
      stdout: '',
      bytes: Buffer.alloc(0),
      stderr: `close-frame: ${message}\n`,
    });
  });
}

test('any arguments: an exit code from 0 to 2, and one line on the standard error if it is 2', async () => {
  const words = [
    ...names,
    'help',
    'complete',
    'bash',
    '-',
    '--',
    '--json',
    '--frame',
    '--mask',
    '--mask=00',
    '--from',
    'client',
    '--http',
    '--hex',
  ];
  const word = fc.oneof(
    fc.constantFrom(
      ...words,
      '--help',
      '-hv',
      '--format',
      'raw',
      '--truncate',
      '--base64',
      '8800',
      '03e8',
      '1000',
      'Normal',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => !text.includes('\0')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 5 }), fc.string(), async (args, stdin) => {
      const { code, stdout, stderr } = await runCommand(args, { stdin });
      assert.ok(code === 0 || code === 1 || code === 2);
      if (code === 0) assert.equal(stderr, '');
      if (code === 1) assert.ok((stdout === '') !== (stderr === ''));
      if (code === 2 && stdout !== '') assert.equal(JSON.parse(stdout).ok, false); // a refusal with --json
      if (stderr !== '') assert.match(stderr, /^close-frame: [^\n]+\n$/);
    }),
    { numRuns: 1000 },
  );
});

test('a bug in the command is not reported as wrong usage', async () => {
  const stdout = {
    write(): never {
      throw new Error('a fault');
    },
  };
  const stdin = (async function* () {})();
  await assert.rejects(run(['codes'], { stdin, stdout, stderr: stdout, env: {} }), /^Error: a fault$/);
});

test.run();
