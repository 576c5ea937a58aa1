import assert from 'node:assert/strict';
import type { EncodeFrameOptions } from 'close-frame';
import { suite } from 'uvu';
import { hex, payloadOf, utf8 } from '../support/bytes.js';
import { detach, detached, resizable } from '../support/hostile.js';
import { withoutReason } from '../support/judged.js';
import { loadLibraries } from '../support/library.js';
import { assertFailure } from '../support/results.js';

const test = suite('hostile/memory');

const libraries = await loadLibraries();
const payload = payloadOf(4001, 'früh am Morgen, 世界, und 😀!');
const frame = Uint8Array.of(0x88, payload.length, ...payload);
const noCode = { ok: true, code: 1005, reason: '' };

/** Arrays whose memory is gone: detached, or shrunk until the array lies past its end. */
const gone: { readonly [name: string]: (bytes: Uint8Array) => Uint8Array } = {
  detached: (bytes) => detached(bytes.length),
  'beyond the end of its memory': (bytes) => {
    const { array, resize } = resizable(bytes, { more: 1, isTracking: false });
    resize(bytes.length - 1);
    return array;
  },
  'over memory that has shrunk to nothing': (bytes) => {
    const { array, resize } = resizable(bytes);
    resize(0);
    return array;
  },
};

for (const [name, make] of Object.entries(gone)) {
  test(`an array ${name} has a length of 0, and so is an empty payload`, () => {
    for (const [runtime, library] of libraries) {
      assert.deepEqual(library.decodeClosePayload(make(payload)), noCode, runtime);
      assertFailure(library.decodeCloseFrame(make(frame)), { kind: 'incomplete', bytesNeeded: 2 }, runtime);

      assert.deepEqual(library.relayClose(1000, make(payload)), { code: 1000, reason: '' }, runtime);

      const scanner = new library.CloseFrameScanner();
      assert.equal(scanner.push(frame.subarray(0, 9)), undefined, runtime);
      assert.equal(scanner.push(make(frame)), undefined, runtime);
      assert.equal(scanner.push(frame.subarray(9))?.ok, true, runtime);

      const { encodeClosePayloadInto, encodeCloseFrameInto, encodeCloseFrame } = library;
      assert.throws(() => encodeClosePayloadInto(make(frame), 0, 1000), RangeError);
      assert.throws(() => encodeClosePayloadInto(make(frame), 1, 1000), RangeError);
      assert.throws(() => encodeCloseFrameInto(make(frame), 0, 1000), RangeError);
      assert.deepEqual(encodeClosePayloadInto(make(frame), 0), { ok: true, written: 0 }, runtime);
      const { encodeClosePayload } = library;
      assert.deepEqual(encodeClosePayload(1000, make(frame)), { ok: true, bytes: payloadOf(1000) }, runtime);
      assert.deepEqual(encodeClosePayload(undefined, make(frame)), { ok: true, bytes: new Uint8Array(0) }, runtime);
      assert.deepEqual(
        encodeClosePayloadInto(new Uint8Array(9), 0, 1000, make(frame)),
        { ok: true, written: 2 },
        runtime,
      );
      const maskingKey = make(new Uint8Array(4));
      assert.throws(() => encodeCloseFrame(1000, '', { from: 'client', maskingKey }), RangeError);
    }
  });
}

/** Options that do something when `from` is read. */
function when(from: 'client' | 'server', act: () => void): EncodeFrameOptions {
  return {
    get from() {
      act();
      return from;
    },
  };
}

test('memory that a getter of the options detaches or shrinks is noticed at once', () => {
  for (const [runtime, library] of libraries) {
    const bytes = frame.slice();
    const result = library.decodeCloseFrame(
      bytes,
      when('server', () => detach(bytes)),
    );
    assertFailure(result, { kind: 'incomplete', bytesNeeded: 2 }, runtime);

    const target = new Uint8Array(200);
    const detaching = when('server', () => detach(target));
    assert.throws(() => library.encodeCloseFrameInto(target, 0, 1000, 'bye', detaching), RangeError, runtime);

    const { array, resize } = resizable(new Uint8Array(200).fill(0xaa));
    const shrinking = when('server', () => resize(6));
    assert.throws(() => library.encodeCloseFrameInto(array, 0, 1000, 'bye', shrinking), RangeError, runtime);
    assert.equal(hex(array), 'aa'.repeat(6), 'what is left is untouched');

    const gone = Uint8Array.from(utf8('früh'));
    const encoded = library.encodeCloseFrame(
      4001,
      gone,
      when('server', () => detach(gone)),
    );
    assert.deepEqual(encoded, { ok: true, bytes: Uint8Array.of(0x88, 2, 0x0f, 0xa1) }, runtime);

    const reason = Uint8Array.from(utf8('früh'));
    const accepts = () => {
      if (reason.length > 0) detach(reason); // memory can be detached only once
      return true;
    };
    assert.deepEqual(library.relayClose(4001, reason, { accepts }), { code: 4001, reason: 'früh' }, runtime);
  }
});

test('if memory is resized between two calls, the current size counts', () => {
  for (const [runtime, library] of libraries) {
    const { decodeClosePayload, decodeCloseFrame, encodeClosePayloadInto } = library;
    const { array, resize } = resizable(payload);
    for (const length of [payload.length, 40, 125, 126, 2, 1, 0, payload.length]) {
      resize(length);
      const expected = decodeClosePayload(Uint8Array.from(array));
      assert.deepEqual(decodeClosePayload(array), expected, `${length} bytes ${runtime}`);
      assert.deepEqual(library.validateClosePayload(array), withoutReason(expected), `${length} bytes ${runtime}`);
    }
    const { array: bytes, resize: resizeFrame } = resizable(frame);
    for (let length = frame.length + 5; length >= 0; length--) {
      resizeFrame(length);
      const expected = decodeCloseFrame(Uint8Array.from(bytes));
      assert.deepEqual(decodeCloseFrame(bytes), expected, `${length} bytes ${runtime}`);
      assert.deepEqual(library.validateCloseFrame(bytes), withoutReason(expected), `${length} bytes ${runtime}`);
    }
    resizeFrame(5);
    assert.throws(() => encodeClosePayloadInto(bytes, 0, 1000, 'four'), RangeError);
    assert.deepEqual(encodeClosePayloadInto(bytes, 0, 1000, 'bye'), { ok: true, written: 5 });
  }
});

test('a scanner keeps nothing of a chunk that is resized or detached', () => {
  for (const [runtime, { CloseFrameScanner }] of libraries) {
    for (let cut = 1; cut < frame.length; cut++) {
      const scanner = new CloseFrameScanner();
      const { array, resize } = resizable(frame.subarray(0, cut));
      scanner.push(array);
      resize(0);
      const rest = frame.slice(cut);
      const result = scanner.push(rest);
      detach(rest);
      assert.ok(result?.ok && result.reason === 'früh am Morgen, 世界, und 😀!', `cut at ${cut} ${runtime}`);
    }
  }
});

test.run();
