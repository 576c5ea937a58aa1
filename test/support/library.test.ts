import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { payloadOf } from './bytes.js';
import { loadLibraries } from './library.js';

const test = suite('support/library');

/** Undeclared methods of Node's Buffer. */
type Methods = Record<string, (...args: unknown[]) => unknown>;

test('the three instances take three paths: with Buffer, with a TextDecoder, with neither', async () => {
  let calls: string[] = [];
  const watched: [object: Methods, name: string][] = [
    ...['utf8Slice', 'latin1Slice', 'ucs2Slice', 'utf8Write', 'latin1Write'].map(
      (name) => [Buffer.prototype as unknown as Methods, name] as [Methods, string],
    ),
    [TextDecoder.prototype as unknown as Methods, 'decode'],
  ];
  const originals = watched.map(([object, name]) => object[name]!);
  for (const [at, [object, name]] of watched.entries()) {
    object[name] = function (...args) {
      calls.push(name);
      return Reflect.apply(originals[at]!, this, args);
    };
  }
  try {
    const payload = payloadOf(1000, 'idle for far too long, so we part now'.repeat(2));
    const seen: Record<string, string[]> = {};
    for (const [runtime, { decodeClosePayload, encodeClosePayload }] of await loadLibraries()) {
      calls = [];
      const decoded = decodeClosePayload(payload);
      assert.ok(decoded.ok && encodeClosePayload(1000, decoded.reason).ok);
      seen[runtime] = calls;
    }
    assert.ok(seen['with Buffer']!.length > 1 && !seen['with Buffer']!.includes('decode'), String(seen['with Buffer']));
    assert.deepEqual(seen['with TextDecoder'], ['decode']);
    assert.deepEqual(seen['with neither'], []);
  } finally {
    for (const [at, [object, name]] of watched.entries()) object[name] = originals[at]!;
  }
});

test.run();
