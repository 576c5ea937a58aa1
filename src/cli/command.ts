/**
 * What a command is, and what it is given.
 * @module
 */

import type { Paint } from './paint.js';

/** Where to write: a stream of Node's, or what a test puts in its place. */
export interface Output {
  write(data: string | Uint8Array): unknown;
  readonly isTTY?: boolean | undefined;
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

/** An option, by its long name. */
export interface Option {
  /** One letter that stands for it. */
  readonly short?: string;
  /** What its value is, for the help; left out: the option has none. */
  readonly value?: string;
  /** May the value be left out? It then has to follow a `=`. */
  readonly isValueOptional?: boolean;
  /** The values that it takes, where they can be listed. */
  readonly choices?: readonly string[];
  readonly summary: string;
}

/** The options that were given: `true` where without a value. */
export type Given = Readonly<Record<string, string | true | undefined>>;

/** What a command works with. */
export interface Context {
  readonly io: Io;
  readonly paint: Paint;
  readonly options: Given;
  readonly operands: readonly string[];
  /** Did a `--` say that what follows it is no option? */
  readonly isTerminated: boolean;
}

/** One of the commands. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What goes behind its name. */
  readonly operands: string;
  /** What the shell may complete its operands to. */
  readonly completions?: readonly string[] | 'files';
  /** What the help says beside the options, a paragraph an entry. */
  readonly details: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Command lines and what they are for; the tests run them. */
  readonly examples: readonly (readonly [line: string, comment: string])[];
  /** Does the work and gives the exit code. Wrong usage is an exception: {@link UsageError}. */
  run(context: Context): number | Promise<number>;
}

/** The exit code where the bytes are good, and where they break the protocol. */
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
