import assert from 'node:assert/strict';
import {
  CloseFrameScanner,
  decodeCloseFrame,
  decodeClosePayload,
  encodeClosePayload,
  isPortableCode,
  isSendableByScript,
  isSendableCode,
  relayClose,
  replyToClose,
  truncateReason,
} from 'close-frame';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytes, payloadOf, utf8 } from '../support/bytes.js';
import { foreign, impostors, nonCodes, nonReasons, shared } from '../support/hostile.js';

const test = suite('codec/closing');

const nothing = { code: undefined, reason: undefined };

test('reply: the received code without its reason, no code if there was none, and the failCode of a failure', () => {
  assert.deepEqual(replyToClose(decodeClosePayload(payloadOf(4321, 'why'))), { code: 4321, reason: '' });
  assert.deepEqual(replyToClose(decodeCloseFrame(bytes('880203e9'))), { code: 1001, reason: '' });
  assert.deepEqual(replyToClose(decodeClosePayload(bytes(''))), nothing);
  assert.deepEqual(replyToClose(decodeClosePayload(bytes('03'))), { code: 1002, reason: '' });
  assert.deepEqual(replyToClose(decodeClosePayload(bytes('03e8ff'))), { code: 1007, reason: '' });
  const scanner = new CloseFrameScanner();
  const result = scanner.push(bytes('827f7fffffffffffffff'));
  assert.ok(result !== undefined);
  assert.deepEqual(replyToClose(result), { code: 1009, reason: '' });
});

test('reply: the reply to each of the 65,536 codes can be encoded', () => {
  for (let code = 0; code <= 0xffff; code++) {
    const reply = replyToClose(decodeClosePayload(payloadOf(code)));
    assert.equal(reply.code, isSendableCode(code) ? code : 1002);
    assert.ok(encodeClosePayload(reply.code, reply.reason).ok, `code ${code}`);
  }
});

test('reply: there is no reply if the peer is not at fault', () => {
  const incomplete = decodeCloseFrame(bytes('88'));
  const notClose = decodeCloseFrame(bytes('8100'));
  for (const result of [incomplete, notClose, new CloseFrameScanner().end(), encodeClosePayload(1006)]) {
    assert.ok(!result.ok);
    assert.throws(() => replyToClose(result), new RegExp(`^TypeError: .*${result.error.kind}`));
  }
});

test('reply in full: the received reason, or the message of a failure', () => {
  const full = { reason: 'full' } as const;
  assert.deepEqual(replyToClose(decodeClosePayload(payloadOf(4321, 'wh\u00fd')), full), {
    code: 4321,
    reason: 'wh\u00fd',
  });
  assert.deepEqual(replyToClose(decodeCloseFrame(bytes('880203e9')), full), { code: 1001, reason: '' });
  assert.deepEqual(replyToClose(decodeClosePayload(bytes('')), full), nothing);
  const scanner = new CloseFrameScanner();
  for (const result of [
    decodeClosePayload(bytes('03')),
    decodeClosePayload(bytes('03e8ff')),
    decodeCloseFrame(bytes('0800')),
    scanner.push(bytes('827f7fffffffffffffff'))!,
  ]) {
    assert.ok(!result.ok);
    const reply = replyToClose(result, full);
    assert.deepEqual(reply, { code: result.error.failCode, reason: result.error.message });
    assert.ok(encodeClosePayload(reply.code, reply.reason).ok, reply.reason);
  }
});

test('reply in full: any valid frame can be sent back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const reason = truncateReason(text.replace(/\p{Cs}/gu, ''));
      const result = decodeClosePayload(payloadOf(1000, reason));
      assert.deepEqual(replyToClose(result, { reason: 'full' }), { code: 1000, reason });
      assert.deepEqual(replyToClose(result, { reason: 'none' }), { code: 1000, reason: '' });
    }),
  );
});

