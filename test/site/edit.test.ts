import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { withByte, written } from '../../site/bytes/edit.js';
import { printBytes, readBytes, type SpellingName, spellings } from '../../src/text/index.js';
import { bytes, hex } from '../support/bytes.js';

const test = suite('site/edit');

function edited(text: string, index: number, byte: number, spelling: SpellingName | '' = '') {
  const reading = readBytes(text, spelling || undefined);
  assert.ok(reading.ok, text);
  return withByte(text, reading, index, byte, spelling);
}

const inPlace: [text: string, index: number, byte: number, expected: string][] = [
  ['88 02 03 e8', 3, 0xe9, '88 02 03 e9'],
  ['880203E8', 3, 0xea, '880203EA'],
  ['got 0x88, 0x02, 0x03, 0xe8;', 2, 0x0b, 'got 0x88, 0x02, 0x0b, 0xe8;'],
  ["frame = b'\\x88\\x02\\x03\\xe8'", 3, 0xe9, "frame = b'\\x88\\x02\\x03\\xe9'"],
  ["frame = b'\\x88\\x03\\x03\\xe8a'", 4, 0xff, "frame = b'\\x88\\x03\\x03\\xe8\\xff'"],
  ['[136, 2, 3, 232]', 3, 0xe9, '[136, 2, 3, 233]'],
  ['%88%02%03%E8', 3, 0xeb, '%88%02%03%EB'],
];

for (const [text, index, byte, expected] of inPlace) {
  test(`a byte is replaced in its place: ${text}`, () =>
    assert.deepEqual(edited(text, index, byte), { text: expected, spelling: '' }));
}

test('an edited text in any spelling gives the intended bytes', () => {
  const given = bytes('88 07 03 e8 62 79 65 e2 9c');
  for (const { name } of spellings) {
    for (const [index, byte] of [
      [0, 0x89],
      [4, 0x00],
      [4, 0x5c],
      [8, 0xff],
    ] as const) {
      const { text, spelling } = edited(printBytes(given, name), index, byte, name);
      const read = readBytes(text, spelling || undefined);
      const expected = Uint8Array.from(given);
      expected[index] = byte;
      assert.ok(read.ok && hex(read.bytes) === hex(expected), `${name}: ${text}`);
    }
  }
});

test('a spelling is chosen if the edited text would otherwise be read as something else', () => {
  assert.deepEqual(edited('210 002 003 350', 3, 0), { text: '210 002 003 000', spelling: 'octal' });
  assert.deepEqual(edited('88 e8', 1, 2), { text: '88 02', spelling: '' });
});

test('new bytes are written in the spelling of the old ones', () => {
  for (const { name } of spellings) {
    for (const given of [bytes(''), bytes('8800'), bytes('880203e8'), bytes('0102030405'), bytes('ff'.repeat(200))]) {
      const { text, spelling } = written(given, name, '');
      const read = readBytes(text, spelling || undefined);
      assert.ok(given.length === 0 || (read.ok && hex(read.bytes) === hex(given)), `${name}: ${text}`);
    }
  }
});

test.run();
