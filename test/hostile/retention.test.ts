/** A result keeps nothing but itself in memory, however long its input was. */

import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { suite } from 'uvu';
import { extent } from '../support/extent.js';
import { type Library, loadLibraries } from '../support/library.js';

const test = suite('hostile/retention');

const libraries = (await loadLibraries()).slice(0, extent(3, 1));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const LENGTH = extent(2_000_000, 200_000);
const RESULTS = 10;

/** A new text in one piece on V8's heap, which is collected at once. Memory elsewhere is freed some time later. */
function longText(number: number): string {
  const piece = `${number}: connection lost `;
  const text = piece.repeat(LENGTH / piece.length);
  text.charCodeAt(0); // a repeated string becomes one piece when it is read
  return text;
}

function usedBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** How many bytes stay in use while only the results of some calls are kept. */
function bytesKept(call: (text: string) => unknown): number {
  call(longText(0)); // compiles the code and allocates what is allocated only once
  const before = usedBytes();
  const results = Array.from({ length: RESULTS }, (_, number) => call(longText(number)));
  const kept = usedBytes() - before;
  assert.equal(results.length, RESULTS); // keeps them alive until here
  return kept;
}

const calls: { readonly [name: string]: (library: Library, text: string) => unknown } = {
  truncateReason: ({ truncateReason }, text) => truncateReason(text),
  'truncateReason to another limit': ({ truncateReason }, text) => truncateReason(text, 20),
  relayClose: ({ relayClose }, text) => relayClose(1006, text),
  'relayClose of a slice that fits': ({ relayClose }, text) => relayClose(1006, text.slice(9, 100)),
  'relayClose of a lone surrogate': ({ relayClose }, text) => relayClose(1006, `\ud800${text}`),
  'encodeClosePayload of too long a reason': ({ encodeClosePayload }, text) => encodeClosePayload(1000, text),
};

for (const [name, call] of Object.entries(calls)) {
  test(`${name}: the result does not keep the input alive`, () => {
    for (const [runtime, library] of libraries) {
      const kept = bytesKept((text) => call(library, text));
      assert.ok(kept < LENGTH, `${kept} bytes of ${RESULTS * LENGTH} are kept ${runtime}`);
    }
  });
}

test('the measurement shows that a slice keeps all of its text alive', () => {
  assert.ok(bytesKept((text) => text.slice(0, 123)) > (RESULTS * LENGTH) / 2);
});

test('no regular expression remembers a reason', () => {
  for (const [runtime, { relayClose, truncateReason, reasonByteLength }] of libraries) {
    /before/.test('before');
    for (const reason of ['secret', 'secret\ud800', 'secret'.repeat(30)]) {
      relayClose(1006, reason);
      relayClose(1006, Buffer.from(reason));
      truncateReason(reason);
      reasonByteLength(reason);
    }
    assert.equal((RegExp as unknown as { input: string }).input, 'before', runtime);
  }
});

test.run();
