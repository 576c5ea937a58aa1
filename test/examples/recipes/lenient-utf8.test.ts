import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { suite } from 'uvu';
import { decodeLeniently } from '../../../examples/recipes/lenient-utf8.js';
import { bytes, payloadOf } from '../../support/bytes.js';

const test = suite('examples/recipes/lenient-utf8');

interface Receiver {
  on(event: 'conclude', listener: (code: number, reason: Buffer) => void): void;
  _write(chunk: Buffer, encoding: string, callback: (error?: Error) => void): void;
}
const { Receiver } = createRequire(import.meta.url)('ws') as {
  Receiver: new (options: { isServer: boolean; skipUTF8Validation: boolean }) => Receiver;
};

/** What ws reports for a payload if it skips the validation of UTF-8. */
function wsDecode(payload: Uint8Array): { code: number; reason: string } | undefined {
  const receiver = new Receiver({ isServer: false, skipUTF8Validation: true });
  let concluded: { code: number; reason: string } | undefined;
  receiver.on('conclude', (code, reason) => {
    concluded = { code, reason: reason.toString() };
  });
  receiver._write(Buffer.from([0x88, payload.length, ...payload]), 'buffer', () => {});
  return concluded;
}

for (const [name, payload] of [
  ['an empty payload', bytes('')],
  ['a code', payloadOf(1000)],
  ['UTF-8', payloadOf(4001, 'früh, 世界 und 😀')],
  ['a byte that is never UTF-8', payloadOf(4001, [0x61, 0xff, 0x62])],
  ['a character cut off', payloadOf(4001, [0x61, 0xf0, 0x9f, 0x98])],
  ['a surrogate', payloadOf(4001, [0xed, 0xa0, 0x80])],
  ['an overlong form', payloadOf(4001, [0xc0, 0xaf])],
  ['a forbidden code', payloadOf(1006, [0x61])],
  ['a forbidden code, and no UTF-8', payloadOf(1006, [0xff])],
  ['one byte', bytes('03')],
] as const) {
  test(`${name} is decoded as by ws`, () => {
    assert.deepEqual(decodeLeniently(payload), wsDecode(payload));
  });
}

test('a repaired reason of more than 123 bytes is cut to what can be sent on', () => {
  const reason = new Uint8Array(100).fill(0xff);
  assert.deepEqual(decodeLeniently(payloadOf(4001, reason)), { code: 4001, reason: '\uFFFD'.repeat(41) });
});

test.run();
