import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { heldBytes, heldCount, heldFirst, heldRest, heldSecond, hold } from '../../src/codec/skip.js';
import { bytes, hex } from '../support/bytes.js';

const test = suite('codec/held');

test('what is held of a header comes back as it was, however many bytes of it', () => {
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

test('what is missing of a frame is known from the end of its 64-bit length on', () => {
  for (let count = 1; count < 10; count++) assert.equal(heldRest(hold(0x82, 0xff, count), 0, 5, 2), undefined);
  // 14 bytes of header and 5 of payload, and 2 more.
  for (let count = 10; count < 14; count++) assert.equal(heldRest(hold(0x82, 0xff, count), 0, 5, 2), 21 - count);
  assert.equal(heldRest(hold(0x82, 0x7f, 10), 0, 5, 2), 7);
  assert.equal(heldRest(hold(0x82, 0x7f, 10), 1, 5, 0), 2 ** 32 + 5);
});

test.run();
