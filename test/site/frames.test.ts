import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { framesOf } from '../../site/bytes/frames.js';
import { bytes } from '../support/bytes.js';

const test = suite('site/frames');

const cases: [title: string, hex: string, frames: [start: number, end: number, opcode: number][]][] = [
  ['no bytes', '', []],
  ['one byte', '88', []],
  ['one frame', '88 02 03 e8', [[0, 4, 8]]],
  [
    'three frames, one of them masked',
    '81 02 68 69 88 82 01 02 03 04 02 ea 89 00',
    [
      [0, 4, 1],
      [4, 12, 8],
      [12, 14, 9],
    ],
  ],
  [
    'a fragmented message',
    '01 01 61 80 01 62',
    [
      [0, 3, 1],
      [3, 6, 0],
    ],
  ],
  [
    'a stream with a length in 16 bits',
    `82 7e 00 80 ${'00 '.repeat(128)} 88 00`,
    [
      [0, 132, 2],
      [132, 134, 8],
    ],
  ],
  [
    'a stream with a length in 64 bits',
    `82 7f 00 00 00 00 00 00 00 01 aa 88 00`,
    [
      [0, 11, 2],
      [11, 13, 8],
    ],
  ],
  [
    'a frame that is cut off',
    '88 00 81 05 61',
    [
      [0, 2, 8],
      [2, 9, 1],
    ],
  ],
  ['bytes that cannot begin a frame', '88 00 c8 00 88 00', [[0, 2, 8]]],
  ['a reserved opcode', '88 00 83 00', [[0, 2, 8]]],
];

for (const [title, hex, frames] of cases) {
  test(`finds the frames in ${title}`, () =>
    assert.deepEqual(
      framesOf(bytes(hex)),
      frames.map(([start, end, opcode]) => ({ start, end, opcode })),
    ));
}

test('a megabyte of empty frames is listed only in part', () => {
  assert.equal(framesOf(Uint8Array.from({ length: 2 ** 20 }, (_, at) => (at % 2 === 0 ? 0x8a : 0))).length, 100);
});

test.run();
