import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { suite } from 'uvu';
import { parseBytes } from '../../site/parse/index.js';
import { hex } from '../support/bytes.js';

const test = suite('site/parse');

type Spelling = 'hex' | 'base64' | undefined;

const bye = '880503e8627965';

const readable: [title: string, text: string, spelling: Spelling, bytes: string, readAs: string][] = [
  ['nothing', '', undefined, '', 'hex'],
  ['blanks', ' \n\t ', undefined, '', 'hex'],
  ['digits alone', bye, undefined, bye, 'hex'],
  ['upper case', '88 05 03 E8 62 79 65', undefined, bye, 'hex'],
  ['colons', '88:05:03:e8:62:79:65', undefined, bye, 'hex'],
  ['hyphens', '88-05-03-E8-62-79-65', undefined, bye, 'hex'],
  ['0x and commas over lines', '0x88, 0x05, 0x03,\r\n0xe8, 0X62, 0x79,\n0x65', undefined, bye, 'hex'],
  ['0x once', '0x880503e8627965', undefined, bye, 'hex'],
  ['0x before one digit', '{0x88, 0x5, 0x3, 0xe8, 0x62, 0x79, 0x65}', undefined, bye, 'hex'],
  ['pairs of bytes', '8805 03e8 6279 65', undefined, bye, 'hex'],
  ['Node’s Buffer', '<Buffer 88 05 03 e8 62 79 65>', undefined, bye, 'hex'],
  ['quotes', '"880503e8627965"', undefined, bye, 'hex'],
  ['hex in brackets, which a leading zero tells from decimals', '[88, 05]', undefined, '8805', 'hex'],
  ['decimals in brackets', '[136, 5, 3, 232, 98, 121, 101]', undefined, bye, 'decimal numbers'],
  ['decimals said to be hex', '[10, 20]', 'hex', '1020', 'hex'],
  ['decimals of the console', 'Uint8Array(3) [ 136, 1, 0 ]', undefined, '880100', 'decimal numbers'],
  [
    'of Chromium’s',
    'Uint8Array(2) [136, 0, buffer: ArrayBuffer(2), byteLength: 2]',
    undefined,
    '8800',
    'decimal numbers',
  ],
  ['of JSON', '{"type":"Buffer","data":[136,0]}', undefined, '8800', 'decimal numbers'],
  ['no decimals', '[]', undefined, '', 'decimal numbers'],
  ['C’s escapes', '"\\x88\\x05\\x03\\xe8\\x62\\x79\\x65"', undefined, bye, 'a string with escapes'],
  ['Python’s bytes', "b'\\x88\\x05\\x03\\xe8bye'", undefined, bye, 'a string with escapes'],
  ['escapes without quotes', '\\x88\\x05\\x03\\xE8bye', undefined, bye, 'a string with escapes'],
  ['escapes parted by blanks', '\\x88 \\x05, \\x03\n\\xe8', undefined, '880503e8', 'a string with escapes'],
  ['blanks in a string', '\\x88 b', undefined, '882062', 'a string with escapes'],
  ['a blank at the end of a quoted string', '"\\x88 "', undefined, '8820', 'a string with escapes'],
  ['JavaScript’s escapes', "'\\u0003\\u00e8\\n\\t\\0\\\\\\''", undefined, '03e80a09005c27', 'a string with escapes'],
  ['base64', 'iAUD6GJ5ZQ==', undefined, bye, 'base64'],
  ['base64 without padding', 'iAUD6GJ5ZQ', undefined, bye, 'base64'],
  ['base64 over lines', 'iAUD\n6GJ5\r\nZQ==\n', undefined, bye, 'base64'],
  ['base64 in quotes', '"iAUD6GJ5ZQ=="', undefined, bye, 'base64'],
  ['URL-safe base64', 'iP-_', undefined, '88ffbf', 'base64'],
  ['standard base64', 'iP+/', undefined, '88ffbf', 'base64'],
  ['a data URL', 'data:application/octet-stream;base64,iAUD6GJ5ZQ==', undefined, bye, 'base64'],
  ['hex digits said to be base64', 'abcd', 'base64', '69b71d', 'base64'],
  ['hex digits as they look', 'abcd', undefined, 'abcd', 'hex'],
];

for (const [title, text, spelling, expected, readAs] of readable) {
  test(title, () => {
    const reading = parseBytes(text, spelling);
    assert.ok(reading.ok, reading.ok ? '' : reading.message);
    assert.deepEqual([hex(reading.bytes), reading.spelling], [expected, readAs]);
  });
}

