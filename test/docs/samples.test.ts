import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import { codeBlocks, isQuoted, root, samplesOf, testCodeBlocks, withAssertions } from '../support/samples.js';

const test = suite('docs/samples');

for (const name of readdirSync(join(root, 'docs'))) {
  if (name.endsWith('.md')) testCodeBlocks(test, join('docs', name));
}

test('an expression with a // => comment becomes an assertion', () => {
  const { code, claims } = withAssertions("f(1); // => 'a'\nf(2); // a remark\n  g(); // => { b: 2 }\n");
  assert.equal(claims, 2);
  assert.deepEqual(code.split('\n'), [
    "reached(); assert.deepEqual(f(1), 'a');",
    'f(2); // a remark',
    '  reached(); assert.deepEqual(g(), { b: 2 });',
    '',
  ]);
});

test('a quotation consists of whole lines in a row, whatever their indentation', () => {
  const source = 'one\n  two\n    three\nfour\n';
  for (const code of ['one\n', 'two\n  three\n', source]) assert.ok(isQuoted(code, source), code);
  for (const code of ['tw\n', 'wo\n', 'one\nthree\n', 'two\none\n', 'five\n']) assert.ok(!isQuoted(code, source), code);
});

test('what follows the fence says what a block is', () => {
  const markdown = 'a\n```ts\nrun\n```\n```sh\nno\n```\n\n```ts a/b.ts\nquoted\n```\n';
  assert.deepEqual(codeBlocks(markdown), [
    { info: 'ts', code: 'run\n', line: 2 },
    { info: 'sh', code: 'no\n', line: 5 },
    { info: 'ts a/b.ts', code: 'quoted\n', line: 9 },
  ]);
  assert.deepEqual(samplesOf(markdown), ['run\n']);
});

test('the documents about code have samples', () => {
  for (const name of ['why.md', 'migrating.md', 'recipes.md']) {
    assert.ok(samplesOf(readFileSync(join(root, 'docs', name), 'utf8')).length > 0, name);
  }
});

test.run();
