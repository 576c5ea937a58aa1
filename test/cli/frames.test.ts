import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { FrameCounter } from '../../src/cli/frames.js';
import { bytes } from '../support/bytes.js';
import { frameBytes } from '../support/streams.js';

const test = suite('cli/frames');

function count(stream: Uint8Array, cut: number, skipHttpHead = false): FrameCounter {
  const counter = new FrameCounter(skipHttpHead);
  counter.push(stream.subarray(0, cut));
  counter.push(new Uint8Array(0));
  counter.push(stream.subarray(cut));
  return counter;
}

test('whole frames are counted, whatever their length and form and wherever the chunks end', () => {
  const frame = fc.record({
    first: fc.nat(255),
    mask: fc.option(fc.uint8Array({ minLength: 4, maxLength: 4 }), { nil: undefined }),
    payload: fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.nat(70_000).map((length) => new Uint8Array(length)),
    ),
    lengthBytes: fc.constantFrom<(0 | 2 | 8)[]>(0, 2, 8),
  });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 8 }), fc.nat(), fc.nat(), fc.boolean(), (frames, cut, less, hasHead) => {
      const parts = frames.map(frameBytes);
      const head = hasHead ? [Buffer.from('HTTP/1.1 101\r\nA: \r\r\n\r\r\n\r\n')] : [];
      const stream = Buffer.concat([...head, ...parts]);
      assert.equal(count(stream, cut % (stream.length + 1), hasHead).count, frames.length);
      const last = parts.at(-1);
      if (last === undefined) return;
      // A last frame that is cut off does not count.
      const cutOff = stream.subarray(0, stream.length - 1 - (less % last.length));
      assert.equal(count(cutOff, cut % (cutOff.length + 1), hasHead).count, frames.length - 1);
    }),
    { numRuns: 300 },
  );
});

test('frames after an HTTP head count only if the head ends within 64 KiB', () => {
  const end = bytes('0d0a0d0a');
  for (const [size, isInHead, frames] of [
    [65_536, false, 1],
    [65_537, true, 0],
  ] as const) {
    const head = Buffer.concat([Buffer.alloc(size - end.length, 'x'), end]);
    const stream = Buffer.concat([head, bytes('8800')]);
    for (const cut of [0, 1, 65_530, 65_536, stream.length]) {
      const counter = count(stream, cut, true);
      assert.equal(counter.isInHead, isInHead);
      assert.equal(counter.count, frames);
    }
  }
});

test.run();
