import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloseCode } from 'close-frame';
import { suite } from 'uvu';
import { commands } from '../../src/cli/commands.js';
import { runCommand } from '../support/command.js';
import { type Shell as AnyShell, has } from '../support/programs.js';
import { runShell } from '../support/shell.js';

const test = suite('cli/completion');

const folder = mkdtempSync(join(tmpdir(), 'close-frame-completion-'));
test.after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'stream.bin'), '');

const names = commands.map(({ name }) => name);
const codeNames = Object.keys(CloseCode);
const optionsOf = (name: string) =>
  [...Object.keys(commands.find((command) => command.name === name)?.options ?? {}), 'no-color', 'help', 'version'].map(
    (option) => `--${option}`,
  );

/** The words so far, of which the last is to be completed, and what to: 'files' where the shell does it. */
const cases: [words: string[], candidates: string[] | 'files'][] = [
  [[''], names],
  [['de'], ['decode']],
  [['--'], optionsOf('')],
  [['decode', '--'], optionsOf('decode')],
  [['encode', ''], codeNames],
  [['encode', 'Going'], ['GoingAway']],
  [
    ['encode', '--f'],
    ['--frame', '--format'],
  ],
  [
    ['encode', '--format', ''],
    ['hex', 'base64', 'raw'],
  ],
  [
    ['scan', '--from', ''],
    ['client', 'server'],
  ],
  [['scan', '--from', 's'], ['server']],
  [
    ['scan', '--h'],
    ['--http', '--hex', '--help'],
  ],
  [['scan', 'str'], 'files'],
  [['codes', 'Ti'], ['Timeout']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
];

type Shell = Exclude<AnyShell, 'sh'>;

/** What each shell is asked, with the script sourced. */
const questions: Record<Shell, (words: string[]) => string> = {
  bash: (words) => {
    const [current, previous = 'close-frame'] = [...words].reverse().map((word) => `'${word}'`);
    return `COMP_WORDS=(close-frame ${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length}
_close_frame close-frame ${current} ${previous}
printf '%s\\n' "\${COMPREPLY[@]}"`;
  },
  // What its completion system would be asked to offer; it filters by the beginning itself.
  zsh: (words) => `compadd() { [[ $1 == -- ]] && shift; print -l -- $@ }
_files() { print files }
words=(close-frame ${words.map((word) => `'${word}'`).join(' ')})
CURRENT=${words.length + 1}
_close_frame`,
  fish: (words) => `complete -C 'close-frame ${words.join(' ')}' | string split -f 1 \\t`,
};

/** What each answers where it is to look for files: bash to no words, zsh as told, fish with those that fit. */
const files: Record<Shell, string[]> = { bash: [], zsh: ['files'], fish: ['stream.bin'] };

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  if (!has(shell, test, `completion in ${shell}`)) continue;
  test(`${shell} completes commands, options, their values, names of codes, shells and files`, async () => {
    const { code, stdout: script } = await runCommand(['completion', shell]);
    assert.equal(code, 0);
    writeFileSync(join(folder, `completion.${shell}`), script);
    const stubs = shell === 'zsh' ? 'compdef() { : }\n' : '';
    const lines = cases.map(([words]) => `${questions[shell](words)}\necho ---`).join('\n');
    const { status, stdout, stderr } = runShell(`${stubs}source completion.${shell}\n${lines}`, shell, folder);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const answers = stdout.split('---\n');
    for (const [index, [words, candidates]] of cases.entries()) {
      const last = words.at(-1)!;
      const offered = answers[index]!.split('\n').filter((word) => word !== '');
      const expected = candidates === 'files' ? files[shell] : candidates;
      assert.deepEqual(
        new Set(offered.filter((word) => word.startsWith(last) || candidates === 'files')),
        new Set(expected),
        `${shell}: ${words.join(' ')}`,
      );
    }
  });
}

for (const shell of ['bash', 'zsh', 'fish']) {
  test(`the script for ${shell} names commands, options and their values, names of codes and shells`, async () => {
    const { code, stdout: script, stderr } = await runCommand(['completion', shell]);
    assert.deepEqual([code, stderr], [0, '']);
    const words = new Set(script.match(/[\w-]+/g));
    const dashes = shell === 'fish' ? '' : '--'; // fish has `-l frame` for --frame
    for (const { name, options, completions } of commands) {
      assert.ok(words.has(name), name);
      if (Array.isArray(completions)) for (const word of completions) assert.ok(words.has(word), word);
      for (const [option, { choices = [] }] of Object.entries(options)) {
        for (const word of [`${dashes}${option}`, ...choices]) assert.ok(words.has(word), `${name} ${word}`);
      }
    }
    // Files are left to the shell for the commands that take some.
    assert.match(script, { bash: /-o default/, zsh: /_files/, fish: /from scan' -F/ }[shell]!);
  });
}

const wrong: [args: string[], message: string][] = [
  [[], 'which shell? Give bash, zsh or fish.'],
  [['bash', 'zsh'], 'which shell? Give bash, zsh or fish.'],
  [['bsh'], 'there is no completion for "bsh". Did you mean bash?'],
  [['powershell'], 'there is no completion for "powershell". Give bash, zsh or fish.'],
  [['constructor'], 'there is no completion for "constructor". Give bash, zsh or fish.'],
];

for (const [args, message] of wrong) {
  test(`wrong usage: ${JSON.stringify(args)}`, async () => {
    const { code, stderr } = await runCommand(['completion', ...args]);
    assert.equal(code, 2);
    assert.equal(stderr, `close-frame: ${message}\n`);
  });
}

test.run();
