/**
 * What a command is, and what it is given.
 * @module
 */

import type { Option } from 'commander';
import type { Paint } from './paint.js';

/** Where to write: a stream of Node's, or what a test puts in its place. */
export interface Output {
  write(data: string | Uint8Array): unknown;
  readonly isTTY?: boolean | undefined;
  /** How wide a terminal is. */
  readonly columns?: number | undefined;
}

/** The process around a command, or what a test puts in its place. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array> & {
    readonly isTTY?: boolean | undefined;
    readonly fd?: number | undefined;
  };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The options that were given, by their long names: `true` for one without a value. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** What a command works with. */
export interface Context {
  readonly io: Io;
  readonly paint: Paint;
  readonly options: Given;
  readonly operands: readonly string[];
  /** Did a `--` say that what follows it is not an option? */
  readonly isTerminated: boolean;
}

/** Something that the shell may complete a word to. */
export interface Completion {
  readonly word: string;
  readonly summary: string;
}

/** One of the commands. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What goes after its name and options. */
  readonly operands: string;
  /** What the shell may complete the first operand to; left out: nothing. */
  readonly completions?: readonly Completion[] | 'files';
  /** Paragraphs of the help, after the summary. */
  readonly details: readonly string[];
  readonly options: readonly Option[];
  /** What the help says after the options, line by line. */
  readonly notes?: readonly string[];
  /** Command lines and what they are for; the tests run them. */
  readonly examples: readonly (readonly [line: string, comment: string])[];
  /** Does the work and returns the exit code. Wrong usage is an exception: {@link UsageError}. */
  run(context: Context): number | Promise<number>;
}

/** The exit code if the bytes are good, and if they break the protocol. */
export const EXIT_GOOD = 0;
export const EXIT_BROKEN = 1;

/** The exit code of a wrong command line, and of an input or output that fails. */
export const EXIT_USAGE = 2;

/** A wrong command line, or a file that cannot be read: what is wrong and how to mend it, in one line. */
export class UsageError extends Error {
  /** The ways to read a text, if that is what is wrong. */
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
