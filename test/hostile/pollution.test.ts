import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import type * as closeFrame from 'close-frame';
import { CloseFrameScanner, decodeCloseFrame, encodeCloseFrame, relayClose } from 'close-frame';
import type * as inspect from 'close-frame/inspect';
import type * as names from 'close-frame/names';
import { build } from 'esbuild';
import { suite } from 'uvu';
import { checkPollutedFile } from '../../scripts/package/pollution.js';
import { bytes } from '../support/bytes.js';
import { calls } from '../support/calls.js';
import { assertFailure } from '../support/results.js';

const test = suite('hostile/pollution');

const source = fileURLToPath(new URL('../../src', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'close-frame-polluted-'));
test.after(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'library.mjs');

test.before(async () => {
  await build({
    stdin: {
      contents: ['index', 'handshake/index', 'names/index'].map((entry) => `export * from './${entry}.js';`).join('\n'),
      resolveDir: source,
    },
    bundle: true,
    format: 'esm',
    outfile: file,
  });
});

test('if Object.prototype is polluted, before or after loading, every result is the same as otherwise', () => {
  assert.ok(checkPollutedFile(file, 'import') > 300);
});

/** The entries in one bundle, as a function that loads them. */
async function loader(): Promise<() => typeof closeFrame & typeof inspect & typeof names> {
  const { outputFiles } = await build({
    stdin: {
      contents: ['index', 'inspect/index', 'names/index'].map((entry) => `export * from './${entry}.js';`).join('\n'),
      resolveDir: source,
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'library',
  });
  const load: unknown = compileFunction(`${outputFiles[0]!.text}; return library;`);
  return load as () => typeof closeFrame & typeof inspect & typeof names;
}

test('no list of the library reads an index from Object.prototype or Array.prototype, or sets one there', async () => {
  const load = await loader();
  const inspected = [
    '',
    '88',
    '8883010203',
    '8803',
    '88050fa0ff',
    '88820102030402ea00',
    '827e00056162',
    '827f00',
    '81ff',
  ];
  const frames = inspected.map(bytes);
  const uses = (library: ReturnType<typeof load>): unknown[] => [
    Object.values(calls).map((results) => results(library, (array) => array.slice())),
    frames.map((frame) => [library.inspectClose(frame), library.inspectClose(frame, { as: 'payload' })]),
    ['NORMAL_CLOSURE', 'Timeout', 'nothing'].map((name) => library.codeFromName(name)),
    [1000, 1011, 2000, 4500].map((code) => library.namesOfCode(code)),
    library.encodeCloseFrame(1000, 'bye', { from: 'client' }).ok,
  ];
  const expected = uses(load());

  const asked = new Set<string>();
  const indices = Array.from({ length: 260 }, (_, index) => index);
  let results: unknown;
  for (const prototype of [Object.prototype, Array.prototype]) {
    for (const index of indices) {
      const get = () => void asked.add(`get ${index}`);
      const set = () => void asked.add(`set ${index}`);
      Object.defineProperty(prototype, index, { get, set, configurable: true });
    }
  }
  try {
    results = uses(load());
  } finally {
    for (const prototype of [Object.prototype, Array.prototype]) {
      for (const index of indices) Reflect.deleteProperty(prototype, index);
    }
  }
  assert.deepEqual(results, expected);
  assert.deepEqual([...asked], []);
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

test('options are read as Web IDL reads a dictionary: inherited keys count, unless no options are given', () => {
  const frame = bytes('880203e8');
  inheriting('from', 'client', () => {
    const missing = { kind: 'mask-missing', failCode: 1002, byteOffset: 1 } as const;
    assertFailure(decodeCloseFrame(frame, {}), missing);
    assert.equal(decodeCloseFrame(frame).ok, true);
    assert.equal(decodeCloseFrame(frame, { from: undefined }).ok, true, 'an own property comes first');
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
