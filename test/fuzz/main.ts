/**
 * `npm run fuzz -- [--seconds 60] [--seed N] [--kind payload] [--library FILE] [--out FILE]`, and `--replay FILE`
 *
 * Looks for inputs on which the library and its oracles differ. The first one found is shrunk and written to a file,
 * which `--replay` tries again; then the command fails. `--library` tests another file, such as a build.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadLibraries } from '../support/library.js';
import { fromJson, type Recorded, toJson } from './file.js';
import { fuzz, replay } from './fuzz.js';
import { arbitraries, type Kind } from './inputs.js';
import { Progress } from './progress.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    kind: { type: 'string' },
    replay: { type: 'string' },
    out: { type: 'string' },
    library: { type: 'string' },
  },
});

function number(name: string, text: string): number {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw new TypeError(`--${name} takes a number, not '${text}'.`);
  return value;
}

function isKind(text: string): text is Kind {
  return Object.hasOwn(arbitraries, text);
}

Error.stackTraceLimit = 0; // ws and TextDecoder throw all the time: their stack traces took half of the time of a run
const libraries = await loadLibraries(values.library);

if (values.replay !== undefined) {
  const recorded = fromJson(readFileSync(values.replay, 'utf8')) as Recorded;
  const failure = replay(libraries, recorded);
  console.log(failure ?? 'It passes.');
  process.exitCode = failure === undefined ? 0 : 1;
} else {
  const seconds = number('seconds', values.seconds);
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : number('seed', values.seed);
  const { kind } = values;
  if (kind !== undefined && !isKind(kind)) throw new TypeError(`--kind takes ${Object.keys(arbitraries).join(', ')}.`);

  console.log(`seed ${seed}`);
  const progress = new Progress();
  const { executions, found } = await fuzz({
    libraries,
    seed,
    kind,
    goesOn(executions) {
      progress.show(executions);
      return progress.seconds < seconds;
    },
  });
  progress.end(executions);
  if (found !== undefined) {
    const folder = fileURLToPath(new URL('found', import.meta.url));
    const file = values.out ?? relative('', join(folder, `${found.kind}-${seed}.json`));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, toJson(found));
    console.error(`${found.why}\nnpm run fuzz -- --replay ${file}`);
    process.exitCode = 1;
  }
}
