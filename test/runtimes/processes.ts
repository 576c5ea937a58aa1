/** The runtimes that run a program in its own process: Node, Bun and Deno. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Binary, pathOf } from './binaries.js';
import type { Report } from './program.js';
import { type Format, writeStart } from './project.js';
import type { Runtime } from './runtime.js';

/** A process that takes longer is killed. */
const TIMEOUT_MS = 120_000;

/** Runs a binary to its end and returns its output. */
export async function outputOf(binary: Binary, args: string[], cwd: string): Promise<string> {
  // A new environment: this process's own could make a runtime load something else.
  const env = {
    PATH: process.env['PATH'],
    HOME: cwd,
    TMPDIR: cwd,
    NO_COLOR: '1',
    DO_NOT_TRACK: '1',
    DENO_NO_UPDATE_CHECK: '1',
  };
  const options = { cwd, env, timeout: TIMEOUT_MS, killSignal: 'SIGKILL' } as const;
  const { stdout } = await promisify(execFile)(pathOf(binary), args, options);
  return stdout;
}

/** The report in the output of a program. */
export function reportIn(output: string): Report {
  return JSON.parse(output.match(/^\{.*\}$/m)?.[0] ?? 'null') as Report;
}

const commands: [name: string, binary: Binary, args: string[]][] = [
  ['Node 20', 'node-20', []],
  ['Node 22', 'node-22', []],
  ['Node 24', 'node-24', []],
  ['Node 26', 'node-26', []],
  ['Bun', 'bun', ['run']],
  ['Deno', 'deno', ['run', '--quiet', '--no-prompt', '--allow-read', '--no-remote', '--no-lock']],
];

const formats: [format: Format, loadedBy: string][] = [
  ['mjs', 'import'],
  ['cjs', 'require'],
];

export const processes: Runtime[] = commands.flatMap(([name, binary, args]) =>
  formats.map(
    ([format, loadedBy]): Runtime => ({
      name,
      loadedBy,
      async run(folder, listening) {
        const version = (await outputOf(binary, ['--version'], folder)).match(/\d+\.\d+\.\d+/)![0];
        const output = await outputOf(binary, [...args, writeStart(folder, format, listening)], folder);
        return { version, report: reportIn(output) };
      },
    }),
  ),
);
