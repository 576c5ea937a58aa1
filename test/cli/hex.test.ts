import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { UsageError } from '../../src/cli/command.js';
import { HexReader, parseHex } from '../../src/cli/hex.js';
import { bytes, hex } from '../support/bytes.js';

const test = suite('cli/hex');

const expected = bytes('88 02 03 e8');

/** These bytes as people write them. */
const spellings = [
  '880203e8',
  '880203E8',
  '88 02 03 e8',
  '88:02:03:E8',
  '88-02-03-E8',
  '0x880203e8',
  '0X88 0X02 0X03 0XE8',
  '0x88, 0x02, 0x03, 0xe8',
  '0x88,0x02,0x03,0xe8,',
  '88;02;03;e8',
  '\\x88\\x02\\x03\\xe8',
  '  88\t02\r\n03\n\ne8\n',
  '8802 03e8',
  '\uFEFF88\u00A002\u202F03\u2003e8',
  '0x 88 0203e8',
];

for (const spelling of spellings) {
  test(`reads ${JSON.stringify(spelling)}`, () => assert.equal(hex(parseHex(spelling)), hex(expected)));
}

test('a text without digits has no bytes', () => {
  for (const text of ['', ' ', '\n', '0x', ':']) assert.equal(parseHex(text).length, 0);
});

const wrong: [text: string, message: RegExp][] = [
  ['8', /^half a byte: the digit 8 at line 1, column 1 is alone/],
  ['88 0', /^half a byte: the digit 0 at line 1, column 4 /],
  ['88 0 2', /^half a byte: the digit 0 at line 1, column 4 /],
  ['88\n02 3\n', /^half a byte: the digit 3 at line 2, column 4 /],
  ['0x8,0x02', /^half a byte: the digit 8 at line 1, column 3 /],
  ['8\\x02', /^half a byte: the digit 8 at line 1, column 1 /],
  ['zz', /^not hex: "z" at line 1, column 1; give pairs/],
  ['88\n 0g', /^not hex: "g" at line 2, column 3;/],
  ['88 📎', /^not hex: "📎" at line 1, column 4;/],
  ['x88', /^not hex: "x" at line 1, column 1;/],
  ['10x20', /^not hex: "x" at line 1, column 3;/],
  ['00x88', /^not hex: "x" at line 1, column 3;/],
  ['\\88', /^not hex: "8" at line 1, column 2;/],
  ['\\\\x88', /^not hex: "\\\\" at line 1, column 2;/],
  ['88\\', /^not hex: "\\\\" at line 1, column 3;/],
  ['\u001b[31m', /^not hex: "\\u001b" at line 1, column 1; raw bytes become hex with xxd -p\.$/],
  ['\uFFFD', /^not hex: "\uFFFD" at line 1, column 1; raw bytes/],
  ['88=', /^not hex: "=" /],
];

for (const [text, message] of wrong) {
  test(`${JSON.stringify(text)} is refused, with the place`, () => {
    assert.throws(
      () => parseHex(text),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  });
}

const separator = fc.constantFrom(' ', ':', ',', '-', ';', '\n', '\r\n', '\t', ' 0x', ',0X', '\\x');

test('bytes are read with any mixture of separators, and in pieces cut anywhere', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(255), fc.boolean(), separator)), fc.array(fc.nat(400)), (parts, cuts) => {
      let text = '';
      for (const [byte, isUpper, before] of parts) {
        const pair = byte.toString(16).padStart(2, '0');
        text += before + (isUpper ? pair.toUpperCase() : pair);
      }
      const reader = new HexReader();
      const read: number[] = [];
      let at = 0;
      for (const cut of [...cuts.sort((a, b) => a - b), text.length]) {
        read.push(...reader.push(text.slice(at, cut)));
        at = Math.max(at, Math.min(cut, text.length));
      }
      reader.end();
      assert.deepEqual(
        read,
        parts.map(([byte]) => byte),
      );
    }),
    { numRuns: 500 },
  );
});

test('the bytes are the digits of the text; any other text throws a UsageError', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEFxX:, -\\\n') }));
  fc.assert(
    fc.property(text, (text) => {
      let read: Uint8Array;
      try {
        read = parseHex(text);
      } catch (error) {
        assert.ok(error instanceof UsageError);
        assert.ok(!error.message.includes('\n'));
        return;
      }
      const digits = text.replace(/0x|\\x/gi, ' ').replace(/[\s:,;-]/g, '');
      assert.equal(hex(read), digits.toLowerCase());
    }),
    { numRuns: 2000 },
  );
});

test.run();
