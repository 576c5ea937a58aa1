import assert from 'node:assert/strict';
import {
  type EncodeFrameOptions,
  encodeCloseFrame,
  encodeCloseFrameInto,
  encodeClosePayload,
  encodeClosePayloadInto,
} from 'close-frame';
import fc from 'fast-check';
import { suite } from 'uvu';
import { hex, utf8 } from '../support/bytes.js';
import { decodeCloseFrame, decodeClosePayload } from '../support/judged.js';
import { assertFailure } from '../support/results.js';

const test = suite('codec/properties');

const sendable = fc.oneof(
  fc.integer({ min: 1000, max: 1003 }),
  fc.integer({ min: 1007, max: 1014 }),
  fc.integer({ min: 3000, max: 4999 }),
);
/** Well-formed reasons of up to 123 bytes, many of them close to that. */
const reason = fc
  .string({ unit: 'binary', maxLength: 130 })
  .map((text) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8(text).subarray(0, 123)))
  .map((text) => (utf8(text).length <= 123 ? text : text.slice(0, -1)));
const options: fc.Arbitrary<EncodeFrameOptions | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant({ from: 'server' } as const),
  fc.constant({ from: 'client' } as const),
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map((maskingKey) => ({ from: 'client', maskingKey }) as const),
);
/** Anything that a caller may pass as code and reason, mostly wrong. */
const anyCode = fc.oneof(fc.integer({ min: 0, max: 5100 }), fc.double(), fc.constant(undefined), sendable);
const anyReason = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constant(undefined));

test('decoding an encoded payload returns its code and reason', () => {
  fc.assert(
    fc.property(sendable, reason, (code, reason) => {
      const encoded = encodeClosePayload(code, reason);
      assert.ok(encoded.ok);
      assert.deepEqual(decodeClosePayload(encoded.bytes), { ok: true, code, reason });
    }),
  );
});

test('decoding an encoded frame returns its code and reason; any prefix is incomplete by the missing bytes', () => {
  fc.assert(
    fc.property(sendable, reason, options, (code, reason, options) => {
      const encoded = encodeCloseFrame(code, reason, options);
      assert.ok(encoded.ok);
      const { bytes } = encoded;
      const from = options?.from ?? 'server';
      const decoded = { ok: true, code, reason, masked: from === 'client', byteLength: bytes.length };
      assert.deepEqual(decodeCloseFrame(bytes, { from }), decoded);
      for (let length = 0; length < bytes.length; length++) {
        const bytesNeeded = length < 2 ? 2 - length : bytes.length - length;
        assertFailure(decodeCloseFrame(bytes.subarray(0, length), { from }), { kind: 'incomplete', bytesNeeded });
      }
    }),
  );
});

test('encoding a decoded payload returns its bytes', () => {
  const payload = fc
    .tuple(fc.integer({ min: 990, max: 1020 }), fc.uint8Array({ maxLength: 20 }))
    .map(([code, rest]) => Uint8Array.of(code >> 8, code & 0xff, ...rest));
  fc.assert(
    fc.property(payload, (payload) => {
      const decoded = decodeClosePayload(payload);
      if (!decoded.ok) return;
      const encoded = encodeClosePayload(decoded.code, decoded.reason);
      assert.ok(encoded.ok);
      assert.equal(hex(encoded.bytes), hex(payload));
    }),
    { numRuns: 1000 },
  );
});

test('decoding never throws, and a byteOffset lies within the bytes', () => {
  const closeLike = fc
    .tuple(fc.constantFrom(0x88, 0x08, 0x98, 0xc8, 0x81), fc.nat(255), fc.uint8Array({ maxLength: 140 }))
    .map(([first, second, rest]) => Uint8Array.of(first, second, ...rest));
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 140 }), closeLike),
      fc.constantFrom('client', 'server', undefined),
      (bytes, from) => {
        const before = hex(bytes);
        for (const result of [decodeClosePayload(bytes), decodeCloseFrame(bytes, { from })]) {
          if (result.ok) continue;
          const { kind, byteOffset } = result.error;
          if (kind === 'incomplete') assert.equal(byteOffset, undefined);
          else assert.ok(byteOffset !== undefined && byteOffset < bytes.length, `${kind} at ${byteOffset}`);
        }
        assert.equal(hex(bytes), before);
      },
    ),
    { numRuns: 3000 },
  );
});

test('a failure and an exception leave the target untouched, and a success writes only its bytes', () => {
  const offset = fc.oneof(fc.integer({ min: -2, max: 140 }), fc.double());
  const size = fc.integer({ min: 0, max: 140 });
  fc.assert(
    fc.property(anyCode, anyReason, options, offset, size, (code, reason, options, offset, size) => {
      const calls: ((target: Uint8Array) => { ok: true; written: number } | { ok: false })[] = [
        (target) => encodeClosePayloadInto(target, offset, code, reason),
        (target) => encodeCloseFrameInto(target, offset, code, reason, options),
      ];
      for (const call of calls) {
        const target = new Uint8Array(size).fill(0xaa);
        let written = 0;
        let start = 0;
        try {
          const result = call(target);
          if (result.ok) [start, written] = [offset, result.written];
        } catch (error) {
          assert.ok(error instanceof RangeError);
        }
        target.fill(0xaa, start, start + written);
        assert.equal(hex(target), 'aa'.repeat(size));
      }
    }),
    { numRuns: 1000 },
  );
});

test.run();
