import assert from 'node:assert/strict';
import { decodeCloseFrame, encodeCloseFrame } from 'close-frame';
import { suite } from 'uvu';
import { judgeHeader } from '../../../examples/recipes/header.js';

const test = suite('examples/recipes/header');

test('every header of a Close frame has the verdict and the length of the whole frame', () => {
  let failed = 0;
  for (const from of ['client', 'server'] as const) {
    for (let first = 0x08; first <= 0xff; first += 0x10) {
      for (let second = 0; second <= 0xff; second++) {
        const frame = new Uint8Array(140);
        frame.set([first, second]);
        frame.set([0x03, 0xe8], second > 0x7f ? 6 : 2);
        const whole = decodeCloseFrame(frame, { from });
        const next = judgeHeader(frame.subarray(0, 2), from);
        if (whole.ok) {
          assert.deepEqual(next, { read: whole.byteLength - 2 });
        } else {
          const { failCode, message } = whole.error;
          assert.deepEqual(next, { fail: { code: failCode, reason: message } });
          assert.ok('fail' in next && encodeCloseFrame(next.fail.code, next.fail.reason).ok);
          failed++;
        }
      }
    }
  }
  assert.equal(failed, 2 * (15 * 256 + 128 + 3)); // all but 0x88; then those masked or not; then 1, 126 and 127
});

test('bytes after the first two are ignored, and the second one may still be missing', () => {
  assert.deepEqual(judgeHeader(Uint8Array.of(0x88, 0x85, 1, 2, 3, 4, 0xff), 'client'), { read: 9 });
  assert.deepEqual(judgeHeader(Uint8Array.of(0x88), 'client'), { read: 1 });
});

test.run();
