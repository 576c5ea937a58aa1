/** The command, run in this process. */

import type { Output } from '../../src/cli/command.js';
import { run } from '../../src/cli/run.js';

export interface Surroundings {
  /** The standard input: text, or chunks, which may fail. */
  stdin?: string | AsyncIterable<Uint8Array>;
  /** The file descriptor of the standard input. */
  fd?: number;
  /** The streams that are terminals. */
  terminals?: readonly ('stdin' | 'stdout' | 'stderr')[];
  env?: Record<string, string>;
  /** How wide the terminals are. */
  columns?: number;
}

export interface Outcome {
  code: number;
  stdout: string;
  /** `stdout` as bytes. */
  bytes: Buffer;
  stderr: string;
}

class Recorder implements Output {
  readonly chunks: Buffer[] = [];
  readonly isTTY: boolean;
  readonly columns: number | undefined;

  constructor(isTTY: boolean, columns?: number) {
    this.isTTY = isTTY;
    this.columns = columns;
  }

  write(data: string | Uint8Array): void {
    this.chunks.push(Buffer.from(data as string));
  }
}

/** Runs the command with these arguments. */
export async function runCommand(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { stdin = '', fd, terminals = [], env = {}, columns } = surroundings;
  const stdout = new Recorder(terminals.includes('stdout'), columns);
  const stderr = new Recorder(terminals.includes('stderr'));
  const source = typeof stdin === 'string' ? chunksOf(Buffer.from(stdin)) : stdin;
  const isTTY = terminals.includes('stdin');
  const code = await run(args, {
    stdin: { isTTY, ...(fd === undefined ? {} : { fd }), [Symbol.asyncIterator]: () => source[Symbol.asyncIterator]() },
    stdout,
    stderr,
    env,
  });
  const bytes = Buffer.concat(stdout.chunks);
  return { code, stdout: bytes.toString(), bytes, stderr: Buffer.concat(stderr.chunks).toString() };
}

/** Cuts bytes into chunks of this size. */
export async function* chunksOf(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
