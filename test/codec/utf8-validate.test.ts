import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { skipPlain } from '../../src/codec/utf8-validate.js';
import { utf8 } from '../support/bytes.js';

const test = suite('codec/utf8-validate');

const START = 8;
const keys = [0, 0xb7fa21cd | 0, 0x37fa213d];

/** How many bytes of a reason are skipped, with other bytes before and after it and this masking key. */
function skipped(reason: Uint8Array, key: number, length = reason.length): number {
  const memory = new Uint8Array(256).fill(0x61);
  memory.set(reason, START);
  for (let at = 0; at < memory.length; at++) memory[at]! ^= (key >>> (24 - 8 * (at & 3))) & 0xff;
  return skipPlain(memory, START, START + length, key) - START;
}

// The plain characters, the bytes per step, and for each place in a character the nearest bytes that are not plain.
const plain: [character: string, step: number, others: number[][]][] = [
  ['a', 8, [[0x80]]],
  ['\0', 8, [[0x80]]],
  ['\x7f', 8, [[0x80]]],
  [
    '\u1000',
    12,
    [
      [0xe0, 0xed],
      [0x7f, 0xc0],
      [0x7f, 0xc0],
    ],
  ],
  [
    '界',
    12,
    [
      [0xe0, 0xed],
      [0x7f, 0xc0],
      [0x7f, 0xc0],
    ],
  ],
  [
    '\ucfff',
    12,
    [
      [0xe0, 0xed],
      [0x7f, 0xc0],
      [0x7f, 0xc0],
    ],
  ],
  [
    '\u{1f000}',
    8,
    [
      [0xef, 0xf1],
      [0x9e, 0xa0],
      [0x7f, 0xc0],
      [0x7f, 0xc0],
    ],
  ],
  [
    '\u{1ffff}',
    8,
    [
      [0xef, 0xf1],
      [0x9e, 0xa0],
      [0x7f, 0xc0],
      [0x7f, 0xc0],
    ],
  ],
];

test('plain characters are skipped by whole steps, up to the end of the reason and not past it', () => {
  for (const key of keys) {
    for (const [character, step] of plain) {
      const reason = utf8(character.repeat(123)).subarray(0, 123);
      for (let length = 0; length <= 123; length++) {
        assert.equal(skipped(reason, key, length), length - (length % step), `${length} bytes of ${character}`);
      }
    }
    assert.equal(skipped(utf8(`${'a'.repeat(16)}${'界'.repeat(8)}${'😀'.repeat(4)}bye`), key), 16 + 24 + 16);
  }
});

test('skipping ends before the step that contains a byte that is not plain, wherever it is', () => {
  for (const key of keys) {
    for (const [character, step, others] of plain) {
      const reason = utf8(character.repeat(24));
      for (let at = 0; at < reason.length; at++) {
        for (const other of others[at % others.length]!) {
          const changed = Uint8Array.from(reason);
          changed[at] = other;
          assert.equal(skipped(changed, key), at - (at % step), `${other} at ${at} of ${character}`);
        }
      }
    }
  }
});

test.run();
