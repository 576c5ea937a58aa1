/** `npm run bench`: measures everything in one run, prints a table, and writes results.json and results.svg. */

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Bar, barsFor, mostExpensiveByte, scannerNanoseconds } from './bars.js';
import { drawChart } from './chart.js';
import { decoders, encoders, type Pass, portableDecoder, validators } from './contestants.js';
import { type SetName, sets } from './corpora.js';
import { frameDecoders, frameValidators, streamReaders } from './frames.js';
import { byteReaders, hostileReaders, type StreamName, streams } from './hostile-streams.js';
import { type Contestant, type Effort, quick, race, type Timekeeper, thorough } from './measure.js';
import { startNative } from './native.js';
import type { Results, Row } from './results.js';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, check: { type: 'boolean' }, other: { type: 'string' } },
});
const effort: Effort = Object.keys(options).length > 0 ? quick : thorough;
const folder = process.env['BENCH_FOLDER'] ?? '.';
const setNames = Object.keys(sets) as SetName[];
const validSets = setNames.filter((name) => name !== 'invalid');

const rows: Row[] = [];
async function add(operation: string, set: Bar['set'], contestants: (Contestant | Timekeeper)[]): Promise<void> {
  const outcome = await race(contestants, effort);
  rows.push({ operation, set, ...outcome });
  const all = Object.entries(outcome.nanoseconds).map(([name, time]) => `${name} ${time.toFixed(1)}`);
  console.log(`${operation.padEnd(32)} ${set.padEnd(16)} ${all.join(', ')}`);
}

function contestants(passes: Record<string, Pass>, set: SetName): Contestant[] {
  return Object.entries(passes).map(([name, pass]) => ({
    name,
    operations: sets[set].length,
    pass: () => pass(sets[set]),
  }));
}

/**
 * Runs contestants on all sets before anything is measured, so that V8 does not specialize a call site to one set. The
 * sets take turns, a few payloads at a time, so that V8 compiles a pass from its start: code compiled from the middle
 * of its first long loop takes about 9 ns more per payload. All encoders are warmed up before the first is measured,
 * because they share code, which V8 would otherwise compile for one caller only.
 */
function warm(passes: Record<string, Pass>, names: SetName[]): void {
  const few = 16;
  for (let round = 0; round < 30; round++) {
    for (let start = 0; start < sets.codeonly.length; start += few) {
      for (const name of names) {
        for (const pass of Object.values(passes)) pass(sets[name].slice(start, start + few));
      }
    }
  }
}

async function frameEncodersOf(side: 'client' | 'server'): Promise<Record<string, Pass>> {
  const { frameEncoders } = (await import(`./frame-encoders.js?${side}`)) as typeof import('./frame-encoders.js');
  return frameEncoders;
}

