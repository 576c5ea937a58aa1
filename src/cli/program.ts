/**
 * Describes the command line to commander: options, help and commands.
 * @module
 */

import { Command as Program } from 'commander';
import type { Command, Context, Given, Io } from './command.js';
import { colored, paintFor, wantsColors } from './paint.js';
import { Subcommand } from './subcommand.js';
import { type Row, table } from './table.js';
import { version } from './version.js';

/** How wide the help is, unless the terminal is narrower. */
const HELP_WIDTH = 100;

/** What a line contains besides the name of its command. */
export type Line = Pick<Context, 'paint' | 'options' | 'operands'>;

/**
 * A program that parses one line and runs its command. It is used once, because commander stores what it parsed.
 *
 * @param run - Called with the command that the line names, and the rest of the line.
 */
export function programOf(
  commands: readonly Command[],
  io: Io,
  run: (command: Command, line: Line) => Promise<void>,
): Program {
  const program = new Program('close-frame');
  const isPlain = () => program.opts()['color'] === false;
  program
    .description('Reads and writes WebSocket Close frames (RFC 6455).')
    .option('--json', 'print one JSON object, for programs')
    .option('--no-color', 'no colors; the variable NO_COLOR does the same')
    .version(version(), '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'explain a command')
    .addHelpText('after', () => {
      const first = commands.map(({ examples }) => examples[0]!);
      return `\n${section('Examples:', first)}\n\nExit codes: 0 valid, 1 invalid or cut off, 2 wrong usage or unreadable input.`;
    })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: () => {}, // the exception has the same message
      getOutHelpWidth: () => Math.min(io.stdout.columns ?? HELP_WIDTH, HELP_WIDTH),
      getOutHasColors: () => wantsColors(io.stdout, io.env, isPlain()),
    })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => colored('strong', title),
      styleOptionDescription: (text) => colored('faint', text),
      styleSubcommandDescription: (text) => colored('faint', text),
      subcommandTerm: (command) => command.name(),
      optionDescription: ({ description }) => description, // without choices, which the descriptions name
      optionTerm: ({ flags }) => flags.replace(' [', '[='), // Subcommand takes an optional value only after a =
    });
  for (const command of commands) {
    const subcommand = subcommandOf(command).copyInheritedSettings(program);
    subcommand.action(async () => {
      const paint = paintFor(io.stdout, io.env, isPlain());
      await run(command, { paint, options: subcommand.optsWithGlobals<Given>(), operands: subcommand.args });
    });
    program.addCommand(subcommand);
  }
  return program;
}

function subcommandOf({ name, summary, operands, details, options, notes = [], examples }: Command): Subcommand {
  const subcommand = new Subcommand(name);
  subcommand
    .summary(summary)
    .description([`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, ...details].join('\n\n'))
    .usage(`[options] ${operands}`)
    .argument('[operands...]')
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', () => ['', ...notes, section('Examples:', examples)].join('\n'));
  for (const option of options) subcommand.addOption(option);
  return subcommand;
}

function section(title: string, lines: Command['examples']): string {
  const rows = lines.map(([line, comment]): Row => [line, ['faint', comment]]);
  return [colored('strong', title), ...table(rows, colored, '  ')].join('\n');
}
