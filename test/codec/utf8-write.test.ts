import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { portableWriter, type Utf8Writer, utf8WriterFor, type WriterHost } from '../../src/codec/utf8-write.js';
import { hex, scalars, utf8 } from '../support/bytes.js';

const test = suite('codec/utf8-write');

/** The writer for a runtime that has nothing else. */
function writerFor(host: object): Utf8Writer {
  return utf8WriterFor(host as WriterHost);
}

/** The V8 of Node 20, and that of Node 24, by what tells them apart. */
const old = { RegExp: {} };
const young = { RegExp: { escape() {} } };

const writers: [name: string, writer: Utf8Writer][] = [
  ['portable', portableWriter],
  ['Buffer of Node 20', writerFor({ Buffer, ...old })],
  ['Buffer of Node 24', writerFor({ Buffer, ...young })],
];

/** The text's bytes, behind one byte and before another that must stay as they are. */
function encode(writer: Utf8Writer, text: string): string {
  const length = writer.length(text);
  const target = new Uint8Array(length + 2).fill(0xaa);
  writer.write(target, 1, text, length);
  const written = hex(target);
  assert.ok(written.startsWith('aa') && written.endsWith('aa'));
  return written.slice(2, -2);
}

test('each runtime gets a writer of its own, and methods that are not like those of Node are not used', () => {
  const { byteLength } = Buffer;
  const { utf8Write, latin1Write } = Buffer.prototype as unknown as Record<string, () => number>;
  const prototype = { utf8Write: utf8Write!, latin1Write: latin1Write! };
  for (const v8 of [old, young]) {
    assert.notEqual(writerFor({ Buffer: { byteLength, prototype }, ...v8 }), portableWriter);
    for (const host of [
      {},
      { Buffer: {} },
      { Buffer: { byteLength } },
      { Buffer: { prototype } },
      { Buffer: { byteLength: (text: string) => text.length, prototype } },
      { Buffer: { byteLength, prototype: { ...prototype, utf8Write: () => 0 } } },
    ]) {
      assert.equal(writerFor({ ...host, ...v8 }), portableWriter);
    }
  }
  const without = { Buffer: { byteLength, prototype: { ...prototype, latin1Write: () => 0 } } };
  assert.equal(writerFor({ ...without, ...old }), portableWriter);
  assert.notEqual(writerFor({ ...without, ...young }), portableWriter, 'which does not need it');
});

for (const [name, writer] of writers) {
  test(`${name}: every scalar value encodes as TextEncoder says, in short texts and in long ones`, () => {
    for (const scalar of scalars()) {
      const text = String.fromCodePoint(scalar);
      if (encode(writer, text) !== hex(utf8(text))) assert.fail(scalar.toString(16));
    }
    for (let scalar = 0; scalar <= 0x10ffff; scalar += 97) {
      const text = `${'a'.repeat(30)}${String.fromCodePoint(scalar)}`;
      if (encode(writer, text) !== hex(utf8(text))) assert.fail(scalar.toString(16));
    }
  });

  test(`${name}: on both sides of each border, and what follows, encodes as TextEncoder says`, () => {
    for (const scalar of [0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff]) {
      for (const head of ['', 'a'.repeat(30)]) {
        const text = `${head}${String.fromCodePoint(scalar)}é!`;
        assert.equal(encode(writer, text), hex(utf8(text)), scalar.toString(16));
        assert.equal(writer.length(text), utf8(text).length, scalar.toString(16));
      }
    }
  });

  test(`${name}: any string, lone surrogates too, encodes as TextEncoder says`, () => {
    const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7fe, max: 0xe001 }), fc.nat(0x7f));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 123 }), (units) => {
        const text = String.fromCharCode(...units);
        assert.equal(encode(writer, text), hex(utf8(text)));
        assert.equal(writer.length(text), utf8(text).length);
      }),
      { numRuns: 3000 },
    );
  });

  test(`${name}: ASCII of each length`, () => {
    for (let length = 0; length <= 123; length++) {
      const text = 'x'.repeat(length);
      assert.equal(encode(writer, text), hex(utf8(text)));
    }
  });
}

test.run();
