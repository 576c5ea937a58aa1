import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { type Utf8Writer, utf8WriterFor, type WriterHost } from '../../src/codec/utf8-write.js';
import { hex, scalars, utf8 } from '../support/bytes.js';
import { extent } from '../support/extent.js';
import { foreign } from '../support/hostile.js';

const test = suite('codec/utf8-write');

/** The writer for a runtime without native methods. */
function writerFor(host: object): Utf8Writer {
  return utf8WriterFor(host as WriterHost);
}

/** The V8 of Node 20 and that of Node 24, by the feature that distinguishes them. */
const old = { RegExp: {} };
const recent = { RegExp: { escape() {} } };

const writers: [name: string, write: Utf8Writer][] = [
  ['portable', writerFor(old)],
  ['Buffer of Node 20', writerFor({ Buffer, ...old })],
  ['Buffer of Node 24', writerFor({ Buffer, ...recent })],
];

/** More than V8 keeps on its heap, and more than any reason takes. */
const ROOMY = 200;

/** What a writer writes with `room` bytes in an array of `size`. The bytes before and after must stay unchanged. */
function attempt(write: Utf8Writer, text: string, room: number, size: number, isMeasured = false) {
  const target = new Uint8Array(size).fill(0xaa);
  const length = write(target, 1, room, text, isMeasured);
  const written = hex(target.subarray(1, 1 + length));
  target.fill(0xaa, 1, 1 + length);
  assert.ok(target.every((byte) => byte === 0xaa));
  return { length, written };
}

/** The bytes of the text. They must be the same if they just fit, whether or not the text was measured before. */
function encode(write: Utf8Writer, text: string): string {
  const { length, written } = attempt(write, text, ROOMY - 1, ROOMY);
  assert.deepEqual(attempt(write, text, length, length + 1), { length, written });
  assert.deepEqual(attempt(write, text, length, ROOMY), { length, written });
  assert.deepEqual(attempt(write, text, length, length + 1, true), { length, written });
  assert.deepEqual(attempt(write, text, length, ROOMY, true), { length, written });
  return written;
}

/** A large array after an attempt to write the text to it. */
function roomy(write: Utf8Writer, text: string): Uint8Array {
  const target = new Uint8Array(ROOMY).fill(0xaa);
  write(target, 0, ROOMY, text, false);
  return target;
}

/** Which methods of `Buffer` a writer for the host calls for a text. */
function callsFor(host: { Buffer?: { prototype?: object; byteLength?: object }; RegExp: object }, text: string) {
  const calls: string[] = [];
  const counted = (methods: object | undefined) =>
    Object.fromEntries(
      Object.entries(methods ?? {}).map(([name, method]) => [
        name,
        function (this: unknown, ...args: unknown[]) {
          calls.push(name);
          return method.apply(this, args);
        },
      ]),
    );
  const { Buffer: native, RegExp: RegularExpression } = host;
  const { prototype, ...statics } = native ?? {};
  const write = writerFor({
    Buffer: native && { ...counted(statics), prototype: prototype && counted(prototype) },
    RegExp: RegularExpression,
  });
  calls.length = 0;
  const target = new Uint8Array(ROOMY);
  assert.equal(write(target, 0, ROOMY, text, false), utf8(text).length);
  assert.equal(hex(target.subarray(0, utf8(text).length)), hex(utf8(text)));
  return calls;
}

const { byteLength } = Buffer;
const { utf8Write, latin1Write } = Buffer.prototype as unknown as Record<string, () => number>;
const prototype = { utf8Write: utf8Write!, latin1Write: latin1Write! };
const ascii = 'a'.repeat(25);

test('each runtime writes in the way that is fastest there', () => {
  const host = { Buffer: { byteLength, prototype } };
  for (const [text, byOld, byRecent] of [
    ['a'.repeat(12), [], []],
    ['a'.repeat(13), [], ['byteLength', 'utf8Write']],
    ['a'.repeat(24), [], ['byteLength', 'utf8Write']],
    [ascii, ['byteLength', 'latin1Write'], ['byteLength', 'utf8Write']],
    [`${ascii}é`, ['byteLength', 'utf8Write'], ['byteLength', 'utf8Write']],
    ['界'.repeat(25), ['utf8Write'], ['byteLength', 'utf8Write']],
    ['界'.repeat(41), ['utf8Write'], ['byteLength', 'utf8Write']],
    ['é'.repeat(42), [], ['byteLength', 'utf8Write']],
  ] as const) {
    assert.deepEqual(callsFor({ ...host, ...old }, text), byOld, text);
    assert.deepEqual(callsFor({ ...host, ...recent }, text), byRecent, text);
  }
});

test('methods that are missing, or differ from those of Node, are not used', () => {
  for (const v8 of [old, recent]) {
    assert.ok(callsFor({ Buffer: { byteLength, prototype }, ...v8 }, ascii).length > 0);
    for (const host of [
      {},
      { Buffer: {} },
      { Buffer: { byteLength } },
      { Buffer: { byteLength, prototype: {} } },
      { Buffer: { prototype } },
      { Buffer: { byteLength: (text: string) => text.length, prototype } },
      { Buffer: { byteLength, prototype: { ...prototype, utf8Write: () => 0 } } },
    ]) {
      assert.deepEqual(callsFor({ ...host, ...v8 }, ascii), []);
    }
  }
  const without = { Buffer: { byteLength, prototype: { ...prototype, latin1Write: () => 0 } } };
  assert.deepEqual(callsFor({ ...without, ...old }, ascii), []);
  assert.ok(callsFor({ ...without, ...recent }, ascii).length > 0, 'which does not need it');
});

