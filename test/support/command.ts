/** The command, run in this process, and as a process of its own. */

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Output } from '../../src/cli/command.js';
import { run } from '../../src/cli/run.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How to start the command from its source. */
export const commandLine: readonly string[] = [
  process.execPath,
  '--import',
  import.meta.resolve('tsx'), // from any folder
  `${root}src/cli/main.ts`,
];

export interface Surroundings {
  /** What the standard input gives: text, or chunks, or a failure. */
  stdin?: string | AsyncIterable<Uint8Array>;
  /** The streams that are terminals. */
  terminals?: readonly ('stdin' | 'stdout' | 'stderr')[];
  env?: Record<string, string>;
}

export interface Outcome {
  code: number;
  stdout: string;
  /** The same as bytes. */
  bytes: Buffer;
  stderr: string;
}

class Recorder implements Output {
  readonly chunks: Buffer[] = [];
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(data: string | Uint8Array): void {
    this.chunks.push(Buffer.from(data as string));
  }
}

/** Runs the command with these arguments. */
export async function runCommand(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { stdin = '', terminals = [], env = {} } = surroundings;
  const stdout = new Recorder(terminals.includes('stdout'));
  const stderr = new Recorder(terminals.includes('stderr'));
  const source = typeof stdin === 'string' ? chunksOf(Buffer.from(stdin)) : stdin;
  const isTTY = terminals.includes('stdin');
  const code = await run(args, {
    stdin: { isTTY, [Symbol.asyncIterator]: () => source[Symbol.asyncIterator]() },
    stdout,
    stderr,
    env,
  });
  const bytes = Buffer.concat(stdout.chunks);
  return { code, stdout: bytes.toString(), bytes, stderr: Buffer.concat(stderr.chunks).toString() };
}

/** Bytes in chunks of one size, or all in one. */
export async function* chunksOf(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The shells that the command can teach to complete it. */
export type Shell = 'bash' | 'zsh' | 'fish';

/** Why a shell cannot be tested, where it is not installed. In CI it must be. */
export function noShell(shell: Shell): string | undefined {
  const { error } = spawnSync(shell, ['-c', 'true']);
  if (error === undefined || process.env['CI'] !== undefined) return undefined;
  return `there is no ${shell}: install Debian's package of that name`;
}

/** Runs lines of a shell in which `close-frame` is the command. */
export function runShell(lines: string, shell: Shell = 'bash', cwd: string = root): SpawnSyncReturns<string> {
  const command = commandLine.map((word) => `'${word}'`).join(' ');
  const definition =
    shell === 'fish' ? `function close-frame; ${command} $argv; end` : `close-frame() { ${command} "$@"; }`;
  // Without a start-up file.
  const bare = { bash: '--norc', zsh: '-f', fish: '--no-config' }[shell];
  // From any folder, the sources are compiled as they are in this process: coverage compares them.
  const env = { ...process.env, TSX_TSCONFIG_PATH: `${root}tsconfig.json` };
  return spawnSync(shell, [bare, '-c', `${definition}\n${lines}`], { cwd, env, encoding: 'utf8' });
}