test('reply: without options, no reason is sent back', () => {
  for (const result of [decodeClosePayload(payloadOf(1000, 'why')), decodeClosePayload(bytes('03'))]) {
    const reply = replyToClose(result);
    assert.equal(reply.reason, '');
    for (const options of [undefined, {}, { reason: undefined }, { reason: 'none' }] as const) {
      assert.deepEqual(replyToClose(result, options), reply);
    }
  }
});

test('reply: a result without a reason is answered without one, and never in full', () => {
  for (const [code, reply] of [
    [1000, { code: 1000, reason: '' }],
    [1005, nothing],
  ] as const) {
    const validated = { ok: true, code } as { ok: true; code: number };
    assert.deepEqual(replyToClose(validated), reply);
    assert.deepEqual(replyToClose(validated, { reason: 'none' }), reply);
    const full = { reason: 'full' } as unknown as { reason: 'none' };
    assert.throws(() => replyToClose(validated, full), /^TypeError: options\.reason must be 'none'/);
  }
});

test('reply: wrong options throw a TypeError before the result is read', () => {
  const incomplete = decodeCloseFrame(bytes('88'));
  for (const result of [decodeClosePayload(payloadOf(1000, 'why')), decodeClosePayload(bytes('03')), incomplete]) {
    for (const options of [null, 'full', 1, () => {}] as unknown as object[]) {
      assert.throws(() => replyToClose(result, options), /^TypeError: options must be of type object/);
    }
    for (const reason of [null, 'all', '', true, 0, ['full']]) {
      const options = { reason } as unknown as { reason: 'none' };
      assert.throws(() => replyToClose(result, options), /^TypeError: options\.reason must/);
    }
  }
});

test('relay: each of the 65,536 codes becomes one that can be encoded and that the API accepts', () => {
  const apis = [
    { options: undefined, accepts: isSendableCode, fallback: 1011 },
    { options: {}, accepts: isSendableCode, fallback: 1011 },
    { options: { fallback: 1014 }, accepts: isSendableCode, fallback: 1014 },
    { options: { accepts: isSendableByScript, fallback: 4011 }, accepts: isSendableByScript, fallback: 4011 },
    { options: { accepts: isPortableCode }, accepts: isPortableCode, fallback: 1011 },
  ];
  for (const { options, accepts, fallback } of apis) {
    for (const reason of ['why', '', undefined]) {
      for (let code = 0; code <= 0xffff; code++) {
        const relayed = relayClose(code, reason, options);
        if (code === 1005) assert.deepEqual(relayed, nothing);
        else assert.deepEqual(relayed, { code: accepts(code) ? code : fallback, reason: reason ?? '' });
        assert.ok(encodeClosePayload(relayed.code, relayed.reason).ok, `code ${code}`);
      }
    }
  }
});

test('relay: a missing code stays missing, whatever the reason; any other number becomes the fallback', () => {
  assert.deepEqual(relayClose(undefined), nothing);
  for (const reason of [undefined, null, 'why', utf8('why')]) assert.deepEqual(relayClose(null, reason), nothing);
  assert.deepEqual(relayClose(undefined, 'why'), nothing);
  assert.deepEqual(relayClose(1005, 'why', { accepts: () => true }), nothing);
  for (const code of [1006, 1015, -1, 1000.5, Number.NaN, Number.POSITIVE_INFINITY, 65_536, 2 ** 32 + 1000]) {
    assert.deepEqual(relayClose(code, 'why'), { code: 1011, reason: 'why' }, String(code));
    assert.deepEqual(relayClose(code, 'why', { accepts: () => true }), { code: 1011, reason: 'why' }, String(code));
  }
});

test('relay: a missing reason becomes an empty one', () => {
  for (const reason of [undefined, null, '', new Uint8Array(0)]) {
    assert.deepEqual(relayClose(1000, reason), { code: 1000, reason: '' });
    assert.deepEqual(relayClose(1006, reason), { code: 1011, reason: '' });
  }
});

