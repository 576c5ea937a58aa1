/** Runs the vectors, and the tests that are as quick, up to the first failure. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as closeFrame from 'close-frame';
import * as handshake from 'close-frame/handshake';
import type { VectorFile } from '../../scripts/vectors/format.js';
import { runVectors } from '../support/run-vectors.js';
import { tests } from './uvu.js';

/** Parts of the names of tests and vectors that only `npm test` runs: exhaustive ones, or ones that need many runs. */
const leftOut = [
  'all 65,536',
  'each of the 65,536',
  'every sequence of 1, 2 and 3 bytes',
  'every scalar value',
  'a reason of 1 or 2 bytes',
  'exact for 50 million characters',
  'each row of table 3-7',
  'portable: a long reason with a changed byte', // only the validator reads several bytes at once
  'TextDecoder: a long reason with a changed byte',
  'Buffer of Node 20: a long reason with a changed byte',
  'Buffer of Node 24: a long reason with a changed byte',
  'any stream, cut anywhere',
  'the same however the stream is cut',
  'at each byte of any stream',
  'against the Receiver of ws',
  'events follows the table',
  'every order of events with faults',
  'a handshake that', // the tests of deliberately broken handshakes
  'HTTP head: of 6553', // of 65536 and 65537 bytes: a test checks the same limit
];

const used = new Set<string>();

function isQuick(name: string): boolean {
  const part = leftOut.find((part) => name.includes(part));
  if (part !== undefined) used.add(part);
  return part === undefined;
}

const folder = 'test/vectors';
const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'schema.json');
const files = names.map((name): VectorFile => {
  const file = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
  return { ...file, vectors: file.vectors.filter((vector: { name: string }) => isQuick(vector.name)) };
});
const quickTests = tests.filter(([name]) => isQuick(name));
assert.deepEqual([...used].sort(), leftOut.sort(), 'each part leaves something out');

function runFiles(which: (operation: string) => boolean): void {
  const chosen = files.filter(({ operation }) => which(operation));
  assert.deepEqual(runVectors({ ...closeFrame, ...handshake }, chosen).failed, []);
}

// What finds most in the least time comes first.
runFiles((operation) => operation !== 'scan-stream');
for (const [, test] of quickTests) await test();
runFiles((operation) => operation === 'scan-stream');
