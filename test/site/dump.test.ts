import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { parseBytes } from '../../site/parse/index.js';
import { bytes, hex } from '../support/bytes.js';

const test = suite('site/dump');

const session = '881203e853657373696f6e20656e646564206f6b'; // a Close frame: 1000, Session ended ok

/** The same bytes as programs print them. */
const dumps: [tool: string, text: string][] = [
  [
    'Wireshark',
    '0000   88 12 03 e8 53 65 73 73 69 6f 6e 20 65 6e 64 65   ....Session ende\n' +
      '0010   64 20 6f 6b                                       d ok\n',
  ],
  ['Wireshark without its characters', '0000   88 12 03 e8 53 65 73 73 69 6f 6e 20 65 6e 64 65\n0010   64 20 6f 6b\n'],
  [
    'xxd',
    '00000000: 8812 03e8 5365 7373 696f 6e20 656e 6465  ....Session ende\n' +
      '00000010: 6420 6f6b                                d ok\n',
  ],
  [
    'hexdump -C',
    '00000000  88 12 03 e8 53 65 73 73  69 6f 6e 20 65 6e 64 65  |....Session ende|\n' +
      '00000010  64 20 6f 6b                                       |d ok|\n00000014\n',
  ],
  [
    'od -A x -t x1z',
    '000000 88 12 03 e8 53 65 73 73 69 6f 6e 20 65 6e 64 65  >....Session ende<\n' +
      '000010 64 20 6f 6b                                      >d ok<\n000014\n',
  ],
  ['a line of 20', `0000: ${session.replace(/../g, '$& ')} ....Session ended ok`],
];

for (const [tool, text] of dumps) {
  test(tool, () => {
    for (const variant of [text, text.replaceAll('\n', '\r\n'), `\n  ${text.trimEnd()}  `]) {
      const reading = parseBytes(variant);
      assert.ok(reading.ok);
      assert.deepEqual([hex(reading.bytes), reading.spelling], [session, 'a hex dump']);
    }
  });
}

test('characters that look like hex are told from bytes', () => {
  const print = (data: Uint8Array, gap: string, bars: string) => {
    const lines: string[] = [];
    for (let start = 0; start < data.length; start += 16) {
      const row = Buffer.from(data.subarray(start, start + 16));
      const digits = row.toString('hex').replace(/../g, '$& ').trim().padEnd(47);
      const characters = row.toString('latin1').replace(/[^ -~]/g, '.');
      lines.push(`${start.toString(16).padStart(4, '0')}  ${digits}${gap}${bars}${characters}${bars}`);
    }
    return lines.join('\n');
  };
  const byte = fc.oneof(fc.constantFrom(...Buffer.from('abcdef 0123456789')), fc.nat(0xff));
  const data = fc.uint8Array({ minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      fc.oneof(data, fc.array(byte, { minLength: 1, maxLength: 40 })),
      fc.constantFrom('', '|'),
      (some, bars) => {
        const expected = Uint8Array.from(some);
        const reading = parseBytes(print(expected, '   ', bars));
        assert.ok(reading.ok);
        assert.equal(hex(reading.bytes), hex(expected));
      },
    ),
  );
});

test('what only looks like a dump is hex', () => {
  const texts: [text: string, expected: string][] = [
    ['0000 8802', '00008802'], // one line, one blank: nothing says that these are offsets
    ['88020000\n03e80010', '8802000003e80010'], // offsets that do not follow from the bytes
    ['0000  88 02\n0003  03 e8', '000088020003' + '03e8'],
    ['0000 88\n0000 05', '000088000005'],
    ['03e80010', '03e80010'],
  ];
  for (const [text, expected] of texts) {
    const reading = parseBytes(text);
    assert.ok(reading.ok, text);
    assert.deepEqual([hex(reading.bytes), reading.spelling], [expected, 'hex']);
  }
});

test('a dump that is broken is refused, not guessed at', () => {
  const broken = '0000  88 12 03 e8  ....\n*\n0010  64 20  d \n';
  const reading = parseBytes(broken);
  assert.ok(!reading.ok);
  assert.equal(broken.slice(reading.start, reading.end), '*');
});

test('a dump may begin anywhere', () => {
  const reading = parseBytes('0036  88 02 03 e8\n003a  00');
  assert.ok(reading.ok);
  assert.deepEqual(reading.bytes, bytes('880203e800'));
});

test.run();