const unreadable: [title: string, text: string, spelling: Spelling, message: string, blamed: string][] = [
  ['half a byte', '88 05 3', undefined, '“3” is half a byte: a byte is two hex digits, such as 03.', '3'],
  ['half a byte at the end of a run', '88050', undefined, '“0” is half a byte: the 5 hex digits up to it', '0'],
  ['no hex digit', '88 05 03 eg', undefined, '“g” is no hex digit.', 'g'],
  ['no ASCII', '88 0𝟝', undefined, '“𝟝” is no hex digit.', '𝟝'],
  ['a NUL', '\x00\x88', undefined, 'U+0000 is no hex digit.', '\x00'],
  ['words', 'connection closed', undefined, '“o” is no hex digit.', 'o'],
  ['base64 said to be hex', 'iAUD', 'hex', '“i” is no hex digit.', 'i'],
  ['a cut Buffer', '<Buffer 88 05 ... 5 more bytes>', undefined, '“m” is no hex digit.', 'm'],
  ['no base64', 'iA*D', 'base64', '“*” is no base64 character.', '*'],
  ['base64 of an odd length', 'iAUD6', undefined, '“6” ends 5 characters of base64', '6'],
  ['padding within', 'iA==iA==', undefined, '“=” pads base64 at its end alone.', '='],
  ['too much padding', 'iAU==', undefined, '“=” is wrong here: 3 characters of base64 are not padded with 2.', '='],
  ['padding where none is due', 'iAUD=', undefined, '“=” is wrong here: 4 characters', '='],
  ['padding alone', '====', undefined, '“=” is wrong here: 0 characters', '='],
  ['a number over 255', '[255, 256]', undefined, '“256” is no byte: a byte is 0 to 255.', '256'],
  ['half an escape', "b'\\x88\\x5'", undefined, '“\\x5” is no byte', '\\x5'],
  ['an unknown escape', '\\x88\\q', undefined, '“\\q” is no byte', '\\q'],
  ['an escape over a byte', '\\u2713\\x88', undefined, '“\\u2713” is no byte', '\\u2713'],
  ['a character over a byte', ' "\\x88é"', undefined, '“é” is no byte', 'é'],
];

for (const [title, text, spelling, message, blamed] of unreadable) {
  test(`refused: ${title}`, () => {
    const reading = parseBytes(text, spelling);
    assert.ok(!reading.ok);
    assert.ok(reading.message.startsWith(message), reading.message);
    assert.equal(text.slice(reading.start, reading.end), blamed);
  });
}

test('base64 is every length but one over a multiple of four, padded in full or not at all', () => {
  for (let length = 0; length <= 8; length++) {
    for (let pads = 0; pads <= 4; pads++) {
      const isRight = length % 4 !== 1 && (pads === 0 || (pads < 3 && (length + pads) % 4 === 0));
      assert.equal(parseBytes('i'.repeat(length) + '='.repeat(pads), 'base64').ok, isRight, `${length}, ${pads}`);
    }
  }
});

test('what programs print of any bytes is read back', () => {
  const printers: Record<string, (bytes: Buffer) => string> = {
    hex: (bytes) => bytes.toString('hex'),
    'spaced hex': (bytes) => bytes.toString('hex').replace(/../g, '$& '),
    'C array': (bytes) => `{ ${[...bytes].map((byte) => `0x${byte.toString(16)}`).join(', ')} }`,
    Buffer: (bytes) => inspect(bytes),
    JSON: (bytes) => JSON.stringify(bytes),
    Uint8Array: (bytes) => inspect(Uint8Array.from(bytes), { maxArrayLength: null }),
    escapes: (bytes) => bytes.toString('hex').replace(/../g, '\\x$&'),
    'Python bytes': (bytes) => `b'${bytes.toString('latin1').replace(/[^ -~]|['\\]/g, escaped)}'`,
  };
  const escaped = (character: string) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  const some = fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes));
  for (const [name, print] of Object.entries(printers)) {
    fc.assert(
      fc.property(some, (bytes) => {
        const reading = parseBytes(print(bytes));
        // Python prints what has no escape as it is: nothing tells it from hex or base64.
        fc.pre(name !== 'Python bytes' || print(bytes).includes('\\x'));
        assert.ok(reading.ok, reading.ok ? '' : reading.message);
        assert.equal(hex(reading.bytes), hex(bytes), name);
      }),
    );
  }
  for (const spelling of ['base64', 'base64url'] as const) {
    fc.assert(
      fc.property(some, (bytes) => {
        const reading = parseBytes(bytes.toString(spelling), 'base64');
        assert.ok(reading.ok && hex(reading.bytes) === hex(bytes));
      }),
    );
  }
});

test('long text of any kind is read or refused: no pattern takes time by the square of its length', () => {
  const size = 2 ** 18; // at a nanosecond a step, its square takes a minute
  const pieces = [
    '88',
    '8',
    '88 ',
    '0x1 ',
    'iAUD',
    '[',
    '1,',
    '\\x88',
    "'",
    ' ',
    '\n',
    '=',
    'A= ',
    '\0',
    '😀',
    '0000 ',
    'data:',
  ];
  for (const piece of pieces) {
    const text = piece.repeat(size / piece.length);
    for (const whole of [text, `[${text}]`, `b'${text}'`, `0000  ${text}`, `${text}!`]) {
      for (const spelling of [undefined, 'base64'] as const) {
        const reading = parseBytes(whole, spelling);
        assert.ok(reading.ok || reading.end > reading.start, piece);
      }
    }
  }
});

test.run();
