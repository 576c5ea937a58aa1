/** Processes that share the test files: each gets the next file when it has run its last one. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Untested } from '../support/programs.js';
import type { Runtime } from './runtimes.js';

/** A test file to run: its path, and its name, which is the path inside test/. */
export interface Order {
  readonly name: string;
  readonly file: string;
}

/** The result of a test file. `faults` say what is wrong with the file itself. */
export interface Report {
  readonly name: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  faults: string[];
  untested: Untested[];
}

const program = fileURLToPath(new URL('worker.ts', import.meta.url));

/** A worker that sends no message for this long hangs in its current file. */
const PATIENCE_MS = 300_000;

/** Runs the files in this order, and returns a report on each. */
export async function runFiles(files: readonly Order[], [executable, ...args]: Runtime['command']): Promise<Report[]> {
  const waiting = [...files];
  const reports: Report[] = [];

  async function runWorker(): Promise<void> {
    const worker = spawn(executable, [...args, program], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const ended = once(worker, 'close');
    const printed = gather(worker);
    let current: Order | undefined;
    let timer: NodeJS.Timeout | undefined;
    worker.on('message', (message: Report | 'ready') => {
      clearTimeout(timer);
      if (message !== 'ready') {
        reports.push(message);
        print(message, printed());
      }
      current = waiting.shift();
      worker.send(current ?? 'end');
      if (current !== undefined) timer = setTimeout(() => worker.kill(), PATIENCE_MS);
    });
    const [status, signal] = await ended;
    clearTimeout(timer);
    const name = current?.name ?? 'the tests';
    const faults: string[] = [];
    if (current !== undefined) faults.push(`ended its process (${signal ?? `exit code ${status}`})`);
    else if (status !== 0) faults.push(`did not end (${signal ?? `exit code ${status}`})`);
    if (faults.length > 0) {
      const report: Report = { name, passed: 0, failed: 0, skipped: 0, seconds: 0, faults, untested: [] };
      reports.push(report);
      print(report, printed());
      if (current !== undefined && waiting.length > 0) await runWorker();
    }
  }

  const count = Math.min(availableParallelism(), waiting.length);
  await Promise.all(Array.from({ length: count }, runWorker));
  return reports;
}

/** What a process has printed since the last call. */
function gather({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const stream of [stdout!, stderr!]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => {
    const printed = text;
    text = '';
    return printed;
  };
}

/** Prints one line for a file and, if anything is wrong, all that the file printed. */
function print(report: Report, printed: string): void {
  const { name, passed, failed, skipped, seconds, faults } = report;
  const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  console.log(`${seconds.toFixed(1).padStart(5)} s  ${name.replaceAll('\\', '/')}: ${counts}`);
  if (failed > 0 || faults.length > 0) console.log(printed);
}
