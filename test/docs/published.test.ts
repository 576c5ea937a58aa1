/** test/vectors/README.md says which vectors cover which published cases: each of these vectors must exist. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import { root } from '../support/samples.js';

const test = suite('docs/published');

const readme = readFileSync(join(root, 'test/vectors/README.md'), 'utf8');
const rows = readme
  .slice(readme.indexOf('## Which published cases'), readme.indexOf('## Where they come from'))
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| published case'));

function namesIn(operation: string): string[] {
  const text = readFileSync(join(root, 'test/vectors', `${operation}.json`), 'utf8');
  return (JSON.parse(text) as { vectors: { name: string }[] }).vectors.map(({ name }) => name);
}

test('each vector that is said to cover a published case exists', () => {
  assert.ok(rows.length > 30);
  for (const row of rows) {
    const last = row.split(' | ').at(-1)!;
    const parts = [...last.matchAll(/`([a-z-]+)`[^:]*: ((?:"(?:\\.|[^"\\])*"(?:, )?)+)/g)];
    assert.ok(parts.length > 0 || last.startsWith('none: '), row);
    for (const [, operation, names] of parts) {
      const known = namesIn(operation!);
      for (const [name] of names!.matchAll(/"(?:\\.|[^"\\])*"/g)) {
        assert.ok(known.includes(JSON.parse(name) as string), `${operation}: ${name}`);
      }
    }
  }
});

test.run();
