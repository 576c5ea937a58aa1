/**
 * `npm run conformance`: puts the vectors through the peers, says where each differs and writes docs/conformance.md.
 * With `--check` it writes nothing, and fails where the document is not current.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AGREES, cellOf, doingOf, type RoleReadings } from './cells.js';
import { type ColumnCells, columnsIn, documentOf, documentPath } from './document.js';
import { readingsOf } from './exchange.js';
import { type Column, columns } from './peers/index.js';
import { install } from './peers/install.js';
import { rules } from './rules.js';
import { vectors } from './vectors.js';

/** A peer that takes longer hangs. */
const TIMEOUT_MS = 120_000;

const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

function currentText(): string {
  try {
    return readFileSync(documentPath, 'utf8');
  } catch {
    return '';
  }
}

/** Measures a column; `undefined` where the peer cannot be had. */
async function measure({ name, start }: Column): Promise<ColumnCells | undefined> {
  const started = await start();
  if (typeof started === 'string') {
    if (process.env['CI'] !== undefined) throw new Error(`${name} is missing: ${started}`);
    console.log(`${name} is left out: ${started}. Its column stays as it is.`);
    return undefined;
  }
  const timer = setTimeout(() => {
    console.error(`${name} hangs.`);
    process.exit(1);
  }, TIMEOUT_MS);
  const roles: RoleReadings[] = [];
  for (const peer of started.peers) roles.push({ role: peer.role, readings: await readingsOf(peer, vectors) });
  clearTimeout(timer);
  await started.stop();
  const count = roles.reduce((sum, { readings }) => sum + readings.size, 0);
  console.log(`${name} ${started.version}: ${count} connections`);
  printDifferences(roles);
  return { name, version: started.version, cells: new Map(rules.map((rule) => [rule.id, cellOf(rule, roles)])) };
}

/** Each difference with the first vector that shows it, to try it with. */
function printDifferences(roles: readonly RoleReadings[]): void {
  for (const rule of rules) {
    const shown = new Set<string>([AGREES]);
    for (const [vector, doing] of roles.flatMap(({ readings }) => [...doingOf(rule, readings)])) {
      if (!shown.has(doing)) console.log(`  ${rule.rule}: ${doing}, such as "${vector.name}"`);
      shown.add(doing);
    }
  }
}

/** What is written of a peer whose version is the machine's: to check, one that behaves the same is the same. */
function settled(
  { name, pinned }: Column,
  now: ColumnCells | undefined,
  before: ColumnCells | undefined,
): ColumnCells[] {
  if (now === undefined) return before === undefined ? [] : [before];
  if (!options.check || pinned || before === undefined || before.version === now.version) return [now];
  console.log(`  The document is of ${name} ${before.version}.`);
  return [{ ...now, version: before.version }];
}

install();
const before = currentText();
const known = columnsIn(before);
const settledColumns: ColumnCells[] = [];
for (const column of columns) {
  const old = known.find(({ name }) => name === column.name);
  settledColumns.push(...settled(column, await measure(column), old));
}
const after = documentOf(settledColumns);
if (!options.check) writeFileSync(documentPath, after);
else if (after !== before) {
  console.error('docs/conformance.md is not current: npm run conformance');
  process.exitCode = 1;
}