test('native methods that read byteLength, as from Node 22 on, get no array with its own getter for it', () => {
  const targets: number[] = [];
  /** A Buffer whose methods both read byteLength. */
  const asking = (bufferPrototype: object) => {
    const ask = (method: () => number) =>
      function (this: Uint8Array, ...args: []) {
        targets.push(this.byteLength);
        return method.apply(this, args);
      };
    return Object.assign(bufferPrototype, { utf8Write: ask(utf8Write!), latin1Write: ask(latin1Write!) });
  };
  const bufferPrototype = asking(Object.create(Uint8Array.prototype));
  class Asked extends Uint8Array {
    override get byteLength(): number {
      throw new Error('byteLength was read');
    }
  }
  const withOwn = Object.defineProperty(new Uint8Array(ROOMY), 'byteLength', { get: () => assert.fail() });
  for (const v8 of [old, recent]) {
    const write = writerFor({ Buffer: { byteLength, prototype: bufferPrototype }, ...v8 });
    for (const [target, isAsked] of [
      [new Uint8Array(ROOMY), true],
      [Object.setPrototypeOf(new Uint8Array(ROOMY), bufferPrototype) as Uint8Array, true],
      [new Asked(ROOMY), false],
      [withOwn, false],
      [foreign(new Uint8Array(ROOMY)), false],
    ] as const) {
      targets.length = 0;
      assert.equal(write(target, 1, ROOMY - 1, ascii, false), ascii.length);
      assert.deepEqual(targets, isAsked ? [ROOMY] : []);
      assert.equal(String.fromCharCode(...Array.from({ length: ascii.length }, (_, at) => target[1 + at]!)), ascii);
    }
  }
});

test('native methods that do not read byteLength, as up to Node 20, write to arrays of any class', () => {
  class Derived extends Uint8Array {}
  let calls = 0;
  function put(this: Uint8Array, text: string, offset: number) {
    calls++;
    for (const [index, byte] of utf8(text).entries()) this[offset + index] = byte;
  }
  const write = writerFor({ Buffer: { byteLength, prototype: { utf8Write: put, latin1Write: put } }, ...old });
  for (const target of [new Uint8Array(ROOMY), new Derived(ROOMY)]) {
    calls = 0;
    assert.equal(write(target, 1, ROOMY - 1, ascii, false), ascii.length);
    assert.equal(calls, 1);
    assert.equal(hex(target.subarray(1, 1 + ascii.length)), hex(utf8(ascii)));
  }
});

test('a target with less room than promised throws, as if the stack overflows, and the next call works', () => {
  for (const [, write] of writers) {
    const target = new Uint8Array(8);
    assert.throws(() => write(target, 0, 30, 'üüüüü', false), RangeError);
    assert.ok(target.every((byte) => byte === 0));
    assert.equal(attempt(write, 'ü', 30, ROOMY).written, 'c3bc');
  }
});

for (const [name, write] of writers) {
  test(`${name}: every scalar value encodes as with TextEncoder, in short texts and long ones`, () => {
    for (const scalar of scalars(extent(1, 61))) {
      const text = String.fromCodePoint(scalar);
      if (attempt(write, text, 4, 6).written !== hex(utf8(text))) assert.fail(scalar.toString(16));
    }
    for (let scalar = 0; scalar <= 0x10ffff; scalar += 997) {
      const text = `${'a'.repeat(30)}${String.fromCodePoint(scalar)}`;
      if (encode(write, text) !== hex(utf8(text))) assert.fail(scalar.toString(16));
    }
  });

  test(`${name}: both sides of each limit, and what follows, encode as with TextEncoder`, () => {
    for (const scalar of [0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff]) {
      for (const head of ['', 'a'.repeat(30)]) {
        const text = `${head}${String.fromCodePoint(scalar)}é!`;
        assert.equal(encode(write, text), hex(utf8(text)), scalar.toString(16));
      }
    }
  });

  test(`${name}: any string, even with lone surrogates, encodes as with TextEncoder`, () => {
    const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7fe, max: 0xe001 }), fc.nat(0x7f));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 123 }), (units) => {
        const text = String.fromCharCode(...units);
        const expected = utf8(text);
        const { length } = attempt(write, text, -1, ROOMY); // measured
        assert.equal(length, expected.length);
        if (length <= 123) assert.equal(encode(write, text), hex(expected));
        else assert.equal(hex(roomy(write, text)), 'aa'.repeat(ROOMY));
      }),
      { numRuns: extent(3000, 500) },
    );
  });

  test(`${name}: ASCII of each length encodes as with TextEncoder`, () => {
    for (let length = 1; length <= 123; length++) {
      const text = 'x'.repeat(length);
      assert.equal(encode(write, text), hex(utf8(text)));
    }
  });

  test(`${name}: a text of more than 123 code units is not read`, () => {
    const target = new Uint8Array(ROOMY);
    for (const room of [-1, ROOMY]) {
      for (const length of [124, 125, 1_000_000]) assert.ok(write(target, 0, room, '界'.repeat(length), false) > 123);
    }
    assert.ok(target.every((byte) => byte === 0));
  });

  test(`${name}: a text of more than 123 bytes, or a byte more than there is room for, is measured but not written`, () => {
    for (const character of ['a', 'é', '界', '😀', '\ud800']) {
      const size = utf8(character).length;
      for (let count = 1; character.length * count <= 123; count++) {
        for (const text of [character.repeat(count), `a${character.repeat(count)}`.slice(0, 123)]) {
          const { length } = utf8(text);
          for (const room of [-1, 0, Math.min(length, 124) - 1]) {
            for (const target of [new Uint8Array(ROOMY), new Uint8Array(64)]) {
              assert.equal(write(target, 0, room, text, false), length, `${count} of ${size} bytes`);
              assert.ok(target.every((byte) => byte === 0));
            }
          }
        }
      }
    }
  });
}

test.run();