test('relay: a fallback that cannot be sent throws at once', () => {
  for (const fallback of [1004, 1005, 1006, 1015, 999, 5000, Number.NaN]) {
    assert.throws(() => relayClose(1000, '', { fallback }), RangeError, String(fallback));
  }
  assert.throws(() => relayClose(1000, '', { accepts: isSendableByScript }), /^RangeError: options\.fallback/);
  assert.throws(
    () => relayClose(1005, '', { accepts: isSendableByScript, fallback: 1001 }),
    /^RangeError: options\.fallback/,
  );
});

test('relay: wrong calls throw a TypeError', () => {
  for (const code of nonCodes as (number | null)[]) {
    if (code !== null) assert.throws(() => relayClose(code), /^TypeError: code/);
  }
  for (const reason of nonReasons as (string | null)[]) {
    if (reason !== null) assert.throws(() => relayClose(1000, reason), /^TypeError: reason/);
  }
  for (const [name, value] of impostors) {
    if (value === undefined || value === null || typeof value === 'string') continue;
    assert.throws(() => relayClose(1000, value as Uint8Array), /^TypeError: reason/, name);
  }
  const array = [] as unknown as Uint8Array;
  assert.throws(() => relayClose(1000, array), /^TypeError: reason must be of type string or Uint8Array\.$/);
  for (const options of [null, 1, 'x'] as unknown as object[])
    assert.throws(() => relayClose(1000, '', options), /^TypeError: options/);
  for (const accepts of ['yes', null, 1, {}] as unknown as (() => boolean)[]) {
    assert.throws(() => relayClose(1000, '', { accepts }), /^TypeError: options\.accepts/);
  }
  const fallback = null as unknown as number;
  for (const code of [1000, 1005, 1006]) {
    assert.throws(() => relayClose(code, '', { fallback }), /^TypeError: options\.fallback/);
  }
  const { code } = relayClose(1006, '', { accepts: undefined, fallback: undefined });
  assert.equal(code, 1011, 'undefined counts as left out');
});

test('relay: a reason in bytes, as ws gives it, decodes as a TextDecoder does and is cut to fit', () => {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  const pieces = fc.oneof(fc.uint8Array({ maxLength: 5 }), fc.string({ unit: 'binary', maxLength: 20 }).map(utf8));
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const reason = Buffer.concat(parts);
      const relayed = relayClose(1000, reason);
      assert.equal(relayed.reason, truncateReason(lenient.decode(reason)));
      assert.ok(encodeClosePayload(1000, relayed.reason).ok);
    }),
    { numRuns: 3000 },
  );
  const why = utf8('\uFEFFwarum nicht: grün');
  for (const reason of [foreign(why), shared(why), Buffer.from(why)]) {
    assert.equal(relayClose(1000, reason).reason, '\uFEFFwarum nicht: grün');
  }
  // A character of 4 bytes across the limit is not cut into U+FFFD; one of 3 that just fits is kept.
  for (const [head, tail] of [
    ['a'.repeat(121), '😀'],
    ['a'.repeat(122), '界'],
  ] as const) {
    assert.equal(relayClose(1000, utf8(head + tail + tail)).reason, head);
  }
  assert.equal(relayClose(1000, utf8(`${'a'.repeat(120)}界x`)).reason, `${'a'.repeat(120)}界`);
});

test('relay: a reason in text is cut to fit, and its lone surrogates become U+FFFD', () => {
  assert.equal(relayClose(1000, 'a'.repeat(124)).reason, 'a'.repeat(123));
  assert.equal(relayClose(1000, '\ud83d!\ude00').reason, '\uFFFD!\uFFFD');
  assert.equal(relayClose(1000, `${'a'.repeat(119)}😀😀`).reason, `${'a'.repeat(119)}😀`);
  assert.equal(relayClose(1000, 'a'.repeat(50_000_000)).reason, 'a'.repeat(123));
});

test.run();
