import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloseCode } from 'close-frame/codes';
import { codeFromName } from 'close-frame/names';
import { suite } from 'uvu';
import { migrating, withTables } from '../../scripts/docs/migrating.js';
import { systems } from '../../src/names/systems.js';
import { root } from '../support/samples.js';

const test = suite('docs/migrating');

const page = readFileSync(join(root, migrating), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

test('the tables are what npm run docs writes', () => {
  assert.ok(withTables(page) === page, 'npm run docs brings docs/migrating.md up to date');
});

test('stale tables are replaced, and the rest of the page is kept', () => {
  const stale = page.replace('`CloseGoingAway`', '`CloseGone`');
  assert.notEqual(stale, page);
  assert.equal(withTables(stale), page);
  const other = page.replace('## In code', '## In the code');
  assert.equal(withTables(other), other);
  assert.throws(() => withTables('no marks'), /must hold each of its two marks once/);
});

test('every name in the tables gives the code of its row', () => {
  const names = new Set<string>();
  for (const [code, ...cells] of rows) {
    for (const [, name] of cells.join().matchAll(/`([^`]+)`/g)) {
      assert.equal(codeFromName(name!), Number(code), name);
      names.add(name!);
    }
  }
  const entries = systems.flatMap((system) => system.names.split(', ').map((entry) => entry.slice(5)));
  assert.deepEqual([...names].sort(), [...new Set([...entries, ...Object.keys(CloseCode)])].sort());
});

test('every source is cited', () => {
  for (const { system, source } of systems) assert.ok(page.includes(`- ${system}: ${source}\n`), system);
});

test.run();
