/** What must hold for any calls, valid or not, in any order. */

import assert from 'node:assert/strict';
import { CloseFrameError, decodeCloseFrame } from 'close-frame';
import { type ClosableResult, ClosingHandshake } from 'close-frame/handshake';
import fc from 'fast-check';
import { suite } from 'uvu';

const test = suite('handshake/properties');

const codes = fc.oneof(fc.constantFrom(1000, 1005, 1006, 1011, 3000, 4999), fc.integer(), fc.double());
const texts = fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units));
const reasons = fc.option(texts, { nil: undefined });
const frames = fc.oneof(
  fc.uint8Array({ maxLength: 140 }),
  fc.uint8Array({ maxLength: 125 }).map((payload) => Uint8Array.of(0x88, payload.length, ...payload)),
  fc.constantFrom('8800', '880203e8', '880203ee', '880303e8ff').map((hex) => Uint8Array.from(Buffer.from(hex, 'hex'))),
);

type Call = (handshake: ClosingHandshake) => ReturnType<ClosingHandshake['close']>;

const calls: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(fc.option(codes, { nil: undefined }), reasons).map(
    ([code, reason]): Call =>
      ($) =>
        $.close(code, reason),
  ),
  fc.tuple(codes, reasons).map(
    ([code, reason]): Call =>
      ($) =>
        $.fail(code, reason),
  ),
  fc.tuple(frames, fc.constantFrom('now', 'later', undefined)).map(
    ([frame, answer]): Call =>
      ($) =>
        $.receive(decodeCloseFrame(frame), { answer }),
  ),
  fc.constant<Call>(($) => $.peerEnded()),
  fc.constant<Call>(($) => $.expire()),
);

test('no call throws, except for a result to which there is no reply', () => {
  fc.assert(
    fc.property(fc.constantFrom('client', 'server'), fc.array(calls, { maxLength: 12 }), (role, sequence) => {
      const handshake = new ClosingHandshake({ role, reply: 'full' });
      const counts = { frame: 0, end: 0, destroy: 0, keep: 0 };
      let rank = 0;
      for (const call of sequence) {
        const { state } = handshake;
        let step: ReturnType<Call>;
        try {
          step = call(handshake);
        } catch (error) {
          assert.match(String(error), /^TypeError: There is no reply to (incomplete|not-close)/);
          assert.equal(handshake.state, state);
          continue;
        }
        if (!step.ok) {
          assert.equal(step.error.failCode, undefined);
          assert.equal(handshake.state, state);
          continue;
        }
        counts[step.transport]++;
        if (step.frame) counts.frame++;
        assert.ok(counts.frame <= 1 && counts.end <= 1 && counts.destroy <= 1);
        const now = ['open', 'closing', 'closed'].indexOf(handshake.state);
        assert.ok(now >= rank);
        rank = now;
      }
      assert.equal(handshake.sent !== undefined, counts.frame === 1);
      assert.equal(handshake.outcome !== undefined, rank === 2);
    }),
    { numRuns: 200 },
  );
});

test('any value passed as a result is accepted, or throws and changes nothing', () => {
  const anything = fc.anything({ withBigInt: true, withTypedArray: true });
  fc.assert(
    fc.property(fc.oneof(anything, fc.record({ ok: fc.boolean(), code: anything, error: anything })), (result) => {
      const handshake = new ClosingHandshake({ role: 'server' });
      try {
        handshake.receive(result as ClosableResult);
      } catch (error) {
        assert.ok(error instanceof TypeError || error instanceof CloseFrameError);
        assert.deepEqual([handshake.state, handshake.sent, handshake.fault], ['open', undefined, undefined]);
      }
    }),
  );
});

test.run();
