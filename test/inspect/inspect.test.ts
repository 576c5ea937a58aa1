import assert from 'node:assert/strict';
import { decodeCloseFrame, decodeClosePayload, type Endpoint } from 'close-frame';
import { type InspectOptions, inspectClose } from 'close-frame/inspect';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytes, hex, payloadOf } from '../support/bytes.js';
import { detached, foreign, impostors, Misleading, shared } from '../support/hostile.js';

const test = suite('inspect/inspect');

const empty = new Uint8Array(0);

test('the first byte decides: a frame from 0x80 on, otherwise a payload; no bytes are a payload', () => {
  for (let first = 0; first <= 0xff; first++) {
    const expected = first >= 0x80 ? 'frame' : 'payload';
    assert.equal(inspectClose(Uint8Array.of(first)).as, expected);
    assert.equal(inspectClose(Uint8Array.of(first, 2, 3, 0xe8)).as, expected);
    assert.equal(inspectClose(Uint8Array.of(first), { as: undefined }).as, expected);
  }
  assert.equal(inspectClose(empty).as, 'payload');
});

test('options.as decides about a frame without FIN, a code from 0x8000 on, and no bytes', () => {
  const unfinished = inspectClose(bytes('08 02 03 e8'), { as: 'frame' });
  assert.ok(unfinished.as === 'frame' && !unfinished.result.ok);
  assert.equal(unfinished.result.error.kind, 'fragmented');
  assert.equal(unfinished.code, 1000);
  const high = inspectClose(bytes('88 02'), { as: 'payload' });
  assert.ok(high.as === 'payload');
  assert.equal(high.code, 0x8802);
  const none = inspectClose(empty, { as: 'frame' });
  assert.ok(!none.result.ok);
  assert.equal(none.result.error.kind, 'incomplete');
  assert.deepEqual(none.fields, []);
});

test('the whole view of a frame with a mask', () => {
  assert.deepEqual(inspectClose(bytes('88 83 01020304 02 ea 41')), {
    as: 'frame',
    result: { ok: true, code: 1000, reason: 'B', masked: true, byteLength: 9 },
    byteLength: 9,
    brokenAt: undefined,
    problems: [],
    hints: [],
    code: 1000,
    reason: 'B',
    payload: '03e842',
    fields: [
      ['FIN', 0, 1, '1', 0, 1, 'the message ends here', 'RFC 6455 §5.2'],
      ['RSV1', 0, 1, '0', 1, 0, 'not set', 'RFC 6455 §5.2'],
      ['RSV2', 0, 1, '0', 2, 0, 'not set', 'RFC 6455 §5.2'],
      ['RSV3', 0, 1, '0', 3, 0, 'not set', 'RFC 6455 §5.2'],
      ['opcode', 0, 1, '1000', 4, 8, 'Close', 'RFC 6455 §5.2'],
      ['MASK', 1, 2, '1', 0, 1, 'masked, as by a client', 'RFC 6455 §5.1'],
      ['payload length', 1, 2, '0000011', 1, 3, '3 of at most 125 bytes', 'RFC 6455 §5.5'],
      ['masking key', 2, 6, undefined, undefined, '01020304', 'XORed with the payload', 'RFC 6455 §5.3'],
      ['status code', 6, 8, undefined, undefined, 1000, 'Normal Closure', 'RFC 6455 §7.4.1'],
      ['reason', 8, 9, undefined, undefined, 'B', '1 byte (at most 123)', 'RFC 6455 §5.5.1'],
    ].map(([name, start, end, bits, bitOffset, value, meaning, section]) => {
      return { name, start, end, bits, bitOffset, value, meaning, section, broken: false };
    }),
  });
});

