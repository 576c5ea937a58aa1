import assert from 'node:assert/strict';
import { inspectClose } from 'close-frame/inspect';
import fc from 'fast-check';
import { suite } from 'uvu';
import { payloadOf } from '../support/bytes.js';
import { extent } from '../support/extent.js';

const test = suite('inspect/text');

const oracle = new TextDecoder('utf-8', { ignoreBOM: true });

function check(reason: Uint8Array): void {
  assert.equal(inspectClose(payloadOf(1000, reason)).reason, oracle.decode(reason));
}

/** Sequences of every length, whole, cut off and ill-formed, which must not be split when a long reason is cut. */
const sequences = [
  '62',
  'c3a9',
  'e282ac',
  'f09f918b',
  'c3',
  'e282',
  'f09f91',
  'f09f',
  'eda080',
  'f4908080',
  'c0af',
  '8080',
  '80808080',
  'ff',
  'efbbbf',
];

test('a reason that is too long is decoded as by a TextDecoder, with each sequence at each place', () => {
  for (const sequence of sequences) {
    for (let before = 0; before <= 260; before += extent(1, 3)) {
      for (const filler of [0x78, 0x80, 0xff]) {
        const bytes = Uint8Array.from(Buffer.from(sequence, 'hex'));
        check(Uint8Array.of(...new Uint8Array(before).fill(filler), ...bytes, 0x79));
      }
    }
  }
});

test('any mixture of these sequences, of any length, is decoded as by a TextDecoder', () => {
  const mixture = fc.array(fc.constantFrom(...sequences), { maxLength: 400, size: 'max' });
  fc.assert(
    fc.property(mixture, (parts) => check(Uint8Array.from(Buffer.from(parts.join(''), 'hex')))),
    { numRuns: extent(500, 100) },
  );
});

test.run();
