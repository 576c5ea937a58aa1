import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { wrapped } from '../../src/cli/words.js';

const test = suite('cli/words');

test('a line has at most 100 characters with its indentation', () => {
  const line = `${'a '.repeat(48)}aa`; // 98
  assert.deepEqual(wrapped(`${line} b`, '  '), [`  ${line}`, '  b']);
  assert.deepEqual(wrapped(`${line}b c`, '  '), [`  ${'a '.repeat(48).trimEnd()}`, '  aab c']);
  assert.deepEqual(wrapped('a', '  '), ['  a']);
  assert.deepEqual(wrapped('', '  '), []);
});

test('a word that is longer than a line gets its own line', () => {
  const word = 'a'.repeat(120);
  assert.deepEqual(wrapped(`b ${word} c`, ''), ['b', word, 'c']);
});

test.run();
