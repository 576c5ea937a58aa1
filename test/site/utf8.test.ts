import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { sequencesOf } from '../../site/bytes/utf8.js';
import { bytes, utf8 } from '../support/bytes.js';

const test = suite('site/utf8');

const wellFormed: [title: string, bytes: Uint8Array, shown: string[]][] = [
  ['no bytes', bytes(''), []],
  ['ASCII, with a space and a line break', utf8('a b\n'), ['a', '␣', 'b', 'U+000A']],
  ['two, three and four bytes', utf8('é✓😀'), ['é', '✓', '😀']],
  ['U+FEFF at the start', utf8('\ufeffx'), ['U+FEFF', 'x']],
  ['U+FFFD itself', utf8('\ufffd'), ['\ufffd']],
  ['invisible characters', utf8('\u200b\u202e'), ['U+200B', 'U+202E']],
  ['a combining mark', utf8('e\u0301'), ['e', '◌\u0301']],
];

for (const [title, input, shown] of wellFormed) {
  test(`shows ${title}`, () => {
    const sequences = sequencesOf(input);
    assert.deepEqual(
      sequences.map((sequence) => sequence.shown),
      shown,
    );
    assert.ok(sequences.every(({ fault }) => fault === undefined));
  });
}

const illFormed: [hex: string, faults: string[]][] = [
  ['80 61', ['`80` is a stray continuation byte', '']],
  ['61 e2 9c', ['', '`e2 9c` begins a character of three bytes, but the reason ends there']],
  ['e2 9c 28', ['`e2 9c` begins a character of three bytes, but `28` does not continue it', '']],
  ['c3 28', ['`c3` begins a character of two bytes, but `28` does not continue it', '']],
  ['f0 9f 98', ['`f0 9f 98` begins a character of four bytes, but the reason ends there']],
  ['c0 80', ['`c0` would begin an overlong encoding', '`80` is a stray continuation byte']],
  ['e0 9f 61', ['`e0 9f` would be an overlong encoding', '`9f` is a stray continuation byte', '']],
  ['f0 8f', ['`f0 8f` would be an overlong encoding', '`8f` is a stray continuation byte']],
  ['ed a0 61', ['`ed a0` would be a surrogate', '`a0` is a stray continuation byte', '']],
  ['f4 90', ['`f4 90` would be over U+10FFFF', '`90` is a stray continuation byte']],
  ['f5 ff', ['`f5` cannot begin a character', '`ff` cannot begin a character']],
];

for (const [hex, faults] of illFormed) {
  test(`${hex} is explained`, () => {
    const sequences = sequencesOf(bytes(hex));
    assert.deepEqual(
      sequences.map(({ fault }) => fault ?? ''),
      faults,
    );
    for (const { fault, shown } of sequences) assert.equal(shown === '\ufffd', fault !== undefined);
  });
}

test('there are as many U+FFFD as from a TextDecoder, and each byte is in one sequence', () => {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const byte = fc.oneof(
    fc.constantFrom(0x20, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xe2, 0xed, 0xef),
    fc.constantFrom(0xf0, 0xf3, 0xf4, 0xf5, 0xff),
    fc.integer({ min: 0, max: 255 }),
  );
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 12 }), (array) => {
      const input = Uint8Array.from(array);
      const sequences = sequencesOf(input);
      const decoded = sequences.map(({ start, end, fault }) =>
        fault === undefined ? decoder.decode(input.subarray(start, end)) : '\ufffd',
      );
      assert.equal(decoded.join(''), decoder.decode(input));
      assert.deepEqual(
        sequences.map(({ start }) => start),
        [0, ...sequences.map(({ end }) => end)].slice(0, sequences.length),
      );
      assert.equal(sequences.at(-1)?.end ?? 0, input.length);
    }),
  );
});

test.run();
