/**
 * Runs a command line, and returns its exit code.
 * @module
 */

import { CommanderError } from 'commander';
import { EXIT_GOOD, EXIT_USAGE, type Io, UsageError } from './command.js';
import { commands } from './commands.js';
import { COMPLETE, complete } from './complete.js';
import { programOf } from './program.js';
import { json } from './quote.js';
import { usageErrorOf } from './usage.js';

/**
 * Runs the command that the arguments name.
 *
 * @returns The exit code: 0 good, 1 the bytes break the protocol, 2 wrong usage or unreadable input. With 2, one line
 *   on the standard error says what is wrong and how to fix it; with --json, so does an object on the standard output.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message, readings } = error;
    if (beforeTerminator(args).includes('--json')) io.stdout.write(`${json({ ok: false, message, readings })}\n`);
    io.stderr.write(`close-frame: ${message}\n`);
    return EXIT_USAGE;
  }
}

/** The arguments before `--`, which can be options. */
function beforeTerminator(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return end < 0 ? args : args.slice(0, end);
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  let exitCode = EXIT_GOOD;
  const isTerminated = args.includes('--');
  const program = programOf(commands, io, async (command, line) => {
    exitCode = await command.run({ io, isTerminated, ...line });
  });
  if (args[0] === COMPLETE) return complete(program, args.slice(1), io);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageErrorOf(error, program.args);
  }
  return exitCode;
}
