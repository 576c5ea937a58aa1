import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { longLength, skippableSize } from '../../src/codec/skip.js';
import { bytes } from '../support/bytes.js';

const test = suite('codec/skip');

test('a frame is skipped as soon as its length is there, and not before; a Close frame never', () => {
  const cases: [header: string, size: number, name: string][] = [
    ['8900', 2, 'nothing'],
    ['8100', 2, 'nothing of a text'],
    ['0000', 2, 'nothing of a continuation'],
    ['817d', 2 + 125, '125 bytes'],
    ['8180', 6, 'nothing, masked'],
    ['81fd', 6 + 125, '125 bytes, masked'],
    ['817e0000', 4, 'nothing, in 16 bits'],
    ['817e0102', 4 + 0x102, '16 bits'],
    ['81feffff', 8 + 0xffff, '16 bits, masked'],
    ['817f0000000000000000', 10, 'nothing, in 64 bits'],
    ['81ff0000000001020304', 14 + 0x1020304, '64 bits, masked'],
    ['817f000000003fffffff', 10 + 2 ** 30 - 1, 'just under 1 GiB'],
    ['8800', 0, 'a Close frame'],
    ['f87e0005', 0, 'a Close frame with bits set'],
  ];
  for (const [text, size, name] of cases) {
    for (const head of ['', 'ffff']) {
      const header = bytes(`${head}${text}88888888`);
      const at = head.length / 2;
      const length = text.length / 2;
      for (let end = at + 1; end < at + length; end++) assert.equal(skippableSize(header, at, end), 0, name);
      for (const end of [at + length, header.length]) assert.equal(skippableSize(header, at, end), size, name);
    }
  }
});

test('each bit of a 64-bit length: under 1 GiB it is skipped, and from there on looked at', () => {
  for (let bit = 0; bit < 64; bit++) {
    const length = 2n ** BigInt(bit);
    const header = Buffer.from('827f0000000000000000', 'hex');
    header.writeBigUInt64BE(length, 2);
    assert.equal(skippableSize(header, 0, 10), bit < 30 ? 10 + Number(length) : 0, `2^${bit}`);
    const counted = longLength(header.readUInt32BE(2), header.readUInt32BE(6));
    assert.equal(
      typeof counted === 'number' ? counted : counted.error.failCode,
      bit < 53 ? Number(length) : bit < 63 ? 1009 : 1002,
    );
  }
});

test.run();
