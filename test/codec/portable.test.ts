import assert from 'node:assert/strict';
import type * as CloseFrame from 'close-frame';
import { suite } from 'uvu';
import { bytes } from '../support/bytes.js';
import { detached } from '../support/hostile.js';
import { isWiped, loadRecorded } from '../support/recorded.js';

const test = suite('codec/portable');

/** A masked frame without a zero byte. Its reason ends with `last`. */
function masked(library: typeof CloseFrame, last: number): Uint8Array {
  const maskingKey = bytes('01020408');
  const encoded = library.encodeCloseFrame(4000, `${'界'.repeat(40)}bye`, { from: 'client', maskingKey });
  const { bytes: frame } = library.unwrap(encoded);
  frame[frame.length - 1] = last ^ maskingKey[124 % 4]!;
  return frame;
}

test('memory that all calls share holds nothing of a payload after a success, a failure or an exception', () => {
  const { library, made } = loadRecorded();
  const kept = [...made];
  assert.ok(kept.length > 0);
  const areWiped = () => kept.every(isWiped);
  assert.ok(areWiped());

  const good = masked(library, 0x65);
  const bad = masked(library, 0xff);
  assert.ok(library.decodeCloseFrame(good).ok);
  assert.ok(areWiped(), 'after a success');
  const refused = library.decodeCloseFrame(bad);
  assert.ok(!refused.ok && refused.error.kind === 'invalid-utf8');
  assert.equal(refused.error.byteOffset, 130);
  assert.ok(areWiped(), 'after a refusal');

  const { apply } = String.fromCharCode;
  let seen = 0;
  String.fromCharCode.apply = () => {
    seen = kept.filter((memory) => !isWiped(memory)).length;
    throw new RangeError('Maximum call stack size exceeded');
  };
  try {
    assert.throws(() => library.decodeCloseFrame(good), /^RangeError: Maximum call stack/);
  } finally {
    String.fromCharCode.apply = apply;
  }
  assert.ok(seen >= 2, 'the unmasked bytes and the code units were there');
  assert.ok(areWiped(), 'after an exception');
});

test('a masking key is not kept once it is used, and no key is kept once the running code has ended', async () => {
  const { library, made } = loadRecorded();
  const pool = made.find((memory) => memory instanceof Uint32Array);
  assert.ok(pool !== undefined);
  const encode = () => assert.ok(library.encodeCloseFrame(1000, '', { from: 'client' }).ok);
  for (let left = pool.length; left > 0; left--) {
    encode();
    assert.ok(isWiped(pool.subarray(left - 1)), `${left} left`);
  }
  encode();
  assert.ok(!isWiped(pool));
  await undefined;
  await undefined;
  assert.ok(isWiped(pool));
});

test('memory that all calls share holds nothing of a reason that was encoded, invalid, or did not fit', () => {
  const { library, made } = loadRecorded();
  const kept = [...made];
  const areWiped = () => kept.every(isWiped);
  const target = new Uint8Array(200);
  for (const reason of ['bye', 'früh', '😀'.repeat(30), '界'.repeat(41), '界'.repeat(42), '界'.repeat(123)]) {
    const fits = reason.length < 42 || reason.startsWith('😀');
    assert.equal(library.encodeClosePayload(4000, reason).ok, fits);
    assert.ok(areWiped(), `${reason} in bytes`);
    assert.equal(library.encodeCloseFrameInto(target, 0, 4000, reason).ok, fits);
    assert.ok(areWiped(), `${reason} in a roomy target`);
    if (fits) assert.throws(() => library.encodeClosePayloadInto(target.subarray(0, 4), 0, 4000, reason), RangeError);
    assert.ok(areWiped(), `${reason} in a small target`);
  }

  const { set } = Uint8Array.prototype;
  let seen = 0;
  Uint8Array.prototype.set = () => {
    seen = kept.filter((memory) => !isWiped(memory)).length;
    throw new RangeError('Maximum call stack size exceeded');
  };
  try {
    const { library: other, made: others } = loadRecorded();
    kept.push(...others);
    assert.throws(
      () => other.encodeClosePayloadInto(target, 0, 4000, '😀'.repeat(30)),
      /^RangeError: Maximum call stack/,
    );
  } finally {
    Uint8Array.prototype.set = set;
  }
  assert.ok(seen >= 1, 'the bytes were there');
  assert.ok(areWiped(), 'after an exception');
});

test('an ASCII reason is read twice, to measure and to write it; one of over 123 code units is not read', () => {
  const { library } = loadRecorded();
  const { charCodeAt } = String.prototype;
  let looks = 0;
  String.prototype.charCodeAt = function (this: string, index: number) {
    looks++;
    return charCodeAt.call(this, index);
  };
  try {
    for (const [units, expected] of [
      [123, 246],
      [124, 0],
      [50_000_000, 0],
    ] as const) {
      looks = 0;
      const { ok } = library.encodeClosePayload(1000, 'a'.repeat(units));
      assert.equal(ok, units === 123);
      assert.equal(looks, expected, `${units} code units`);
    }
  } finally {
    String.prototype.charCodeAt = charCodeAt;
  }
});

test('a detached reason is empty, also in a runtime whose TextDecoder would reject it', () => {
  for (const { library } of [loadRecorded(), loadRecorded({ TextDecoder })]) {
    assert.deepEqual(library.encodeClosePayload(1000, detached(3)), library.encodeClosePayload(1000));
  }
});

test('a header takes no memory, wherever it is cut; a Close frame takes as many bytes as it has', () => {
  const { library, made } = loadRecorded();
  const scanner = new library.CloseFrameScanner();
  const frames = ['8900', '898437fa213d00000000', '827e000100', '82fe0000 37fa213d', '827f0000000000000000'].concat([
    '82ff0000000000000001 37fa213d 00',
    '827f0000000000000001 00',
  ]);
  const stream = bytes(frames.join(''));
  const before = made.length;
  for (let size = 1; size <= stream.length; size++) {
    for (let at = 0; at < stream.length; at += size) scanner.push(stream.subarray(at, at + size));
    assert.equal(scanner.atFrameBoundary, true);
  }
  assert.equal(made.length, before);
  const close = bytes('888537fa213d 3412010203');
  for (const byte of close.subarray(0, -1)) scanner.push(Uint8Array.of(byte));
  assert.deepEqual(
    made.slice(before).map(({ byteLength }) => byteLength),
    [close.length],
  );
});

test.run();
