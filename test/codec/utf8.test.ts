import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { suite } from 'uvu';
import { decodePortably, type Utf8Decoder } from '../../src/codec/utf8.js';
import { utf8DecoderFor } from '../../src/codec/utf8-host.js';
import { bytes, hex, scalars, utf8 } from '../support/bytes.js';
import { foreign, shared } from '../support/hostile.js';

const test = suite('codec/utf8');

const decoders: [name: string, decode: Utf8Decoder][] = [
  ['portable', decodePortably],
  ['TextDecoder', utf8DecoderFor({ TextDecoder })],
  ['Buffer', utf8DecoderFor(globalThis as object)],
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

type Slice = (this: Uint8Array, start: number, end: number) => string;

const { utf8Slice, latin1Slice, ucs2Slice } = Buffer.prototype as unknown as Record<string, Slice>;
const slices = { utf8Slice: utf8Slice!, latin1Slice: latin1Slice!, ucs2Slice: ucs2Slice! };

/** A runtime whose Buffer has these methods. */
function hostWith(prototype: Partial<typeof slices>): Parameters<typeof utf8DecoderFor>[0] {
  return { Buffer: { prototype } };
}

test('each runtime gets a decoder of its own', () => {
  assert.equal(new Set(decoders.map(([, decode]) => decode)).size, 3);
  assert.notEqual(utf8DecoderFor(hostWith(slices)), decodePortably);
  assert.equal(utf8DecoderFor({}), decodePortably);
  assert.equal(utf8DecoderFor({ Buffer: {} }), decodePortably);
  assert.equal(utf8DecoderFor(hostWith({})), decodePortably);
  for (const name of Object.keys(slices)) {
    assert.equal(utf8DecoderFor(hostWith({ ...slices, [name]: undefined })), decodePortably, `without ${name}`);
  }
});

test('methods that are not like those of Node are not used', () => {
  const encodingOf = (label: string, options: TextDecoderOptions): Slice =>
    function (start, end) {
      return new TextDecoder(label, options).decode(this.subarray(start, end));
    };
  const unlike: [name: string, prototype: Partial<Record<keyof typeof slices, unknown>>][] = [
    ['no function', { utf8Slice: null }],
    ['strips a BOM', { utf8Slice: encodingOf('utf-8', { ignoreBOM: false }) }],
    ['throws for what is broken', { utf8Slice: encodingOf('utf-8', { ignoreBOM: true, fatal: true }) }],
    [
      'takes overlong forms',
      {
        utf8Slice(this: Uint8Array, start: number, end: number) {
          const text = utf8Slice!.call(this, start, end);
          return start === 5 ? text.replaceAll('\uFFFD', '/') : text;
        },
      },
    ],
    ['another latin1Slice', { latin1Slice: () => '?' }],
    ['another byte order', { ucs2Slice: encodingOf('utf-16be', { ignoreBOM: true }) }],
  ];
  for (const [name, prototype] of unlike) {
    assert.equal(utf8DecoderFor(hostWith({ ...slices, ...prototype } as typeof slices)), decodePortably, name);
  }
  class Stripping extends TextDecoder {
    constructor() {
      super('utf-8', { ignoreBOM: false });
    }
  }
  assert.equal(utf8DecoderFor({ TextDecoder: Stripping }), decodePortably);
});

test('shared memory reaches no method that looks twice: utf8Slice would crash where another thread changes it', () => {
  let calls = 0;
  const counted = (slice: Slice): Slice =>
    function (start, end) {
      calls++;
      return slice.call(this, start, end);
    };
  const decode = utf8DecoderFor(
    hostWith({ ...slices, utf8Slice: counted(slices.utf8Slice), latin1Slice: counted(slices.latin1Slice) }),
  );
  for (const text of ['soon', 'idle for far too long, so we part now. '.repeat(2)]) {
    const reason = utf8(text);
    calls = 0;
    assert.equal(decode(shared(reason), 0, reason.length), text);
    assert.equal(calls, 0);
    assert.equal(decode(foreign(reason), 0, reason.length), text);
    assert.equal(decode(reason, 0, reason.length), text);
    assert.equal(calls, 1, 'memory of its own does');
  }
});

test('memory that a reason passes through is wiped, also where the end of it is an exception', () => {
  const seen: Uint8Array[] = [];
  const decode = utf8DecoderFor(
    hostWith({
      ...slices,
      ucs2Slice(start, end) {
        seen.push(this);
        if (end === 8) throw new RangeError('Maximum call stack size exceeded');
        return ucs2Slice!.call(this, start, end);
      },
    }),
  );
  seen.length = 0;
  assert.equal(decode(utf8('界😀'), 0, 7), '界😀');
  assert.throws(() => decode(utf8('界界界界'), 0, 12), RangeError);
  assert.equal(decode(bytes('e7958cff'), 0, 4), 3);
  assert.equal(seen.length, 2);
  for (const memory of seen) assert.ok(memory.every((byte) => byte === 0));

  const { apply } = String.fromCharCode;
  const views: Uint16Array[] = [];
  String.fromCharCode.apply = function (this: typeof String.fromCharCode, self: unknown, units: unknown) {
    views.push(units as Uint16Array);
    return apply.call(this, self, units as number[]);
  } as typeof apply;
  try {
    assert.equal(decodePortably(utf8('界😀'), 0, 7), '界😀');
  } finally {
    String.fromCharCode.apply = apply;
  }
  assert.equal(views.length, 1);
  assert.ok(views[0]!.every((unit) => unit === 0));
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
