import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { Output } from '../../src/cli/command.js';
import { withProgress } from '../../src/cli/progress.js';

const test = suite('cli/progress');

const LARGE = 2 ** 26;
const CLEAR = '\r\u001b[K';

let time = 0;
const now = () => time;

/** Chunks of these sizes, each `pause` milliseconds after the one before. */
async function* chunksAfter(pause: number, ...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) {
    time += pause;
    yield new Uint8Array(size);
  }
}

function terminal(): Output & { text: string } {
  return {
    isTTY: true,
    text: '',
    write(data) {
      this.text += data;
    },
  };
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<number[]> {
  const sizes: number[] = [];
  for await (const chunk of chunks) sizes.push(chunk.length);
  return sizes;
}

test('while a large file is read, one line is overwritten and then cleared; the chunks are passed on', async () => {
  const output = terminal();
  const sizes = [1e6, 2e6, 4e6];
  assert.deepEqual(await drain(withProgress({ chunks: chunksAfter(200, ...sizes), size: LARGE }, output, now)), sizes);
  assert.equal(output.text, `${CLEAR}1 of 67 MB${CLEAR}3 of 67 MB${CLEAR}7 of 67 MB${CLEAR}`);
});

test('the line is written at most five times a second, and not before 200 ms', async () => {
  const output = terminal();
  await drain(withProgress({ chunks: chunksAfter(100, 1e6, 1e6, 1e6, 1e6, 1e6), size: LARGE }, output, now));
  assert.equal(output.text, `${CLEAR}2 of 67 MB${CLEAR}4 of 67 MB${CLEAR}`);
});

test('if the size is unknown, the line appears once the input is large', async () => {
  const output = terminal();
  await drain(withProgress({ chunks: chunksAfter(200, LARGE - 1, 1), size: undefined }, output, now));
  assert.equal(output.text, `${CLEAR}67 MB${CLEAR}`);
});

test('the line is also cleared if reading stops or fails', async () => {
  for (const fail of [false, true]) {
    const output = terminal();
    const read = async () => {
      let count = 0;
      for await (const _ of withProgress({ chunks: chunksAfter(200, 1e6, 1e6, 1e6), size: LARGE }, output, now)) {
        if (++count < 2) continue;
        if (fail) throw new Error('enough');
        break;
      }
    };
    if (fail) await assert.rejects(read(), /enough/);
    else await read();
    assert.equal(output.text, `${CLEAR}1 of 67 MB${CLEAR}`);
  }
});

test('there is no line for a small file, or if the output is not a terminal', async () => {
  const small = terminal();
  await drain(withProgress({ chunks: chunksAfter(200, LARGE - 1), size: LARGE - 1 }, small, now));
  assert.equal(small.text, '');
  for (const isTTY of [false, undefined]) {
    const output = { ...terminal(), isTTY };
    await drain(withProgress({ chunks: chunksAfter(200, 1e6), size: LARGE }, output, now));
    assert.equal(output.text, '');
  }
});

test('the default clock is the real one', async () => {
  assert.deepEqual(await drain(withProgress({ chunks: chunksAfter(0, 1), size: 1 }, terminal())), [1]);
});

test.run();
