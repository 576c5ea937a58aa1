import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { suite } from 'uvu';
import { decodePortably, type Utf8Decoder, utf8DecoderFor } from '../../src/codec/utf8.js';
import { bytes, hex, scalars, utf8 } from '../support/bytes.js';
import { foreign, shared } from '../support/hostile.js';

const test = suite('codec/utf8');

const native = utf8DecoderFor(globalThis as object);
const decoders: [name: string, decode: Utf8Decoder][] = [
  ['portable', decodePortably],
  ['native', native],
];

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** What a fatal TextDecoder makes of the bytes. */
function decodeStrictly(input: Uint8Array): string | undefined {
  try {
    return strict.decode(input);
  } catch {
    return undefined;
  }
}

/** Where the bytes are ill-formed first, as the first U+FFFD of a lenient TextDecoder tells (none may be genuine). */
function firstIllFormed(input: Uint8Array): number {
  const text = lenient.decode(input);
  return utf8(text.slice(0, text.indexOf('\uFFFD'))).length;
}

type Utf8Slice = (this: Uint8Array, start: number, end: number) => string;

/** A runtime whose Buffer has this utf8Slice. */
function hostWith(utf8Slice: Utf8Slice): Parameters<typeof utf8DecoderFor>[0] {
  return { Buffer: { prototype: { utf8Slice } } };
}

const ofNode: Utf8Slice = function (start, end) {
  return Buffer.from(this).toString('utf8', start, end);
};

test('the two paths are two, and each runtime gets its own', () => {
  assert.notEqual(native, decodePortably);
  assert.notEqual(utf8DecoderFor(hostWith(ofNode)), decodePortably);
  assert.equal(utf8DecoderFor({}), decodePortably);
  assert.equal(utf8DecoderFor({ Buffer: {} }), decodePortably);
  assert.equal(utf8DecoderFor({ Buffer: { prototype: {} } }), decodePortably);
});

test('a utf8Slice that is not like that of Node is not used', () => {
  const unlike: Record<string, unknown> = {
    'no function': null,
    'strips a BOM': function (this: Uint8Array, start: number, end: number) {
      return new TextDecoder().decode(this.subarray(start, end));
    },
    'throws for what is broken': function (this: Uint8Array, start: number, end: number) {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.subarray(start, end));
    },
    'takes overlong forms': function (this: Uint8Array, start: number, end: number) {
      const text = ofNode.call(this, start, end);
      return start === 5 ? text.replaceAll('\uFFFD', '/') : text;
    },
  };
  for (const [name, utf8Slice] of Object.entries(unlike)) {
    assert.equal(utf8DecoderFor(hostWith(utf8Slice as Utf8Slice)), decodePortably, name);
  }
});

test('shared memory never reaches utf8Slice, which crashes where another thread changes it meanwhile', () => {
  let calls = 0;
  const decode = utf8DecoderFor(
    hostWith(function (start, end) {
      calls++;
      return ofNode.call(this, start, end);
    }),
  );
  calls = 0;
  const reason = utf8('früh');
  assert.equal(decode(shared(reason), 0, reason.length), 'früh');
  assert.equal(calls, 0);
  assert.equal(decode(foreign(reason), 0, reason.length), 'früh');
  assert.equal(decode(reason, 0, reason.length), 'früh');
  assert.equal(calls, 1);
});

// The Unicode Standard, table 3-7: the first and the last byte of each range, row by row.
// biome-ignore format: a row a row.
const rows: (readonly [first: number, last: number])[][] = [
  [[0x00, 0x7f]],
  [[0xc2, 0xdf], [0x80, 0xbf]],
  [[0xe0, 0xe0], [0xa0, 0xbf], [0x80, 0xbf]],
  [[0xe1, 0xec], [0x80, 0xbf], [0x80, 0xbf]],
  [[0xed, 0xed], [0x80, 0x9f], [0x80, 0xbf]],
  [[0xee, 0xef], [0x80, 0xbf], [0x80, 0xbf]],
  [[0xf0, 0xf0], [0x90, 0xbf], [0x80, 0xbf], [0x80, 0xbf]],
  [[0xf1, 0xf3], [0x80, 0xbf], [0x80, 0xbf], [0x80, 0xbf]],
  [[0xf4, 0xf4], [0x80, 0x8f], [0x80, 0xbf], [0x80, 0xbf]],
];

