import assert from 'node:assert/strict';
import { suite } from 'uvu';
import {
  heldBytes,
  heldCount,
  heldFirst,
  heldRest,
  heldSecond,
  hold,
  longLength,
  skippableSize,
} from '../../src/codec/skip.js';
import { bytes, hex } from '../support/bytes.js';

const test = suite('codec/skip');

test('a frame can be skipped as soon as its length is complete, and a Close frame never', () => {
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

test('each bit of a 64-bit length: a frame under 1 GiB is skipped at once, a longer one needs longLength', () => {
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

test('the held bytes of a header come back unchanged, however many there are', () => {
  for (const header of ['827e0102', 'ffff0123456789abcdef', '007f8000000000000001']) {
    const whole = bytes(header);
    for (let count = 1; count <= whole.length; count++) {
      const held = hold(whole[0]!, count > 1 ? whole[1]! : 0, count);
      let last = 0n;
      for (const byte of whole.subarray(2, Math.max(2, count))) last = (last << 8n) | BigInt(byte);
      const older = Number(BigInt.asIntN(32, last >> 32n));
      const newer = Number(BigInt.asIntN(32, last));
      assert.ok(held < 0);
      assert.deepEqual([heldCount(held), heldFirst(held)], [count, whole[0]]);
      if (count > 1) assert.equal(heldSecond(held), whole[1]);
      assert.equal(hex(heldBytes(held, older, newer)), hex(whole.subarray(0, count)));
    }
  }
  assert.equal(heldCount(0), 0);
  assert.equal(heldCount(1000), 0);
});

test('how much of a frame is missing is known once its 64-bit length is complete', () => {
  for (let count = 1; count < 10; count++) assert.equal(heldRest(hold(0x82, 0xff, count), 0, 5, 2), undefined);
  // A header of 14 bytes, a payload of 5, and 2 more.
  for (let count = 10; count < 14; count++) assert.equal(heldRest(hold(0x82, 0xff, count), 0, 5, 2), 21 - count);
  assert.equal(heldRest(hold(0x82, 0x7f, 10), 0, 5, 2), 7);
  assert.equal(heldRest(hold(0x82, 0x7f, 10), 1, 5, 0), 2 ** 32 + 5);
});

test.run();
