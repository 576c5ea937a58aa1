/**
 * The interface between the command line and its commands.
 * @module
 */

import type { Option } from 'commander';
import type { Paint } from './paint.js';

/** Where to write: one of Node's streams, or a test's stand-in. */
export interface Output {
  write(data: string | Uint8Array): unknown;
  readonly isTTY?: boolean | undefined;
  /** How wide a terminal is. */
  readonly columns?: number | undefined;
}

/** The process that a command runs in, or a test's stand-in. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array> & {
    readonly isTTY?: boolean | undefined;
    readonly fd?: number | undefined;
  };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The given options by their long names: their values, or `true` for an option without a value. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** What a command works with. */
export interface Context {
  readonly io: Io;
  readonly paint: Paint;
  readonly options: Given;
  readonly operands: readonly string[];
  /** Did the line contain `--`, after which nothing is an option? */
  readonly isTerminated: boolean;
}

/** Something that the shell may complete a word to. */
export interface Completion {
  readonly word: string;
  readonly summary: string;
}

/** A command such as `decode`, as it describes itself to the help, the completion and the tests. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What follows the name and the options, for the usage line. */
  readonly operands: string;
  /** What the shell may complete the first operand to; nothing if left out. */
  readonly completions?: readonly Completion[] | 'files';
  /** Paragraphs of the help, after the summary. */
  readonly details: readonly string[];
  readonly options: readonly Option[];
  /** Lines of the help after the options. */
  readonly notes?: readonly string[];
  /** Command lines, and what each does. The tests run them. */
  readonly examples: readonly (readonly [line: string, comment: string])[];
  /** Does the work and returns the exit code. Wrong usage is an exception: {@link UsageError}. */
  run(context: Context): number | Promise<number>;
}

/** The exit code if nothing is wrong. */
export const EXIT_GOOD = 0;

/** The exit code if the bytes break the protocol. */
export const EXIT_BROKEN = 1;

/** The exit code of a wrong command line, and of an input or output that fails. */
export const EXIT_USAGE = 2;

/** A wrong command line, or unreadable input. The message says in one line what is wrong and how to fix it. */
export class UsageError extends Error {
  /** If the text can be read in several ways, these ways. */
  readonly readings: readonly Candidate[];

  constructor(message: string, readings: readonly Candidate[] = []) {
    super(message);
    this.readings = readings;
  }
}

/** A way to read a text. */
export interface Candidate {
  readonly spelling: string;
  /** In hex. */
  readonly bytes: string;
}
