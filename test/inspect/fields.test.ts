import assert from 'node:assert/strict';
import { inspectClose } from 'close-frame/inspect';
import { suite } from 'uvu';
import { bytes } from '../support/bytes.js';

const test = suite('inspect/fields');

type Expected = [name: string, start: number, end: number, value: unknown, meaning?: string];

/** The fields after the first two bytes of frames, or all fields of payloads. */
const cases: [title: string, hex: string, fields: Expected[]][] = [
  ['an empty payload', '', []],
  ['half a status code', '03', [['status code', 0, 1, undefined, 'cut off: 1 of 2 bytes']]],
  ['a private code', '0fa0', [['status code', 0, 2, 4000, 'Private Use']]],
  ['an empty Close frame', '88 00', []],
  ['a frame that ends inside its code', '88 05 03', [['status code', 2, 3, undefined, 'cut off: 1 of 2 bytes']]],
  [
    'a frame that ends inside its reason',
    '88 05 03e8 62',
    [
      ['status code', 2, 4, 1000, 'Normal Closure'],
      ['reason', 4, 5, 'b', '1 of its 3 bytes (at most 123)'],
    ],
  ],
  ['a frame that ends inside its key', '88 85 0102', [['masking key', 2, 4, '0102', 'cut off: 2 of 4 bytes']]],
  [
    'bytes after a Close frame',
    '88 02 03e8 8100',
    [
      ['status code', 2, 4, 1000],
      ['following bytes', 4, 6, undefined, '2 bytes after the Close frame, which its receiver discards'],
    ],
  ],
  [
    'a Close frame with a 16-bit length, and a byte after it',
    '88 7e 0003 03e8 62 00',
    [
      ['extended payload length', 2, 4, 3, '3 bytes'],
      ['status code', 4, 6, 1000],
      ['reason', 6, 7, 'b', '1 byte (at most 123)'],
      ['following bytes', 7, 8, undefined, '1 byte after the Close frame, which its receiver discards'],
    ],
  ],
  ['half a 16-bit length', '88 fe 01', [['extended payload length', 2, 3, undefined, 'cut off: 1 of 2 bytes']]],
  [
    'a 64-bit length of 2^53−1, and a mask',
    '82 ff 001fffffffffffff 00000000 01',
    [
      ['extended payload length', 2, 10, 2 ** 53 - 1, '9007199254740991 bytes'],
      ['masking key', 10, 14, '00000000'],
      ['application data', 14, 15, undefined, '1 of its 9007199254740991 bytes'],
    ],
  ],
  [
    'a 64-bit length of 2^53',
    '82 7f 0020000000000000',
    [['extended payload length', 2, 10, undefined, '0x0020000000000000 bytes, over 2^53−1']],
  ],
  [
    'bytes of a payload of 2^53+1, which a number cannot tell from 2^53',
    '82 7f 0020000000000001 01',
    [
      ['extended payload length', 2, 10, undefined, '0x0020000000000001 bytes, over 2^53−1'],
      ['application data', 10, 11, undefined, '1 of its more than 2^53−1 bytes'],
    ],
  ],
  [
    'a Close frame with such a length',
    '88 7f ffffffffffffffff 03e8 62',
    [
      ['extended payload length', 2, 10, undefined, '0xffffffffffffffff bytes, over 2^53−1'],
      ['status code', 10, 12, 1000],
      ['reason', 12, 13, 'b', '1 of its more than 2^53−1 bytes (at most 123)'],
    ],
  ],
  [
    'seven bytes of a 64-bit length',
    '82 7f ffffffffffffff',
    [['extended payload length', 2, 9, undefined, 'cut off: 7 of 8 bytes']],
  ],
  [
    'a text and the next frame',
    '81 02 6869 88',
    [
      ['application data', 2, 4, undefined, '2 bytes'],
      ['following bytes', 4, 5, undefined, '1 byte of the next frame'],
    ],
  ],
];

for (const [title, text, expected] of cases) {
  test(`the fields of ${title}`, () => {
    const input = bytes(text);
    const fields = inspectClose(input).fields.filter(({ bits }) => bits === undefined);
    assert.deepEqual(
      fields.map(({ name, start, end, value, meaning }, index) => {
        return expected[index]?.length === 4 ? [name, start, end, value] : [name, start, end, value, meaning];
      }),
      expected,
    );
  });
}

/** The meanings of the bits in the first two bytes. */
function meanings(text: string): Record<string, string> {
  const { fields } = inspectClose(bytes(text), { as: 'frame' });
  return Object.fromEntries(fields.map(({ name, meaning }) => [name, meaning]));
}

test('every opcode has a meaning', () => {
  const known = new Map(
    [0, 1, 2, 8, 9, 10].map((opcode, at) => [opcode, ['Continuation', 'Text', 'Binary', 'Close', 'Ping', 'Pong'][at]]),
  );
  for (let opcode = 0; opcode < 16; opcode++) {
    const expected = known.get(opcode) ?? 'reserved, has no meaning yet';
    assert.equal(meanings(`8${opcode.toString(16)}`)['opcode'], expected);
  }
});

test('the bits are explained according to the frame that they are in', () => {
  assert.equal(meanings('c1')['RSV1'], 'set, as by an extension');
  assert.equal(meanings('c8')['RSV1'], 'set, which no extension defines for control frames');
  assert.equal(meanings('98')['RSV3'], 'set, which no extension defines for control frames');
  assert.equal(meanings('01')['FIN'], 'the message goes on');
  assert.equal(meanings('88 05')['MASK'], 'not masked, as by a server');
  assert.equal(meanings('88 7d')['payload length'], '125 of at most 125 bytes');
  assert.equal(meanings('88 7e')['payload length'], 'the length is in the next 2 bytes');
  assert.equal(meanings('88 7f')['payload length'], 'the length is in the next 8 bytes');
  assert.equal(meanings('89 01')['payload length'], '1 of at most 125 bytes');
  assert.equal(meanings('82 01')['payload length'], '1 byte');
});

test('the code is shown with the section that defines it', () => {
  const section = (text: string) => inspectClose(bytes(text), { as: 'payload' }).fields[0]?.section;
  assert.equal(section('03e8'), 'RFC 6455 §7.4.1');
  assert.equal(section('03f4'), 'IANA');
  assert.equal(section('ffff'), 'RFC 6455 §7.4.2');
  assert.equal(section('03'), 'RFC 6455 §5.5.1');
});

test.run();
