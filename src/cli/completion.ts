/**
 * `close-frame completion`: a script that teaches a shell the commands, made from their own description.
 * @module
 */

import { commonOptions } from './arguments.js';
import { type Command, EXIT_GOOD, UsageError } from './command.js';
import { didYouMean } from './nearest.js';
import { quoteArgument } from './quote.js';
import { oneOf } from './words.js';

const scripts: Readonly<Record<string, (commands: readonly Command[]) => string[]>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** The command; `others` are those that it completes beside itself. */
export function completion(others: readonly Command[]): Command {
  const shells = Object.keys(scripts);
  const command: Command = {
    name: 'completion',
    summary: 'print a script that lets bash, zsh or fish complete all this',
    operands: 'bash|zsh|fish',
    completions: shells,
    details: ['The script is for the start-up file of the shell.'],
    options: {},
    examples: [
      ['source <(close-frame completion bash)', 'in ~/.bashrc; likewise in ~/.zshrc, behind compinit'],
      ['close-frame completion fish | source', 'in ~/.config/fish/config.fish'],
    ],
    run({ io, operands }) {
      const [shell, ...more] = operands;
      if (shell === undefined || more.length > 0) throw new UsageError(`which shell? Give ${oneOf(shells)}.`);
      if (!shells.includes(shell)) {
        const meant = didYouMean(shell, shells) || ` Give ${oneOf(shells)}.`;
        throw new UsageError(`there is no completion for ${quoteArgument(shell)}.${meant}`);
      }
      io.stdout.write(`${scripts[shell]!([...others, command]).join('\n')}\n`);
      return EXIT_GOOD;
    },
  };
  return command;
}

function optionNames(command: Command | undefined): string[] {
  return Object.keys({ ...command?.options, ...commonOptions }).map((name) => `--${name}`);
}

/** The options that take one of a few words, with these words. */
function choicesOf(commands: readonly Command[]): [option: string, words: string][] {
  return commands.flatMap(({ options }) =>
    Object.entries(options).flatMap(([name, { choices }]): [string, string][] =>
      choices === undefined ? [] : [[`--${name}`, choices.join(' ')]],
    ),
  );
}

/** The words for an operand; none for files, which each shell knows itself. */
function operandWords({ completions = [] }: Command): string {
  return completions === 'files' ? '' : completions.join(' ');
}

function bashScript(commands: readonly Command[]): string[] {
  const names = commands.map(({ name }) => name).join(' ');
  return [
    '_close_frame() {',
    '  local current=$2 previous=$3 options operands words',
    `  case \${COMP_WORDS[1]} in`,
    ...commands.map(
      (command) =>
        `    ${command.name}) options='${optionNames(command).join(' ')}' operands='${operandWords(command)}' ;;`,
    ),
    `    *) options='${optionNames(undefined).join(' ')}' ;;`,
    '  esac',
    `  [[ $COMP_CWORD == 1 ]] && operands='${names}'`,
    '  case $previous in',
    ...choicesOf(commands).map(([option, words]) => `    ${option}) words='${words}' ;;`),
    '    *) if [[ $current == -* ]]; then words=$options; else words=$operands; fi ;;',
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _close_frame close-frame', // default: where there are no words, files
  ];
}

function zshScript(commands: readonly Command[]): string[] {
  const names = commands.map(({ name }) => name).join(' ');
  return [
    '#compdef close-frame',
    '_close_frame() {',
    '  local -a options operands',
    '  case $words[2] in',
    ...commands.map(
      (command) =>
        `    (${command.name}) options=(${optionNames(command).join(' ')}) operands=(${operandWords(command)}) ;;`,
    ),
    `    (*) options=(${optionNames(undefined).join(' ')}) ;;`,
    '  esac',
    `  (( CURRENT == 2 )) && operands=(${names})`,
    '  case $words[CURRENT-1] in',
    ...choicesOf(commands).map(([option, words]) => `    (${option}) compadd -- ${words}; return ;;`),
    '  esac',
    '  if [[ $words[CURRENT] == -* ]]; then',
    '    compadd -- $options',
    '  elif (( $#operands )); then',
    '    compadd -- $operands',
    '  else',
    '    _files',
    '  fi',
    '}',
    'compdef _close_frame close-frame',
  ];
}

function fishScript(commands: readonly Command[]): string[] {
  const line = (condition: string, rest: string) => `complete -c close-frame -n '${condition}' ${rest}`;
  const optionLines = (condition: string, options: Command['options']) =>
    Object.entries(options).map(([name, { short, choices, summary }]) => {
      const letter = short === undefined ? '' : ` -s ${short}`;
      const words = choices === undefined ? '' : ` -x -a '${choices.join(' ')}'`;
      return line(condition, `-l ${name}${letter}${words} -d '${summary}'`);
    });
  return [
    'complete -c close-frame -f',
    ...optionLines('true', commonOptions),
    ...commands.flatMap((command) => {
      const { name, summary, options, completions } = command;
      const isChosen = `__fish_seen_subcommand_from ${name}`;
      return [
        line('__fish_use_subcommand', `-a ${name} -d '${summary}'`),
        ...optionLines(isChosen, options),
        ...(completions === 'files' ? [line(isChosen, '-F')] : []),
        ...(operandWords(command) === '' ? [] : [line(isChosen, `-a '${operandWords(command)}'`)]),
      ];
    }),
  ];
}
