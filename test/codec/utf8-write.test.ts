import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { utf8Length, writeUtf8 } from '../../src/codec/utf8-write.js';
import { hex, scalars, utf8 } from '../support/bytes.js';

const test = suite('codec/utf8-write');

function encode(text: string): Uint8Array {
  const target = new Uint8Array(utf8Length(text, 0xffff));
  writeUtf8(target, 0, text);
  return target;
}

test('every scalar value encodes as TextEncoder says', () => {
  for (const scalar of scalars()) {
    const text = String.fromCodePoint(scalar);
    if (hex(encode(text)) !== hex(utf8(text))) assert.fail(scalar.toString(16));
  }
});

test('any string, lone surrogates too, encodes as TextEncoder says', () => {
  const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7fe, max: 0xe001 }));
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 130 }), (units) => {
      const text = String.fromCharCode(...units);
      assert.equal(hex(encode(text)), hex(utf8(text)));
    }),
    { numRuns: 3000 },
  );
});

test('utf8Length is exact up to the limit, and over it from there on', () => {
  for (const char of ['a', 'é', '界', '😀', '\ud800']) {
    const size = utf8(char).length;
    for (let count = 0; count <= 130; count++) {
      const length = utf8Length(char.repeat(count), 123);
      if (count * size <= 123) assert.equal(length, count * size);
      else assert.ok(length > 123, `${count} × ${char}`);
    }
  }
});

test.run();
