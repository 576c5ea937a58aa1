import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { printBytes, readBytes, spellings } from '../../src/text/index.js';
import { hex } from '../support/bytes.js';
import { extent } from '../support/extent.js';

const test = suite('text/properties');

const likely = fc.constantFrom(...Buffer.from('\x00\x01\x02\x03\x88\xe8abcdef0189 .\\"\'%', 'latin1'));
const bytes = fc.array(fc.oneof(likely, fc.nat(255)), { maxLength: 60 }).map((numbers) => Uint8Array.from(numbers));

for (const { name } of spellings) {
  test(`${name}: printed bytes are read back unchanged, or refused`, () => {
    let read = 0;
    fc.assert(
      fc.property(bytes, (some) => {
        const text = printBytes(some, name);
        const reading = readBytes(text);
        if (reading.ok) {
          read++;
          assert.equal(hex(reading.bytes), hex(some), text);
        }
        const insisted = readBytes(text, name);
        if (insisted.ok) assert.equal(hex(insisted.bytes), hex(some), text);
        else assert.ok(some.length === 0 || name === 'words', `${name}: ${text}`); // half a word
      }),
      { numRuns: extent(400, 60) },
    );
    assert.ok(read > extent(100, 15), `only ${read} were read`);
  });

  test(`${name}: printed bytes in a line of a log are read back unchanged, or refused`, () => {
    fc.assert(
      fc.property(bytes, (some) => {
        for (const line of [
          '2026-11-26 10:20:30 DEBUG ws: recv BYTES',
          'payload: BYTES',
          '[7] close frame: BYTES (ok)',
        ]) {
          const text = line.replace('BYTES', () => printBytes(some, name));
          const reading = readBytes(text);
          if (reading.ok) assert.equal(hex(reading.bytes), hex(some), text);
        }
      }),
      { numRuns: extent(200, 30) },
    );
  });
}

test('any text is read, or refused with the place that is wrong', () => {
  const unit = fc.constantFrom(
    ...'0189abfxu\\"\'`[]{}()<>,:;=.%|-+*/_ \n\t\r\u00e8✓😀'.split(''),
    '\\x',
    '0x',
    '<<',
    '00000000  ',
    'data:;base64,',
    "b'",
    '...',
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit, maxLength: 60 })), (text) => {
      for (const spelling of [undefined, ...spellings.map(({ name }) => name)]) {
        const reading = readBytes(text, spelling);
        if (reading.ok) assert.equal(reading.starts.length, reading.bytes.length);
        else assert.ok(reading.start <= reading.end && reading.end <= text.length, text);
      }
    }),
    { numRuns: extent(2000, 300) },
  );
});

test('the time to read a text does not grow with the square of its length', () => {
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
    '\0',
    '😀',
    '0000 ',
    '[1]',
    '<88 ',
    '<<1,',
    '%88',
    '88:',
    'a b ',
    '`',
    '0000: 88\n',
    '*\n',
    '"\\x1"',
    '...',
    '88…',
    '"a":"88",',
    '(1,',
    '88  ',
    '#{',
    '//[',
    '{/*',
  ];
  const time = (text: string): number => {
    const start = performance.now();
    readBytes(text);
    return performance.now() - start;
  };
  const frames = [(text: string) => text].concat(
    extent(1, 0) === 0
      ? []
      : [(text) => `[${text}]`, (text) => `b'${text}'`, (text) => `0000  ${text}`, (text) => `${text}!`],
  );
  for (const piece of pieces) {
    for (const frame of frames) {
      const [short, long] = [2 ** 10, 2 ** 16].map((size) => frame(piece.repeat(size / piece.length))) as [
        string,
        string,
      ];
      readBytes(short); // so that it is compiled
      // In linear time, a text that is 64 times as long takes 64 times as long, or up to ten times that if the garbage
      // collector or another process interferes, which does not last for all rounds. In quadratic time it takes 4,096
      // times as long.
      let ratio = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 16 && ratio > 640; round++) ratio = Math.min(ratio, time(long) / time(short));
      assert.ok(ratio <= 640, `${JSON.stringify(piece)} takes ${ratio.toFixed(0)} times as long`);
    }
  }
});

test.run();
