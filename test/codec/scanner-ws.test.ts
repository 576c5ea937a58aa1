import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { Writable } from 'node:stream';
import { CloseFrameScanner, type Endpoint } from 'close-frame';
import fc from 'fast-check';
import { suite } from 'uvu';
import { payloadOf, utf8 } from '../support/bytes.js';
import { extent } from '../support/extent.js';
import { eachChunk, frameBytes } from '../support/streams.js';

const test = suite('codec/scanner against the Receiver of ws');

type Receiver = Writable & { on(event: 'conclude', listener: (code: number, reason: Buffer) => void): Receiver };
const { Receiver } = createRequire(import.meta.url)('ws') as {
  Receiver: new (options: { isServer: boolean }) => Receiver;
};

const maskArb = fc.uint8Array({ minLength: 4, maxLength: 4 });
const payloadArb = fc.oneof(
  fc.integer({ min: 0, max: 300 }).map((length) => new Uint8Array(length).fill(0x88)),
  fc.constantFrom(125, 126, 65_535, 65_536).map((length) => new Uint8Array(length).fill(0x88)),
);
/** Control frames that may come within a message: pings and pongs. */
const controlArb = fc
  .tuple(fc.constantFrom(0x89, 0x8a), fc.uint8Array({ maxLength: 125 }))
  .map(([first, payload]) => ({ first, payload }));
/** A binary message in one frame or in fragments, with control frames in between. */
const messageArb = fc
  .array(fc.tuple(payloadArb, fc.array(controlArb, { maxLength: 1 })), { minLength: 1, maxLength: 3 })
  .map((parts) =>
    parts.flatMap(([payload, controls], at) => {
      const first = (at === 0 ? 0x02 : 0x00) | (at === parts.length - 1 ? 0x80 : 0);
      return [...controls, { first, payload }];
    }),
  );
const textArb = fc.string({ unit: 'binary', maxLength: 200 }).map((text) => [{ first: 0x81, payload: utf8(text) }]);
const codeArb = fc.oneof(fc.constantFrom(1000, 1001, 1003, 1007, 1014), fc.integer({ min: 3000, max: 4999 }));
const closeArb = fc.oneof(
  fc.constant(new Uint8Array(0)),
  fc.tuple(codeArb, fc.string({ unit: 'binary', maxLength: 30 })).map(([code, reason]) => payloadOf(code, reason)),
);

test('in any stream that ws accepts, cut anywhere, the scanner finds the same code and reason', async () => {
  const messages = fc.array(fc.oneof(messageArb, textArb), { maxLength: 5 });
  const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      messages,
      closeArb,
      maskArb,
      fc.constantFrom<Endpoint>('client', 'server'),
      sizes,
      async (messages, payload, key, from, sizes) => {
        const mask = from === 'client' ? key : undefined;
        const frames = [...messages.flat(), { first: 0x88, payload }];
        const stream = Buffer.concat(frames.map((frame) => frameBytes({ ...frame, mask, lengthBytes: 0 })));
        const receiver = new Receiver({ isServer: from === 'client' });
        const theirs = new Promise<[number, string]>((resolve, reject) => {
          receiver.on('conclude', (code, reason) => resolve([code, reason.toString()]));
          receiver.on('error', reject);
        });
        const scanner = new CloseFrameScanner({ from });
        eachChunk(stream, sizes, (chunk) => {
          scanner.push(chunk);
          receiver.write(Buffer.from(chunk)); // a copy, because it unmasks in place
        });
        const ours = scanner.end();
        assert.ok(ours.ok);
        assert.deepEqual([ours.code, ours.reason], await theirs);
      },
    ),
    { numRuns: extent(1000, 150) },
  );
});

test.run();
