/** Builds the program in Rust, if there is a `rustc`, and lets it take turns with the other contestants. */

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sets } from './corpora.js';
import type { Timekeeper } from './measure.js';

function uint16(value: number): Buffer {
  return Buffer.of(value & 0xff, value >> 8);
}

export interface Native {
  /** The contestant for an operation on a set. */
  contestant(operation: string, set: string): Timekeeper;
  end(): void;
}

/** Starts the program, which then waits for tasks; `undefined` if there is no compiler. */
export function startNative(folder: string): Native | undefined {
  if (spawnSync('rustc', ['--version']).status !== 0) return undefined;
  const build = join(folder, '.build');
  mkdirSync(build, { recursive: true });
  const corpora = Object.entries(sets).flatMap(([name, samples]) => [
    uint16(name.length),
    Buffer.from(name),
    ...samples.flatMap(({ payload }) => [uint16(payload.length), payload]),
    uint16(0xffff),
  ]);
  const file = join(build, 'corpora.bin');
  writeFileSync(file, Buffer.concat([...corpora, uint16(0)]));
  const program = join(build, 'native');
  execFileSync('rustc', ['-O', '--edition', '2021', '-o', program, join(folder, 'native/main.rs')]);

  const { stdin, stdout } = spawn(program, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    contestant: (operation, set) => ({
      name: 'Rust',
      async time(milliseconds) {
        stdin.write(`${operation} ${set} ${milliseconds}\n`);
        const { value, done } = await lines.next();
        if (done) throw new Error('The program in Rust has ended.');
        return Number(value);
      },
    }),
    end: () => stdin.end(),
  };
}
