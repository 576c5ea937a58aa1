import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloseFrameScanner, decodeCloseFrame, encodeCloseFrame, relayClose } from 'close-frame';
import { build } from 'esbuild';
import { suite } from 'uvu';
import { checkPollutedFile } from '../../scripts/package/pollution.js';
import { bytes } from '../support/bytes.js';
import { assertFailure } from '../support/results.js';

const test = suite('hostile/pollution');

const folder = mkdtempSync(join(tmpdir(), 'close-frame-polluted-'));
test.after(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'library.mjs');

test.before(async () => {
  await build({
    stdin: {
      contents: "export * from './index.js'; export * from './names/index.js';",
      resolveDir: fileURLToPath(new URL('../../src', import.meta.url)),
    },
    bundle: true,
    format: 'esm',
    outfile: file,
  });
});

test('Object.prototype polluted, before the library is loaded or after: every result is what it is otherwise', () => {
  assert.ok(checkPollutedFile(file, 'import') > 300);
});

/** Runs with a property of Object.prototype. */
function inheriting(key: string, value: unknown, act: () => void): void {
  Object.defineProperty(Object.prototype, key, { value, configurable: true, writable: true, enumerable: true });
  try {
    act();
  } finally {
    Reflect.deleteProperty(Object.prototype, key);
  }
}

test('options are read as Web IDL reads a dictionary: what they inherit counts, and no options inherit nothing', () => {
  const frame = bytes('880203e8');
  inheriting('from', 'client', () => {
    const missing = { kind: 'mask-missing', failCode: 1002, byteOffset: 1 } as const;
    assertFailure(decodeCloseFrame(frame, {}), missing);
    assert.equal(decodeCloseFrame(frame).ok, true);
    assert.equal(decodeCloseFrame(frame, { from: undefined }).ok, true, 'a property of their own comes first');
    assert.equal(decodeCloseFrame(frame, Object.create(null)).ok, true);
    assertFailure(new CloseFrameScanner({}).push(frame)!, missing);
    assert.equal(new CloseFrameScanner().push(frame)?.ok, true);
    const [masked, unmasked] = [encodeCloseFrame(1000, '', {}), encodeCloseFrame(1000, '')];
    assert.ok(masked.ok && unmasked.ok);
    assert.deepEqual([masked.bytes.length, unmasked.bytes.length], [8, 4]);
  });
  inheriting('maskingKey', bytes('01020304'), () => {
    assert.throws(() => encodeCloseFrame(1000, '', {}), /^TypeError: options\.maskingKey/);
    assert.equal(encodeCloseFrame(1000, '').ok, true);
  });
  inheriting('skipHttpHead', true, () => {
    assert.equal(new CloseFrameScanner({}).push(frame), undefined);
    assert.equal(new CloseFrameScanner().push(frame)?.ok, true);
  });
  inheriting('fallback', 4000, () => {
    assert.equal(relayClose(1006, '', {}).code, 4000);
    assert.equal(relayClose(1006, '').code, 1011);
  });
  inheriting(
    'accepts',
    (code: number) => code === 1011,
    () => {
      assert.equal(relayClose(1000, '', {}).code, 1011);
      assert.equal(relayClose(1000, '').code, 1000);
    },
  );
});

test.run();
