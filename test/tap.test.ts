import assert from 'node:assert/strict';
import { encodeCloseFrame, unwrap } from 'close-frame';
import { closeFrameTap, type ScanResult } from 'close-frame/tap';
import { suite } from 'uvu';
import { bytes, hex } from './support/bytes.js';
import { assertFailure } from './support/results.js';

const test = suite('tap');

const bye = unwrap(encodeCloseFrame(1000, 'bye')).bytes;

/** The only result in a log. */
function resultIn(log: unknown[]): ScanResult {
  const results = log.filter((entry) => !(entry instanceof Uint8Array));
  assert.equal(results.length, 1);
  return results[0] as ScanResult;
}

/** Pipes chunks through a tap, and logs what comes out and the calls of onClose, in order. */
async function pipe(
  chunks: unknown[],
  options: { from?: 'client' | 'server'; skipHttpHead?: boolean } = {},
): Promise<unknown[]> {
  const log: unknown[] = [];
  const tap = closeFrameTap({ ...options, onClose: (result) => log.push(result) });
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk as Uint8Array);
      controller.close();
    },
  });
  for await (const chunk of source.pipeThrough(tap)) log.push(chunk);
  return log;
}

test('the same chunk objects come out, the Close frame is reported once, and what follows is passed on too', async () => {
  const chunks = [bytes('8101'), bytes('88 8805'), bytes('03e8627965ff'), bytes('880203ee')];
  const log = await pipe(chunks);
  const expected = { ok: true, code: 1000, reason: 'bye', masked: false, byteLength: 7, offset: 3 };
  assert.deepEqual(resultIn(log), expected);
  assert.deepEqual(
    log.filter((entry) => entry instanceof Uint8Array),
    chunks,
  );
  for (const [index, chunk] of log.filter((entry) => entry instanceof Uint8Array).entries()) {
    assert.equal(chunk, chunks[index], 'not a copy');
  }
});

test('a chunk is passed on before onClose is called', async () => {
  let passedOn: Uint8Array | undefined;
  const seen: (Uint8Array | undefined)[] = [];
  const tap = closeFrameTap({ onClose: () => seen.push(passedOn) });
  const { enqueue } = TransformStreamDefaultController.prototype;
  TransformStreamDefaultController.prototype.enqueue = function (chunk: Uint8Array) {
    passedOn = chunk;
    enqueue.call(this, chunk);
  };
  try {
    const writer = tap.writable.getWriter();
    const reader = tap.readable.getReader();
    await Promise.all([writer.write(bye), reader.read()]);
  } finally {
    TransformStreamDefaultController.prototype.enqueue = enqueue;
  }
  assert.deepEqual(seen, [bye]);
});

test('a stream without a Close frame reports the result of end() at its end', async () => {
  const log = await pipe([bytes('8900 8803')]);
  assert.equal(log.length, 2);
  const result = resultIn(log);
  assertFailure(result, { kind: 'incomplete', bytesNeeded: 3 });
  assert.ok(!result.ok);
  assert.deepEqual([result.offset, hex(result.frame)], [2, '8803']);
  assertFailure(resultIn(await pipe([])), { kind: 'incomplete', bytesNeeded: 2 });
});

test('the options are the scanner’s', async () => {
  assertFailure(resultIn(await pipe([bye], { from: 'client' })), {
    kind: 'mask-missing',
    failCode: 1002,
    byteOffset: 1,
  });
  const log = await pipe([Buffer.from('GET / HTTP/1.1\r\n\r\n'), bye], { skipHttpHead: true });
  assert.equal(resultIn(log).offset, 18);
});

test('an exception from onClose errors the stream with that exception', async () => {
  for (const chunks of [[bye], [bytes('8900')]]) {
    const tap = closeFrameTap({
      onClose: () => {
        throw new Error('mine');
      },
    });
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    await assert.rejects(source.pipeThrough(tap).pipeTo(new WritableStream()), /^Error: mine$/);
  }
});

test('a chunk that is not a Uint8Array errors the stream', async () => {
  await assert.rejects(pipe(['text']), /^TypeError: chunk must be of type Uint8Array/);
});

test('onClose is called as a method of the options', async () => {
  const options = {
    results: [] as ScanResult[],
    onClose(result: ScanResult) {
      this.results.push(result);
    },
  };
  for (const chunks of [[bye], []]) {
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    await source.pipeThrough(closeFrameTap(options)).pipeTo(new WritableStream());
  }
  assert.deepEqual(
    options.results.map(({ ok }) => ok),
    [true, false],
  );
});

test('a stream that is canceled or aborted reports nothing', async () => {
  let calls = 0;
  const canceled = closeFrameTap({ onClose: () => calls++ });
  await canceled.readable.cancel();
  const aborted = closeFrameTap({ onClose: () => calls++ });
  await aborted.writable.abort();
  assert.equal(calls, 0);
});

test('wrong calls throw a TypeError', () => {
  const onClose = () => {};
  for (const options of [undefined, null, {}, { onClose: 1 }, { onClose, from: 'proxy' }] as { onClose(): void }[]) {
    assert.throws(() => closeFrameTap(options), TypeError);
  }
});

test.run();
