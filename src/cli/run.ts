/**
 * From a command line to an exit code.
 * @module
 */

import { parseArguments } from './arguments.js';
import { type Command, EXIT_GOOD, EXIT_USAGE, type Io, UsageError } from './command.js';
import { commands } from './commands.js';
import { commandHelp, generalHelp } from './help.js';
import { didYouMean } from './nearest.js';
import { paintFor } from './paint.js';
import { json, quoteArgument } from './quote.js';
import { version } from './version.js';
import { oneOf } from './words.js';

/**
 * Runs the command that the arguments name.
 *
 * @returns The exit code: 0 good, 1 the bytes break the protocol, 2 wrong usage or nothing to read, of which one line on
 *   the standard error tells what and how to mend it, and with --json an object on the standard output, too.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message, readings } = error;
    if (wantsJson(args)) io.stdout.write(`${json({ ok: false, message, readings })}\n`);
    io.stderr.write(`close-frame: ${message}\n`);
    return EXIT_USAGE;
  }
}

/** Whether a program reads the output, also of a line in which other arguments are wrong. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).includes('--json');
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const at = args.findIndex((arg) => !arg.startsWith('-')); // options may stand before the command
  const name = args[at];
  const rest = args.filter((_, index) => index !== at);
  if (name === 'help') return dispatch([...rest, '--help'], io);
  const command = name === undefined ? undefined : commandCalled(name);
  const { options, operands, isTerminated } = parseArguments(rest, command);
  const paint = paintFor(io.stdout, io.env, options['no-color'] === true);
  if (options['help'] || options['version']) {
    const help = command === undefined ? generalHelp(commands, paint) : commandHelp(command, paint);
    io.stdout.write(`${options['help'] ? help.join('\n') : version()}\n`);
    return EXIT_GOOD;
  }
  if (command === undefined)
    throw new UsageError(`no command: give ${commandNames()}; close-frame --help explains them.`);
  return command.run({ io, paint, options, operands, isTerminated });
}

function commandCalled(name: string): Command {
  const command = commands.find((command) => command.name === name);
  if (command !== undefined) return command;
  const meant =
    didYouMean(
      name,
      commands.map((command) => command.name),
    ) || lineFor(name);
  throw new UsageError(`unknown command ${quoteArgument(name)}.${meant || ` Give ${commandNames()}.`}`);
}

/** What to write where somebody gave a status code or bytes and left out the command. */
function lineFor(word: string): string {
  if (/^[1-4]\d{3}$/.test(word)) return ` Did you mean close-frame codes ${word}?`;
  if (/^(0x)?([0-9a-f]{2}[ :]?)+$/i.test(word)) return ` Did you mean close-frame decode ${quoteArgument(word)}?`;
  return '';
}

function commandNames(): string {
  return oneOf(commands.map(({ name }) => name));
}