const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${process.platform}`;
const [name, version] = (
  'Bun' in globalThis
    ? ['Bun', process.versions['bun']]
    : 'Deno' in globalThis
      ? ['Deno', process.versions['deno']]
      : ['Node', process.version.slice(1)]
) as [string, string];
const runtime = `${name} ${version}`;
const bars = barsFor(name, Number.parseInt(version, 10));
console.log(`${runtime} on ${machine}; nanoseconds per operation, median of ${effort.rounds} rounds\n`);

const require = createRequire(import.meta.url);
const versions = Object.fromEntries(
  ['close-frame', 'ws', 'undici', 'websocket-driver'].map((name) => [name, require(`${name}/package.json`).version]),
);
console.log(`${JSON.stringify(versions)}\n`);

const native = startNative(folder);
if (native === undefined) console.log('There is no rustc, so the comparison with Rust is left out.\n');

/** The same steps in Rust, if there is a compiler. */
function inRust(operation: string, set: SetName): Timekeeper[] {
  return native === undefined ? [] : [native.contestant(operation, set)];
}

const portable = { 'close-frame': await portableDecoder(), textbook: decoders.textbook };
warm(decoders, setNames);
warm(portable, setNames);
warm(validators, setNames);
warm(encoders, validSets);
const unmasked = await frameEncodersOf('server');
const masked = await frameEncodersOf('client');
warm(unmasked, validSets);
warm(masked, validSets);
for (const set of setNames) {
  const operation = 'decodeClosePayload';
  await add(operation, set, [...contestants(decoders, set), ...inRust(operation, set)]);
}
for (const set of setNames) await add('validateClosePayload', set, contestants(validators, set));
for (const set of setNames) await add('decodeClosePayload, no Buffer', set, contestants(portable, set));
for (const set of validSets) {
  const { 'close-frame into': into, 'close-frame': allocating, ws, 'textbook into': textbook } = encoders;
  const operation = 'encodeClosePayloadInto';
  await add(operation, set, [...contestants({ 'close-frame': into, ws, textbook }, set), ...inRust(operation, set)]);
  await add('encodeClosePayload', set, contestants({ 'close-frame': allocating, ws }, set));
}
for (const set of ['common', 'ascii123', 'cjk'] as const) {
  await add('validateCloseFrame, masked', set, frameValidators(sets[set]));
}
await add('decodeCloseFrame, masked', 'common', frameDecoders(sets.common));
for (const set of ['codeonly', 'common'] as const) {
  await add('encodeCloseFrameInto', set, contestants(unmasked, set));
  await add('encodeCloseFrameInto, masked', set, contestants(masked, set));
}
await add('scanner', '16 bytes', streamReaders(16));
await add('scanner', '1 KiB', streamReaders(1024));
for (const name of Object.keys(streams) as StreamName[]) {
  await add('scanner, hostile', name, hostileReaders(streams[name]));
}
const perByte = await race(byteReaders(), effort);

native?.end();
for (const [contestant, title] of [
  ['utf8Slice alone', 'Time, divided by that of utf8Slice alone, which checks nothing'],
  ['decodeClosePayload', 'Time to validate, divided by the time to decode'],
  ['decodeCloseFrame', 'Time to validate a masked frame, divided by the time to decode it'],
  ['Rust', 'Time, divided by that of the same steps in Rust'],
] as const) {
  const measured = rows.filter(({ ratios }) => ratios[contestant] !== undefined);
  if (measured.length > 0) console.log(`\n${title}`);
  for (const { operation, set, ratios } of measured) {
    console.log(`${operation.padEnd(32)} ${set.padEnd(9)} ${(1 / ratios[contestant]!).toFixed(2)}`);
  }
}

/** How many times faster than a contestant, for a bar. */
function ratioOf({ operation, set, against }: Bar): number {
  return rows.find((row) => row.operation === operation && row.set === set)!.ratios[against]!;
}

console.log('\nHow many times faster, and how many times is required');
let missed = 0;
let regressed = 0;
for (const bar of bars) {
  const subject = `${bar.operation} ${bar.set} against ${bar.against}`;
  const ratio = ratioOf(bar);
  const isMet = ratio >= bar.atLeast;
  if (!isMet) missed++;
  if (ratio < 0.8 * bar.atLeast) regressed++;
  const verdict = isMet ? 'met' : ratio < 0.8 * bar.atLeast ? 'MISSED by over 20 %' : 'missed';
  console.log(
    `${subject.padEnd(62)} ${ratio.toFixed(2).padStart(7)} of ${bar.atLeast.toFixed(2).padEnd(6)} ${verdict}`,
  );
}
const slowest = Math.max(
  ...rows.filter((row) => row.operation === 'scanner').map((row) => row.nanoseconds['close-frame']!),
);
console.log(`scanner: at most ${slowest.toFixed(2)} nanoseconds per frame; the limit is ${scannerNanoseconds}`);
console.log('\nTime per byte of a stream, divided by that of the shortest frames');
for (const [name, ratio] of Object.entries(perByte.ratios))
  console.log(`${name.padEnd(62)} ${ratio.toFixed(2).padStart(7)}`);
const mostExpensive = Math.max(...Object.values(perByte.ratios));
if (mostExpensive > 1.25 * mostExpensiveByte) regressed++;
console.log(
  `at most ${mostExpensive.toFixed(2)}; the limit is ${mostExpensiveByte}: ${mostExpensive <= mostExpensiveByte ? 'met' : 'MISSED'}`,
);
console.log(`\n${bars.length - missed} of ${bars.length} bars met`);

if (options.check && regressed > 0) {
  console.error(`${regressed} ratios are under 80 % of their bars`);
  process.exitCode = 1;
}
const results: Results = { runtime, machine, versions, rounds: effort.rounds, rows };
const json = `${JSON.stringify(results, null, 2)}\n`;
if (options.other !== undefined) {
  writeFileSync(join(folder, `results-${options.other}.json`), json);
} else if (effort === thorough) {
  writeFileSync(join(folder, 'results.json'), json);
  writeFileSync(join(folder, 'results.svg'), drawChart(results));
}
