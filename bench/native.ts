/** Builds and runs the yardstick in Rust, where there is a `rustc`. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sets } from './corpora.js';

function uint16(value: number): Buffer {
  return Buffer.of(value & 0xff, value >> 8);
}

/** Nanoseconds by operation and set, or a word why there are none. */
export function timeNative(folder: string): Record<string, number> | string {
  const version = spawnSync('rustc', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) return 'no rustc here, so no native yardstick';
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
  const lines = execFileSync(program, [file], { encoding: 'utf8' }).trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [operation, set, nanoseconds] = line.split(' ');
      return [`${operation} ${set}`, Number(nanoseconds)];
    }),
  );
}
