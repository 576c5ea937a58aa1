import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { parseBase64 } from '../../src/cli/base64.js';
import { UsageError } from '../../src/cli/command.js';
import { hex } from '../support/bytes.js';

const test = suite('cli/base64');

for (const text of ['iAID6A==', 'iAID6A', ' iAID\n6A==\n', 'iAID 6A']) {
  test(`${JSON.stringify(text)} is read`, () => assert.equal(hex(parseBase64(text)), '880203e8'));
}

test('both alphabets', () => {
  assert.equal(hex(parseBase64('+/+/')), 'fbffbf');
  assert.equal(hex(parseBase64('-_-_')), 'fbffbf');
  assert.equal(hex(parseBase64('')), '');
});

// A letter too many, a wrong letter, wrong padding, and bits behind the last byte.
for (const text of [
  'i',
  'iAID6',
  'iA!=',
  'iAID6A=',
  'iAID6A===',
  'iAI=D6A=',
  '=',
  '====',
  'iAID6B==',
  'iAID6B',
  '88:02',
  'é',
]) {
  test(`${JSON.stringify(text)} is refused`, () => {
    assert.throws(
      () => parseBase64(text),
      (error) => error instanceof UsageError && error.message.startsWith('not base64: '),
    );
  });
}

test('what Node writes is read, padded or not, in either alphabet', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const buffer = Buffer.from(bytes);
      const spellings = [
        buffer.toString('base64'),
        buffer.toString('base64url'),
        buffer.toString('base64').replace(/=+$/, ''),
      ];
      for (const text of spellings) assert.equal(hex(parseBase64(text)), hex(bytes));
    }),
  );
});

test.run();
