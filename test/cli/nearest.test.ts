import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { didYouMean, nearest } from '../../src/cli/nearest.js';

const test = suite('cli/nearest');

const words = ['decode', 'encode', 'scan', 'codes'];

for (const [word, expected] of [
  ['decode', 'decode'],
  ['decoed', 'decode'], // swapped
  ['decde', 'decode'], // left out
  ['decoode', 'decode'], // inserted
  ['dekode', 'decode'], // changed
  ['DECODE', 'decode'],
  ['en-code', 'encode'],
  ['scna', 'scan'],
  ['code', 'codes'],
  ['sc', undefined],
  ['predecode', 'decode'], // a part of it
  ['decodes', 'decode'],
  ['codex-codes', 'codes'], // half of it
  ['codexx-codes', undefined], // less than half of it
  ['inspect', undefined],
  ['', undefined],
] as const) {
  test(`${JSON.stringify(word)} is near ${expected ?? 'no word'}`, () => assert.equal(nearest(word, words), expected));
}

test('the nearest word is found, or the first of several that are equally near', () => {
  assert.equal(nearest('ecode', words), 'decode');
  assert.equal(nearest('abcdefghi', ['abcdefgxx', 'abcdefghx']), 'abcdefghx');
});

test('the longest part is found, or the first of several that are equally long', () => {
  const names = ['Normal', 'AbnormalClosure', 'NormalClosure', 'normal_closure'];
  assert.equal(nearest('StatusNormalClosure', names), 'NormalClosure');
  assert.equal(nearest('XAbnormalClosure', names), 'AbnormalClosure');
});

test('didYouMean ends a sentence with the nearest word, if there is one', () => {
  assert.equal(didYouMean('scn', words), ' Did you mean scan?');
  assert.equal(didYouMean('xyzzy', words), '');
});

test.run();
