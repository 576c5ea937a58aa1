import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { suite } from 'uvu';
import { portableDecoder, type Utf8Decoder } from '../../src/codec/utf8.js';
import { type DecoderHost, utf8DecoderFor } from '../../src/codec/utf8-host.js';
import { illFormedAt } from '../../src/codec/utf8-validate.js';
import { bytes, hex, scalars, utf8 } from '../support/bytes.js';
import { extent } from '../support/extent.js';
import { foreign, resizable, shared } from '../support/hostile.js';
import { table37 } from '../support/table-3-7.js';

const test = suite('codec/utf8');

/** The decoder for a runtime without native methods. */
function decoderFor(host: object): Utf8Decoder {
  return utf8DecoderFor(host as DecoderHost);
}

const memory = new Uint8Array(256);

/** The validator in the shape of a decoder. It gets the bytes masked with this key. */
function validatorWith(key: number): Utf8Decoder {
  return (bytes, start, end) => {
    for (let index = 0; index < bytes.length; index++) {
      memory[index] = bytes[index]! ^ (key >>> (24 - 8 * ((index - start) & 3)));
    }
    const at = illFormedAt(memory, start, end, key);
    return at >= 0 ? at : strict.decode(bytes.slice(start, end));
  };
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

const decoders: [name: string, decode: Utf8Decoder][] = [
  ['portable', portableDecoder()],
  ['TextDecoder', decoderFor({ TextDecoder })],
  ['Buffer of Node 20', decoderFor({ Buffer: globalThis.Buffer, RegExp: {} })],
  ['Buffer of Node 24', decoderFor({ Buffer: globalThis.Buffer, RegExp: { escape() {} } })],
  ['the validator', validatorWith(0)],
  ['the validator, masked', validatorWith(0x37fa21bd)],
];

/** What a fatal TextDecoder returns. */
function decodeStrictly(input: Uint8Array): string | undefined {
  try {
    return strict.decode(input);
  } catch {
    return undefined;
  }
}

/**
 * Where the first ill-formed sequence is, by the first U+FFFD of a lenient TextDecoder (the bytes must contain none).
 */
function firstIllFormed(input: Uint8Array): number {
  const text = lenient.decode(input);
  return utf8(text.slice(0, text.indexOf('\uFFFD'))).length;
}

type Slice = (this: Uint8Array, start: number, end?: number) => string;

const { byteLength, prototype } = Buffer as unknown as {
  byteLength(text: string): number;
  prototype: Record<'utf8Slice' | 'latin1Slice' | 'ucs2Slice', Slice>;
};
const { utf8Slice, latin1Slice, ucs2Slice } = prototype;
const slices = { utf8Slice, latin1Slice, ucs2Slice };

/** A runtime whose Buffer has these methods, with the V8 of Node 20 or of Node 24. */
function hostWith(methods: object, isNew = false): object {
  return { Buffer: { byteLength, prototype: methods }, RegExp: isNew ? { escape() {} } : {} };
}

/** Which methods a decoder calls for a text. */
function callsFor(host: (methods: object) => object, input: Uint8Array): string[] {
  const calls: string[] = [];
  const counted = Object.fromEntries(
    Object.entries(slices).map(([name, slice]) => [
      name,
      function (this: Uint8Array, start: number, end?: number) {
        calls.push(name);
        return slice.call(this, start, end);
      },
    ]),
  );
  const decode = decoderFor(host(counted));
  calls.length = 0;
  assert.equal(decode(input, 0, input.length), strict.decode(Uint8Array.from(input)));
  return calls;
}

test('each runtime gets the decoder that fits its native methods', () => {
  const ascii = utf8('bye');
  const wide = utf8('再见');
  const late = utf8('bye: 再见');
  const old = (methods: object) => hostWith(methods);
  const recent = (methods: object) => hostWith(methods, true);
  assert.deepEqual(callsFor(old, ascii), ['latin1Slice']);
  assert.deepEqual(callsFor(recent, ascii), ['utf8Slice']);
  assert.deepEqual(callsFor(old, wide), ['ucs2Slice']);
  assert.deepEqual(callsFor(recent, wide), ['utf8Slice']);
  assert.deepEqual(callsFor(old, late), ['latin1Slice', 'ucs2Slice']);
  assert.deepEqual(callsFor(recent, late), ['utf8Slice']);
  assert.deepEqual(
    callsFor(() => ({}), ascii),
    [],
  );
  assert.deepEqual(
    callsFor(() => ({ Buffer: {} }), ascii),
    [],
  );
});

/** Does the decoder for this host use no native method? */
function isPortable(host: object): boolean {
  const { apply } = String.fromCharCode;
  let calls = 0;
  String.fromCharCode.apply = function (this: typeof String.fromCharCode, self: unknown, units: unknown) {
    calls++;
    return apply.call(this, self, units as number[]);
  } as typeof apply;
  try {
    const decode = decoderFor(host);
    calls = 0;
    assert.equal(decode(utf8('bye: 再见'), 0, 11), 'bye: 再见');
  } finally {
    String.fromCharCode.apply = apply;
  }
  return calls === 1;
}

test('methods that are missing, or differ from those of Node, are not used', () => {
  const encodingOf = (label: string, options: TextDecoderOptions): Slice =>
    function (start, end) {
      return new TextDecoder(label, options).decode(this.subarray(start, end));
    };
  const unlike: [name: string, host: object][] = [
    ['nothing', {}],
    ['an empty Buffer', { Buffer: {} }],
    ['no methods', hostWith({})],
    ['no latin1Slice', hostWith({ ...slices, latin1Slice: undefined })],
    ['no ucs2Slice', hostWith({ ...slices, ucs2Slice: undefined })],
    ['no byteLength', { Buffer: { prototype: slices }, RegExp: {} }],
    [
      'a byteLength of code units',
      { Buffer: { byteLength: (text: string) => text.length, prototype: slices }, RegExp: {} },
    ],
    ['another latin1Slice', hostWith({ ...slices, latin1Slice: () => '?' })],
    ['another byte order', hostWith({ ...slices, ucs2Slice: encodingOf('utf-16be', { ignoreBOM: true }) })],
    [
      'a TextDecoder that strips a BOM',
      {
        TextDecoder: class extends TextDecoder {
          constructor() {
            super('utf-8', { ignoreBOM: false });
          }
        },
      },
    ],
  ];
  for (const [name, host] of unlike) assert.ok(isPortable(host), name);
  const otherSlices: [name: string, utf8Slice: Slice | undefined][] = [
    ['none', undefined],
    ['one that strips a BOM', encodingOf('utf-8', { ignoreBOM: false })],
    ['one that throws for ill-formed bytes', encodingOf('utf-8', { fatal: true })],
  ];
  for (const [name, utf8Slice] of otherSlices) {
    const host = (methods: object) => hostWith({ ...methods, utf8Slice }, true);
    assert.deepEqual(callsFor(host, utf8('bye')), ['latin1Slice'], name);
  }
  assert.ok(!isPortable(hostWith(slices)));
  assert.ok(!isPortable(hostWith(slices, true)));
  assert.ok(!isPortable({ TextDecoder }));
});

test('shared memory reaches no method that reads it twice: utf8Slice would crash if another thread changed it', () => {
  const input = utf8('再见, bye');
  const recent = (methods: object) => hostWith(methods, true);
  assert.deepEqual(callsFor(recent, input), ['utf8Slice']);
  assert.deepEqual(callsFor(recent, shared(input)), ['ucs2Slice']);
  const alien = foreign(input); // though not in Bun, in some calls
  assert.deepEqual(callsFor(recent, alien), [alien.buffer instanceof ArrayBuffer ? 'utf8Slice' : 'ucs2Slice']);
  // latin1Slice reads once, and its result is checked.
  let change = false;
  const memory = shared(utf8('soon'));
  const decode = decoderFor(
    hostWith({
      ...slices,
      latin1Slice(this: Uint8Array, start: number, end?: number) {
        if (change) memory[1] = 0xff;
        return latin1Slice.call(this, start, end);
      },
    }),
  );
  assert.equal(decode(memory, 0, 4), 'soon');
  change = true;
  assert.equal(decode(memory, 0, 4), 1);
});

test('a TextDecoder gets no memory that browsers reject: shared or resizable', () => {
  let calls = 0;
  class Refusing extends TextDecoder {
    override decode(input: Uint8Array): string {
      calls++;
      const { buffer } = input as { buffer: ArrayBufferLike & { resizable?: boolean } };
      if (!(buffer instanceof ArrayBuffer) || buffer.resizable) throw new TypeError('refused');
      return super.decode(input);
    }
  }
  const input = utf8('再见, bye');
  const decode = decoderFor({ TextDecoder: Refusing });
  for (const [memory, expected] of [
    [input, 1],
    [shared(input), 0],
    [resizable(input).array, 0],
  ] as const) {
    calls = 0;
    assert.equal(decode(memory, 0, input.length), '再见, bye');
    assert.equal(calls, expected);
  }
});

test('memory that a reason passes through is wiped, also after an exception', () => {
  const seen: Uint8Array[] = [];
  const decode = decoderFor(
    hostWith({
      ...slices,
      ucs2Slice(this: Uint8Array, start: number, end: number) {
        seen.push(this);
        if (end === 8) throw new RangeError('Maximum call stack size exceeded');
        return ucs2Slice.call(this, start, end);
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
    assert.equal(portableDecoder()(utf8('界😀'), 0, 7), '界😀');
  } finally {
    String.fromCharCode.apply = apply;
  }
  assert.equal(views.length, 1);
  assert.ok(views[0]!.every((unit) => unit === 0));
});

for (const [name, decode] of decoders) {
  test(`${name}: every sequence of 1, 2 and 3 bytes is valid if and only if buffer.isUtf8 says so`, () => {
    for (const length of [1, 2, 3]) {
      const input = new Uint8Array(length);
      const step = length < 3 ? 1 : extent(1, 251);
      for (let sequence = 0; sequence < 256 ** length; sequence += step) {
        for (let index = 0; index < length; index++) input[index] = sequence >> (8 * index);
        if ((typeof decode(input, 0, length) === 'string') !== isUtf8(input)) assert.fail(hex(input));
      }
    }
  });

  test(`${name}: every scalar value, 1 to 4 bytes, decodes as with a TextDecoder`, () => {
    for (const scalar of scalars(extent(1, 61))) {
      const input = utf8(String.fromCodePoint(scalar));
      if (decode(input, 0, input.length) !== strict.decode(input)) assert.fail(hex(input));
    }
  });

  test(`${name}: each row of table 3-7, at each limit and cut off, decodes as with a fatal TextDecoder`, () => {
    let taken = 0;
    let refused = 0;
    for (const row of table37) {
      let sequences: number[][] = [[]];
      for (const [first, last] of row) {
        const candidates = [first - 1, first, last, last + 1].filter((byte) => byte >= 0 && byte <= 255);
        sequences = sequences.flatMap((head) => candidates.map((byte) => [...head, byte]));
      }
      for (const sequence of sequences) {
        for (let length = 1; length <= sequence.length; length++) {
          const cut = Uint8Array.from(sequence.slice(0, length));
          // On its own, and at the start, in the middle and at the end of a reason.
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

  test(`${name}: reads only from start to end`, () => {
    const input = bytes('ff e4bda0 e5a5bd ff');
    assert.equal(decode(input, 1, 7), '你好');
    assert.equal(decode(input, 1, 6), 4, 'a sequence that goes on past the end is cut off');
    assert.equal(decode(input, 1, 8), 7);
    for (const text of ['é', '你', '😀']) {
      const whole = utf8(text);
      for (let end = 1; end < whole.length; end++) assert.equal(decode(whole, 0, end), 0, `${end} bytes of ${text}`);
    }
    assert.equal(decode(input, 2, 2), '');
  });

  test(`${name}: U+FFFD and U+FEFF in the reason are kept`, () => {
    const text = '\uFEFFbad: \uFFFD\uFEFF';
    const input = utf8(text);
    assert.equal(decode(input, 0, input.length), text);
  });

  test(`${name}: any bytes decode as with a TextDecoder, or give the offset of the first ill-formed sequence`, () => {
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

  test(`${name}: a long reason with a changed byte at any place decodes as with a fatal TextDecoder`, () => {
    const texts = ['a'.repeat(123), 'é'.repeat(61), '界'.repeat(41), '😀'.repeat(30), 'a界界界界é😀😀ab'.repeat(4)];
    for (const text of texts.flatMap((text) => [text, `.${text.slice(0, -2)}`, `né${text.slice(0, -2)}`])) {
      const input = utf8(text);
      for (let at = 0; at < input.length; at++) {
        const original = input[at]!;
        for (const byte of [0x00, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc3, 0xe0, 0xe1, 0xec, 0xed, 0xf0, 0xf1, 0xff]) {
          input[at] = byte;
          const expected = decodeStrictly(input) ?? firstIllFormed(input);
          assert.equal(decode(input, 0, input.length), expected, `${byte} at ${at} of ${text}`);
        }
        input[at] = original;
      }
    }
  });

  test(`${name}: the longest reasons of 1, 2, 3 and 4 byte characters are decoded`, () => {
    for (const text of ['a'.repeat(123), 'é'.repeat(61), '界'.repeat(41), '😀'.repeat(30)]) {
      const input = utf8(text);
      assert.equal(decode(input, 0, input.length), text);
    }
  });
}

test.run();
