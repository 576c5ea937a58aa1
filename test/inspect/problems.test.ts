import assert from 'node:assert/strict';
import { decodeCloseFrame, decodeClosePayload, type Endpoint } from 'close-frame';
import { type InspectOptions, inspectClose } from 'close-frame/inspect';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytes, hex, payloadOf } from '../support/bytes.js';

const test = suite('inspect/problems');

const asFrame = { as: 'frame' } as const;
const long = '78'.repeat(124);

/** Bytes that break no rule, one or several, and each rule with its offset. */
const cases: [name: string, text: string, problems: string, options?: InspectOptions][] = [
  ['a valid frame', '88 02 03e8', ''],
  ['an empty payload', '', ''],
  ['a frame without bytes', '', '', asFrame],
  ['half a header', '88', ''],
  ['half a header of a client', '88', '', { from: 'client' }],
  ['a payload with only a code', '03ee', 'forbidden-code 0'],
  ['a payload of 125 bytes', `03e8 ${long.slice(2)}`, ''],
  ['a frame that is cut off before its code', '88 02 03', ''],
  ['a frame that is cut off after a forbidden code', '88 05 03ee', ''],
  ['a payload of 1 byte', '03', 'payload-too-short 0'],
  ['a frame with a payload of 1 byte', '88 01 03', 'payload-too-short 1'],
  ['a code and a reason', '03ee 68 ff', 'forbidden-code 0, invalid-utf8 3'],
  ['a code and a reason in a frame', '88 04 03ec 68 ff', 'reserved-code 2, invalid-utf8 5'],
  ['a code and a reason, masked', '88 84 01020304 02ec 6bfb', 'forbidden-code 6, invalid-utf8 9'],
  ['a long payload', `03e8 ${long}`, 'payload-too-long 125'],
  [
    'a long payload, a code and a reason',
    `03ee ${long} c3`,
    'payload-too-long 125, forbidden-code 0, invalid-utf8 126',
  ],
  ['a long frame', `88 7e 007e 03e8 ${long}`, 'payload-too-long 1'],
  [
    'a long frame, a code and a reason',
    `88 7e 007e 0000 ${long.slice(2)} ff`,
    'payload-too-long 1, forbidden-code 4, invalid-utf8 129',
  ],
  ['a length in 16 bits for 3 bytes, and a code', '88 7e 0003 03ee 62', 'payload-too-long 1, forbidden-code 4'],
  ['a long frame that is cut off after a code', '88 7e 0003 03ee', 'payload-too-long 1'],
  ['a length that is cut off', '88 7f 00', 'payload-too-long 1'],
  ['both rules of the first byte', '48 00', 'reserved-bits 0, fragmented 0', asFrame],
  ['only the first byte', '78', 'reserved-bits 0, fragmented 0', asFrame],
  ['the mask and the length', '88 01 03', 'payload-too-short 1, mask-missing 1', { from: 'client' }],
  ['the mask of a cut frame', '88 85', 'mask-unexpected 1', { from: 'server' }],
  [
    'every rule but one',
    '38 7e 0003 03ee ff',
    'reserved-bits 0, fragmented 0, payload-too-long 1, mask-missing 1, forbidden-code 4, invalid-utf8 6',
    { as: 'frame', from: 'client' },
  ],
  ['a fragment of a text, with a bit that an extension sets', '41 7e 0100', 'not-close 0', asFrame],
  ['a text frame without a mask', '81 01 62', 'not-close 0, mask-missing 1', { from: 'client' }],
  ['a payload, whoever sent it', '03e8', '', { from: 'client' }],
];

for (const [name, text, expected, options] of cases) {
  test(`problems: ${name}`, () => {
    const input = bytes(text);
    const { problems, result } = inspectClose(input, options);
    assert.equal(problems.map(({ kind, byteOffset }) => `${kind} ${byteOffset}`).join(', '), expected);
    for (const { message } of problems) assert.match(message, /^[A-Z].* \(RFC 6455 §[\d.]+\)\.$/);
    if (result.ok || result.error.kind === 'incomplete') assert.deepEqual(problems, []);
  });
}

test('each message names the value that breaks the rule', () => {
  const view = inspectClose(bytes('38 7e 0003 03ee ff'), { as: 'frame', from: 'client' });
  const values = [/0x38/, /0x38/, /126/, /MASK must be 1/, /1006/, /byte 6, 0xff/];
  assert.equal(view.problems.length, values.length);
  for (const [at, value] of values.entries()) assert.match(view.problems[at]!.message, value);
});

/** Where a TextDecoder finds the first ill-formed sequence. */
function illFormedAt(reason: Uint8Array): number | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const isGood = (length: number) => {
    try {
      decoder.decode(reason.subarray(0, length));
      return true;
    } catch {
      return false;
    }
  };
  if (isGood(reason.length)) return undefined;
  return Array.from({ length: reason.length }, (_, at) => reason.length - 1 - at).find(isGood);
}

const reasons = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
  fc
    .tuple(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.uint8Array({ maxLength: 5 }))
    .map(([text, end]) => Uint8Array.of(...new TextEncoder().encode(text), ...end)),
);

test('for any payload, length, code and UTF-8 are checked independently', () => {
  fc.assert(
    fc.property(fc.integer({ min: 990, max: 1020 }), reasons, (code, reason) => {
      const payload = payloadOf(code, reason);
      const view = inspectClose(payload, { as: 'payload' });
      const broken = illFormedAt(reason);
      const isSendable = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
      const isForbidden = code < 1000 || [1005, 1006, 1015].includes(code);
      const expected = [
        ...(payload.length > 125 ? ['payload-too-long 125'] : []),
        ...(isSendable ? [] : [isForbidden ? 'forbidden-code 0' : 'reserved-code 0']),
        ...(broken === undefined ? [] : [`invalid-utf8 ${broken + 2}`]),
      ];
      assert.deepEqual(
        view.problems.map(({ kind, byteOffset }) => `${kind} ${byteOffset}`),
        expected,
      );
    }),
    { numRuns: 1000 },
  );
});

const frames = fc
  .tuple(
    fc.constantFrom(0x88, 0x08, 0x98, 0xc8, 0x38, 0x81, 0x89),
    fc.constantFrom(0, 1, 2, 3, 0x80, 0x81, 0x83, 126, 127, 0xfe),
    fc.uint8Array({ maxLength: 30 }),
  )
  .map(([first, second, rest]) => Uint8Array.of(first, second, ...rest));

test('for any frame: the first problem is the codec’s failure, and there are none without a failure', () => {
  const senders = fc.constantFrom<(Endpoint | undefined)[]>('client', 'server', undefined);
  fc.assert(
    fc.property(fc.oneof(frames, fc.uint8Array({ maxLength: 200 })), senders, (input, from) => {
      for (const as of ['frame', 'payload'] as const) {
        const before = hex(input);
        const { problems } = inspectClose(input, { as, from });
        assert.equal(hex(input), before);
        const result = as === 'frame' ? decodeCloseFrame(input, { from }) : decodeClosePayload(input);
        if (result.ok || result.error.kind === 'incomplete') {
          assert.deepEqual(problems, []);
          continue;
        }
        const { kind, byteOffset, message } = result.error;
        assert.deepEqual(problems[0], { kind, byteOffset, message });
        assert.equal(new Set(problems.map((problem) => problem.kind)).size, problems.length);
        for (const problem of problems) assert.ok(problem.byteOffset >= 0 && problem.byteOffset < input.length);
      }
    }),
    { numRuns: 5000 },
  );
});

test.run();
