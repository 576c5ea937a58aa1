import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import { shells } from '../../src/cli/shells.js';
import { runCommand } from '../support/command.js';
import { type Shell as AnyShell, has } from '../support/programs.js';
import { runShell } from '../support/shell.js';

const test = suite('cli/completion');

const folder = mkdtempSync(join(tmpdir(), 'close-frame-completion-'));
test.after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'stream.bin'), '');

/** What is typed after the command's name, and what Tab completes its last word to. */
const cases: [typed: string, completed: string][] = [
  ['dec', 'decode'],
  ['decode "88 02" --pay', '--payload'],
  ['decode $(touch RAN) --in ba', 'base64'],
  ['decode --in=ba', '--in=base64'],
  ['encode Going', 'GoingAway'],
  ['scan --http str', 'stream.bin'],
  ['completion po', 'powershell'],
];

type Shell = Exclude<AnyShell, 'sh'>;

/** Lines that load the script, complete each case, and print the completed word, or all candidates. */
const programs: Record<Shell, () => string[]> = {
  // They call the function as readline does: a = is a word of its own, and the answer replaces only the last word.
  bash: () => [
    'source completion.bash; source completion.bash', // a second time, as when somebody reloads ~/.bashrc
    ...cases.map(([typed]) => {
      const words = ['close-frame', ...(typed.match(/"[^"]*"|\$\([^)]*\)|=|[^\s=]+/g) ?? [])];
      return `COMP_LINE='close-frame ${typed}'; COMP_POINT=\${#COMP_LINE}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_close-frame close-frame '${words.at(-1)}' '${words.at(-2)}'
echo "${typed.endsWith('=ba') ? '--in=' : ''}\${COMPREPLY[*]}"`;
    }),
  ],
  // In a terminal, with the Tab key.
  zsh: () => [
    'zmodload zsh/zpty',
    'zpty shell "TERM=dumb PS1= zsh -f -i"',
    "zpty -w shell 'autoload -Uz compinit && compinit -u -D; source completion.zsh'",
    `zpty -w shell 'tab() { zle complete-word; print -r -- "<$BUFFER>"; BUFFER= }; zle -N tab; bindkey "^I" tab; print "rea""dy"'`,
    "zpty -r shell output '*ready*'",
    ...cases.map(
      ([typed]) => `zpty -w -n shell 'close-frame ${typed}'$'\\t'
zpty -r shell output $'*<close-frame*>\\r\\n*'
print -r -- \${\${\${\${output##*<}%%>*}% }##* }`,
    ),
  ],
  fish: () => [
    'source completion.fish',
    ...cases.map(([typed]) => `complete -C 'close-frame ${typed}' | string split -f 1 \\t | string join ' '`),
    'true', // string join fails if there is nothing to join
  ],
};

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  if (!has(shell, test, `completion in ${shell}`)) continue;
  test(`${shell} completes commands, options, their values, names of codes, shells and files`, async () => {
    const { code, stdout: script } = await runCommand(['completion', shell]);
    assert.equal(code, 0);
    writeFileSync(join(folder, `completion.${shell}`), script);
    const { status, stdout, stderr } = runShell(programs[shell]().join('\n'), shell, folder);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.deepEqual(
      stdout.trim().split('\n'),
      cases.map(([, completed]) => completed),
    );
    assert.ok(!existsSync(join(folder, 'RAN')), 'it ran a command in the line');
  });
}

for (const shell of shells) {
  test(`the script for ${shell} asks the command for candidates`, async () => {
    const { code, stdout, stderr } = await runCommand(['completion', shell]);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, new RegExp(`'complete',? '${shell}'`));
  });
}

const wrong: [args: string[], message: string][] = [
  [[], 'which shell? Give bash, zsh, fish or powershell.'],
  [['bash', 'zsh'], 'which shell? Give bash, zsh, fish or powershell.'],
  [['bsh'], 'there is no completion for "bsh". Did you mean bash?'],
  [['nushell'], 'there is no completion for "nushell". Give bash, zsh, fish or powershell.'],
  [['constructor'], 'there is no completion for "constructor". Give bash, zsh, fish or powershell.'],
];

for (const [args, message] of wrong) {
  test(`wrong usage: ${JSON.stringify(args)}`, async () => {
    const { code, stderr } = await runCommand(['completion', ...args]);
    assert.equal(code, 2);
    assert.equal(stderr, `close-frame: ${message}\n`);
  });
}

test('--json is refused, and the refusal is JSON', async () => {
  const { code, stdout } = await runCommand(['completion', 'bash', '--json']);
  assert.equal(code, 2);
  assert.equal(JSON.parse(stdout).message, 'completion prints a script: leave out --json.');
});

test.run();