test('the whole view of an invalid payload: the code and the reason are still shown', () => {
  const { fields, problems, hints, ...rest } = inspectClose(bytes('03ee c3'));
  assert.deepEqual(rest, {
    as: 'payload',
    result: decodeClosePayload(bytes('03ee c3')),
    byteLength: 3,
    brokenAt: 0,
    code: 1006,
    reason: '\uFFFD',
    payload: '03eec3',
  });
  assert.deepEqual(
    [...problems, ...hints].map(({ kind }) => kind),
    ['forbidden-code', 'invalid-utf8', 'still-masked'],
  );
  assert.deepEqual(
    fields.map(({ name, meaning, broken }) => [name, meaning, broken]),
    [
      ['status code', 'Abnormal Closure', true],
      ['reason', '1 byte (at most 123)', false],
    ],
  );
});

/** For each rule: bytes that break it, its kind, and the offset and the fields that break it. */
const broken: [kind: string, brokenAt: number | undefined, fields: string, hex: string, options?: InspectOptions][] = [
  ['payload-too-short', 0, 'status code', '03'],
  ['payload-too-short', 1, 'payload length', '88 01 03'],
  ['payload-too-long', 125, 'reason', hex(payloadOf(1000, 'x'.repeat(124)))],
  ['payload-too-long', 1, 'payload length', `88 7e 007e 03e8 ${'78'.repeat(124)}`],
  ['forbidden-code', 0, 'status code', '0000'],
  ['forbidden-code', 6, 'status code', '88 82 00000000 03ee'],
  ['reserved-code', 2, 'status code', '88 02 03ec'],
  ['invalid-utf8', 4, 'reason', '0fa0 6869 ff'],
  ['invalid-utf8', 9, 'reason', '88 84 01010101 02e9 60fe'],
  ['not-close', 0, 'opcode', '81 02 6869'],
  ['reserved-bits', 0, 'RSV1', 'c8 00'],
  ['reserved-bits', 0, 'RSV2,RSV3', 'b8 00'],
  ['fragmented', 0, 'FIN', '08 00', { as: 'frame' }],
  ['mask-missing', 1, 'MASK', '88 00', { from: 'client' }],
  ['mask-unexpected', 1, 'MASK', '88 80 00000000', { from: 'server' }],
  ['incomplete', undefined, '', '88'],
  ['incomplete', undefined, '', '88 05 03e8'],
];

for (const [kind, brokenAt, fields, text, options] of broken) {
  test(`${kind} in ${text.slice(0, 20)}: the byte and the fields that break the rule are marked`, () => {
    const view = inspectClose(bytes(text), options);
    assert.ok(!view.result.ok);
    assert.equal(view.result.error.kind, kind);
    assert.equal(view.brokenAt, brokenAt);
    const names = view.fields.filter((field) => field.broken).map((field) => field.name);
    assert.equal(names.join(), fields);
  });
}

test('options.from is checked in a frame and ignored for a payload', () => {
  for (const from of ['client', 'server'] as const) {
    const result = inspectClose(bytes('88 00'), { from }).result;
    assert.equal(result.ok, from === 'server');
    assert.equal(inspectClose(bytes('03e8'), { from }).result.ok, true);
  }
});

const closeLike = fc
  .tuple(fc.constantFrom(0x88, 0x08, 0x98, 0xc8, 0x81, 0x89), fc.nat(255), fc.uint8Array({ maxLength: 150 }))
  .map(([first, second, rest]) => Uint8Array.of(first, second, ...rest));
const payloadLike = fc
  .tuple(
    fc.integer({ min: 990, max: 1020 }),
    fc.oneof(fc.uint8Array({ maxLength: 150 }), fc.string({ unit: 'grapheme' })),
  )
  .map(([code, reason]) => payloadOf(code, reason));
const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 150 }), closeLike, payloadLike);
const anyOptions = fc.record({
  as: fc.constantFrom('frame', 'payload', undefined),
  from: fc.constantFrom<(Endpoint | undefined)[]>('client', 'server', undefined),
});

