import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { suite } from 'uvu';
import { payloadOf, utf8 } from '../support/bytes.js';
import { type Libraries, type Library, loadLibraries } from '../support/library.js';

const test = suite('hostile/threads');

const libraries: Libraries = await loadLibraries();

/** Writes one text after the other again and again, byte by byte, and counts the rounds. */
const writer = `
  const { workerData: { bytes, rounds, states } } = require('node:worker_threads');
  for (;;) {
    for (const state of states) for (let at = 0; at < bytes.length; at++) bytes[at] = state[at];
    Atomics.add(rounds, 0, 1);
  }
`;

/** Reasons of the same length. Mixtures of them are well-formed or not, ASCII or not. */
const reasons = ['a'.repeat(60), 'é'.repeat(30), '界'.repeat(20), '😀'.repeat(15), `a${'界'.repeat(19)}é`].map(utf8);
for (const reason of reasons) assert.equal(reason.length, 60);

/** Calls again and again with memory that another thread writes to, and returns the different results. */
async function contend(states: Uint8Array[], call: (bytes: Uint8Array) => unknown): Promise<Set<string>> {
  const bytes = new Uint8Array(new SharedArrayBuffer(states[0]!.length));
  const rounds = new Int32Array(new SharedArrayBuffer(4));
  bytes.set(states[0]!);
  const worker = new Worker(writer, { eval: true, workerData: { bytes, rounds, states } });
  try {
    await once(worker, 'online');
    const results = new Set<string>();
    const start = Atomics.load(rounds, 0);
    for (let calls = 0; calls < 10_000 || results.size < 2 || Atomics.load(rounds, 0) < start + 1000; calls++) {
      const result = JSON.stringify(call(bytes));
      if (results.size < 1000) results.add(result);
    }
    return results;
  } finally {
    await worker.terminate();
  }
}

function assertWellFormed(reason: string): void {
  assert.equal(Buffer.from(reason).toString(), reason);
  assert.ok(Buffer.byteLength(reason) <= 123);
}

type Outcome = ReturnType<Library['decodeClosePayload']> | ReturnType<Library['decodeCloseFrame']>;

/** Asserts a success that could be sent unchanged, or a failure of one of the possible kinds. */
function assertSound(result: Outcome, { encodeClosePayload }: Library): Outcome {
  if (result.ok) {
    assertWellFormed(result.reason);
    assert.ok(encodeClosePayload(result.code, result.reason).ok, JSON.stringify(result));
  } else {
    const { kind, failCode, byteOffset } = result.error;
    assert.equal(failCode, kind === 'invalid-utf8' ? 1007 : 1002);
    assert.ok(byteOffset !== undefined && byteOffset < 68, `${kind} at ${byteOffset}`);
  }
  return result;
}

/** Asserts that a reason in bytes was not written because of one fault within it. */
function assertRejected({ kind, byteOffset }: { kind: string; byteOffset: number | undefined }): void {
  assert.equal(kind, 'invalid-utf8');
  assert.ok(byteOffset !== undefined && byteOffset < 60, `at ${byteOffset}`);
}

const payloads = reasons.map((reason, at) => payloadOf([4001, 1000, 1006, 4001, 3000][at]!, reason));

for (const [runtime, library] of libraries) {
  test(`memory that another thread writes to: a decoded payload is well-formed, ${runtime}`, async () => {
    await contend(payloads, (bytes) => assertSound(library.decodeClosePayload(bytes), library));
  });

  test(`memory that another thread writes to: a decoded frame is well-formed, masked or not, ${runtime}`, async () => {
    const frames = payloads.map((payload, at) =>
      at % 2 === 0
        ? Uint8Array.of(0x88, payload.length, ...payload, 0x88, 0, 0, 0)
        : Uint8Array.of(0x88, 0x80 | payload.length, 0, 0, 0, 0, ...payload),
    );
    await contend(frames, (bytes) => assertSound(library.decodeCloseFrame(bytes), library));
  });

  test(`memory that another thread writes to: a validator returns a possible result, ${runtime}`, async () => {
    const frames = payloads.map((payload) => Uint8Array.of(0x88, 0x80 | payload.length, 1, 2, 3, 4, ...payload));
    for (const [states, validate] of [
      [payloads, library.validateClosePayload],
      [frames, library.validateCloseFrame],
    ] as const) {
      await contend(states, (bytes) => {
        const verdict = validate(bytes);
        if (verdict.ok) assert.ok(library.isSendableCode(verdict.code));
        else assert.match(verdict.error.kind, /^(forbidden-code|reserved-code|invalid-utf8)$/);
        return verdict;
      });
    }
  });

  test(`memory that another thread writes to: a scan is well-formed or fails by its own bytes, ${runtime}`, async () => {
    const frames = payloads.map((payload) => Uint8Array.of(0x88, payload.length, ...payload));
    await contend(frames, (bytes) => {
      const scanner = new library.CloseFrameScanner();
      scanner.push(bytes.subarray(0, 9));
      scanner.push(bytes.subarray(9));
      const result = scanner.end();
      assert.ok(result.ok || result.error.kind !== 'incomplete');
      assertSound(result as Outcome, library);
      if (!result.ok) {
        const again = library.decodeCloseFrame(result.frame);
        assert.deepEqual(again, { ok: false, error: result.error });
      }
      return result;
    });
  });

  test(`memory that another thread writes to: a relayed reason is well-formed, ${runtime}`, async () => {
    await contend(reasons, (bytes) => {
      const relayed = library.relayClose(1000, bytes);
      assertWellFormed(relayed.reason ?? '');
      assert.doesNotMatch(relayed.reason ?? '', /[^a\P{ASCII}]/u, 'only characters that were written');
      return relayed;
    });
  });

  test(`memory that another thread writes to: an encoded reason is well-formed, masked or not, ${runtime}`, async () => {
    const { encodeClosePayload, encodeCloseFrameInto, decodeCloseFrame } = library;
    const masking = { from: 'client', maskingKey: Uint8Array.of(1, 2, 3, 4) } as const;
    const target = new Uint8Array(131);
    await contend(reasons, (bytes) => {
      const encoded = encodeClosePayload(4001, bytes);
      if (encoded.ok) assert.ok(assertSound(library.decodeClosePayload(encoded.bytes), library).ok);
      else assertRejected(encoded.error);
      target.fill(0xaa);
      const written = encodeCloseFrameInto(target, 0, 4001, bytes, masking);
      if (written.ok) assert.ok(assertSound(decodeCloseFrame(target, masking), library).ok);
      else assertRejected(written.error);
      if (!written.ok) assert.ok(target.every((byte) => byte === 0xaa));
      return encoded.ok ? [...encoded.bytes] : encoded.error;
    });
  });

  test(`memory that another thread writes to: a frame is masked with one key, ${runtime}`, async () => {
    const keys = [0x00, 0xff, 0x55].map((byte) => new Uint8Array(4).fill(byte));
    await contend(keys, (maskingKey) => {
      const encoded = library.encodeCloseFrame(4001, 'früh', { from: 'client', maskingKey });
      assert.ok(encoded.ok);
      const decoded = library.decodeCloseFrame(encoded.bytes);
      assert.ok(decoded.ok && decoded.reason === 'früh');
      return [...encoded.bytes.subarray(2, 6)];
    });
  });
}

test.run();
