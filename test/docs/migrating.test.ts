import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloseCode, codeFromName } from 'close-frame/codes';
import { suite } from 'uvu';
import { systems } from '../support/names.js';
import { root } from '../support/samples.js';

const test = suite('docs/migrating');

const lines = readFileSync(join(root, 'docs/migrating.md'), 'utf8').split('\n');
const [header, , ...rows] = lines
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** The names in a cell, each in a code span of its own. */
function namesIn(cell: string): string[] {
  const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
  assert.equal(names.map((name) => `\`${name}\``).join(', '), cell, 'a cell holds names and nothing else');
  return names;
}

/** The table as it is read: for each system, its names and their codes. */
const table: Record<string, Record<string, number>> = Object.fromEntries(
  header!.slice(1).map((system, index) => {
    const names = rows.flatMap((row) => namesIn(row[index + 1]!).map((name) => [name, Number(row[0])]));
    return [system, Object.fromEntries(names)];
  }),
);

test('every name in the table gives the code of its row', () => {
  let count = 0;
  for (const [system, names] of Object.entries(table)) {
    for (const [name, code] of Object.entries(names)) {
      assert.equal(codeFromName(name), code, `${system}: ${name}`);
      count++;
    }
  }
  assert.ok(count > 100, String(count));
});

test('the table has each name of each system under that system, and no other', () => {
  assert.deepEqual(table, { '`CloseCode`': CloseCode, ...systems });
});

test('a row has as many cells as the header, and a code of its own', () => {
  for (const row of rows) assert.equal(row.length, header!.length, row[0]);
  assert.equal(new Set(rows.map(([code]) => code)).size, Object.keys(CloseCode).length);
});

test.run();