test('for any bytes: the fields cover each bit once, the result is the codec’s, JSON loses nothing, nothing is modified', () => {
  fc.assert(
    fc.property(anyBytes, anyOptions, (input, options) => {
      const before = hex(input);
      const view = inspectClose(input, options);
      assert.equal(hex(input), before);
      const decoded = view.as === 'frame' ? decodeCloseFrame(input, options) : decodeClosePayload(input);
      assert.deepEqual(view.result, decoded);
      assert.equal(view.byteLength, input.length);
      assert.deepEqual(JSON.parse(JSON.stringify(view)), withoutUndefined(view));

      let bitPosition = 0;
      for (const field of view.fields) {
        assert.equal(8 * field.start + (field.bitOffset ?? 0), bitPosition, field.name);
        assert.ok(field.end > field.start);
        if (field.bits === undefined) bitPosition = 8 * field.end;
        else {
          assert.equal(field.end, field.start + 1);
          const expected = input[field.start]!.toString(2).padStart(8, '0');
          assert.equal(field.bits, expected.slice(field.bitOffset, field.bitOffset + field.bits.length));
          assert.equal(field.value, Number.parseInt(field.bits, 2));
          bitPosition += field.bits.length;
        }
        if (field.broken) assert.ok(field.start <= view.brokenAt! && view.brokenAt! < field.end);
      }
      assert.equal(bitPosition, 8 * input.length);
      assert.equal(view.brokenAt === undefined, !view.fields.some((field) => field.broken));

      if (!decoded.ok) {
        assert.equal(view.brokenAt, decoded.error.byteOffset);
        return;
      }
      assert.equal(view.brokenAt, undefined);
      assert.equal(view.reason, decoded.reason);
      assert.equal(view.code ?? 1005, decoded.code);
    }),
    { numRuns: 3000 },
  );
});

/** What remains of a plain value in JSON: no keys that are undefined. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object') return value;
  assert.ok(value !== null && Object.getPrototypeOf(value) === Object.prototype, 'plain');
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutUndefined(part)]));
}

test('the reason is what a TextDecoder reads, after any header and mask, even if the codec rejects it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 150 }), fc.nat(0xffff), fc.boolean(), (reason, code, masked) => {
      const payload = payloadOf(code, reason);
      const key = masked ? [0x80, 1, 0xff, 7] : [0, 0, 0, 0];
      const { length } = payload;
      const mask = masked ? 0x80 : 0;
      const header = length > 125 ? [0x88, mask | 126, length >> 8, length & 0xff] : [0x88, mask | length];
      const frame = Uint8Array.of(...header, ...(masked ? key : []), ...payload.map((byte, at) => byte ^ key[at & 3]!));
      const expected = new TextDecoder('utf-8', { ignoreBOM: true }).decode(reason);
      for (const view of [inspectClose(payload, { as: 'payload' }), inspectClose(frame)]) {
        assert.equal(view.code, code);
        assert.equal(view.reason, expected);
        assert.equal(view.payload, hex(payload));
      }
    }),
    { numRuns: 1000 },
  );
});

test('any Uint8Array is accepted: over shared memory, from another realm, a subclass that lies, detached', () => {
  const frame = [0x88, 0x03, 0x03, 0xe8, 0x42];
  const expected = inspectClose(Uint8Array.from(frame));
  for (const input of [shared(frame), foreign(frame), Buffer.from(frame), Misleading.from(frame)]) {
    assert.deepEqual(inspectClose(input), expected);
  }
  assert.deepEqual(inspectClose(detached(5), { as: 'frame' }), inspectClose(empty, { as: 'frame' }));
});

test('a wrong call throws a TypeError', () => {
  for (const [name, value] of impostors) {
    assert.throws(() => inspectClose(value as Uint8Array), TypeError, name);
    assert.throws(() => inspectClose(value as Uint8Array, { as: 'frame' }), TypeError, name);
  }
  for (const options of [null, 'frame', 1, true]) {
    assert.throws(() => inspectClose(empty, options as unknown as InspectOptions), TypeError, String(options));
  }
  for (const as of [null, '', 'Frame', 'header', 0]) {
    assert.throws(() => inspectClose(empty, { as } as unknown as InspectOptions), TypeError, String(as));
  }
  for (const from of [null, '', 'proxy', 0]) {
    for (const as of ['frame', 'payload'] as const) {
      assert.throws(() => inspectClose(empty, { as, from } as unknown as InspectOptions), TypeError, String(from));
    }
  }
});

test.run();