for (const [name, decode] of decoders) {
  test(`${name}: every sequence of 1, 2 and 3 bytes is taken exactly where buffer.isUtf8 takes it`, () => {
    for (const length of [1, 2, 3]) {
      const input = new Uint8Array(length);
      for (let sequence = 0; sequence < 256 ** length; sequence++) {
        for (let index = 0; index < length; index++) input[index] = sequence >> (8 * index);
        if ((typeof decode(input, 0, length) === 'string') !== isUtf8(input)) assert.fail(hex(input));
      }
    }
  });

  test(`${name}: every scalar value, 1 to 4 bytes, decodes as a TextDecoder says`, () => {
    for (const scalar of scalars()) {
      const input = utf8(String.fromCodePoint(scalar));
      if (decode(input, 0, input.length) !== strict.decode(input)) assert.fail(hex(input));
    }
  });

  test(`${name}: each row of table 3-7, on both sides of each border and cut off, as a fatal TextDecoder says`, () => {
    let taken = 0;
    let refused = 0;
    for (const row of rows) {
      let sequences: number[][] = [[]];
      for (const [first, last] of row) {
        const candidates = [first - 1, first, last, last + 1].filter((byte) => byte >= 0 && byte <= 255);
        sequences = sequences.flatMap((head) => candidates.map((byte) => [...head, byte]));
      }
      for (const sequence of sequences) {
        for (let length = 1; length <= sequence.length; length++) {
          const cut = Uint8Array.from(sequence.slice(0, length));
          // Alone, at the start, in the middle and at the end of a reason.
          for (const input of [cut, [...cut, 0x2e], [0x61, ...cut, 0x2e], [0x61, ...cut]].map((x) =>
            Uint8Array.from(x),
          )) {
            const expected = decodeStrictly(input);
            const actual = decode(input, 0, input.length);
            assert.equal(actual, expected ?? firstIllFormed(input), hex(input));
            if (expected === undefined) refused++;
            else taken++;
          }
        }
      }
    }
    assert.ok(taken > 0 && refused > 0, `${taken} taken, ${refused} refused`);
  });

  test(`${name}: reads between start and end alone`, () => {
    const input = bytes('ff e4bda0 e5a5bd ff');
    assert.equal(decode(input, 1, 7), '你好');
    assert.equal(decode(input, 1, 6), 4, 'a sequence that goes on past the end is cut off');
    assert.equal(decode(input, 1, 8), 7);
    assert.equal(decode(input, 2, 2), '');
  });

  test(`${name}: a U+FFFD and a U+FEFF of the reason's own are kept`, () => {
    const text = '\uFEFFbad: \uFFFD\uFEFF';
    const input = utf8(text);
    assert.equal(decode(input, 0, input.length), text);
  });

  test(`${name}: any bytes as TextDecoder, with the offset of the first ill-formed sequence`, () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ unit: 'binary', maxLength: 8 }).map((text) => utf8(text.replaceAll('\uFFFD', ''))),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const input = Uint8Array.from(parts.flatMap((part) => [...part])).subarray(0, 123);
        fc.pre(!lenient.decode(input).includes('\uFFFD') || decodeStrictly(input) === undefined);
        assert.equal(decode(input, 0, input.length), decodeStrictly(input) ?? firstIllFormed(input));
      }),
      { numRuns: 3000 },
    );
  });

  test(`${name}: the longest reasons of 1, 2, 3 and 4 byte characters`, () => {
    for (const text of ['a'.repeat(123), 'é'.repeat(61), '界'.repeat(41), '😀'.repeat(30)]) {
      const input = utf8(text);
      assert.equal(decode(input, 0, input.length), text);
    }
  });
}

test.run();
