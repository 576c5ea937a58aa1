import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { didYouMean, nearest } from '../../src/cli/nearest.js';

const test = suite('cli/nearest');

const words = ['decode', 'encode', 'scan', 'codes'];

for (const [word, expected] of [
  ['decode', 'decode'],
  ['decoed', 'decode'], // swapped
  ['decde', 'decode'], // left out
  ['decoode', 'decode'], // put in
  ['dekode', 'decode'], // changed
  ['DECODE', 'decode'],
  ['en-code', 'encode'],
  ['scna', 'scan'],
  ['code', 'codes'],
  ['sc', undefined],
  ['inspect', undefined],
  ['', undefined],
] as const) {
  test(`${JSON.stringify(word)} is near ${expected}`, () => assert.equal(nearest(word, words), expected));
}

test('the nearest of several, and of equally near ones the first', () => {
  assert.equal(nearest('ecode', words), 'decode');
  assert.equal(nearest('abcdefghi', ['abcdefgxx', 'abcdefghx']), 'abcdefghx');
});

test('as the end of a sentence', () => {
  assert.equal(didYouMean('scn', words), ' Did you mean scan?');
  assert.equal(didYouMean('xyzzy', words), '');
});

test.run();
