import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as closeFrame from 'close-frame';
import * as handshake from 'close-frame/handshake';
import { build } from 'esbuild';
import { suite } from 'uvu';
import { files as current } from '../scripts/vectors/files.js';
import type { VectorFile, Vectors } from '../scripts/vectors/format.js';
import { bytes, hex, utf8 } from './support/bytes.js';
import { type Library, runVectors } from './support/run-vectors.js';
import { root } from './support/samples.js';
import { readPlainly } from './support/streams.js';
import { streamOf } from './support/vector-values.js';

const test = suite('vectors');

const require = createRequire(import.meta.url);
const folder = new URL('vectors/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'schema.json')
  .sort();
// By the package's name, as a user would load them.
const files = names.map((name) => require(`close-frame/vectors/${name}`) as VectorFile);
const total = files.reduce((sum, { vectors }) => sum + vectors.length, 0);

const library: Library = { ...closeFrame, ...handshake };

function vectorsOf<O extends keyof Vectors>(operation: O): Vectors[O] {
  return files.find((file) => file.operation === operation)!.vectors as Vectors[O];
}

test('the files are those that npm run vectors writes', () => {
  assert.deepEqual(names, [...current.keys()].sort());
  for (const [name, content] of current) assert.ok(readFileSync(new URL(name, folder), 'utf8') === content, name);
});

const validate = new Ajv2020({ strictTypes: false }).compile(
  JSON.parse(readFileSync(new URL('schema.json', folder), 'utf8')),
);

test('the files conform to the schema', () => {
  for (const file of files) {
    assert.ok(validate(file), JSON.stringify(validate.errors?.[0]));
    assert.equal(names.includes(`${file.operation}.json`), true);
  }
});

test('the schema refuses an extra key, a missing key and a value of another type', () => {
  for (const file of files) {
    const [vector] = structuredClone(file.vectors) as unknown as Record<string, unknown>[];
    const variants: [what: string, vector: object][] = [
      ['another key', { ...vector, byteoffset: 0 }],
      ['another key in what is expected', { ...vector, expect: { ...(vector!['expect'] as object), byteoffset: 0 } }],
      ['a section that names no standard', { ...vector, section: 'somewhere' }],
    ];
    for (const key of ['name', 'section', 'expect']) variants.push([`no ${key}`, { ...vector, [key]: undefined }]);
    const inputs = Object.keys(vector!).filter(
      (key) => !['name', 'section', 'expect', 'maxBytes', 'from'].includes(key),
    );
    assert.ok(inputs.length > 0);
    for (const key of inputs) {
      variants.push([`no ${key}`, { ...vector, [key]: undefined }]);
      variants.push([`${key} as true`, { ...vector, [key]: true }]);
    }
    for (const [what, vector] of variants) {
      const changed = JSON.parse(JSON.stringify({ ...file, vectors: [vector] }));
      assert.equal(validate(changed), isOptional(what, file.operation), `${file.operation}: ${what}`);
    }
  }
  /** Only `resultAt` of a stream may be left out, because its end may be what brings the result. */
  function isOptional(what: string, operation: string): boolean {
    return operation === 'scan-stream' && what === 'no resultAt';
  }
});

test('the README of the vectors names every file, key and kind', () => {
  const readme = readFileSync(new URL('README.md', folder), 'utf8');
  const words = new Set(names);
  for (const value of files) {
    JSON.stringify(value, (key, value) => {
      if (!/^\d*$/.test(key)) words.add(key);
      if (key === 'kind') words.add(value);
      return value;
    });
  }
  assert.ok(words.size > 40, `${words.size}`);
  const named = new Set(readme.match(/[\w$.-]+/g));
  for (const word of words) assert.ok(named.has(word), word);
});

test('each vector has a unique name and a unique input in its file', () => {
  for (const { operation, vectors } of files) {
    const inputs = vectors.map(({ name: _, section: __, expect: ___, ...input }) => {
      // A stream is only split into parts to be read more easily: the whole is compared.
      if ('stream' in input) return JSON.stringify({ ...input, stream: hex(streamOf(input.stream)) });
      return JSON.stringify(input);
    });
    for (const values of [vectors.map(({ name }) => name), inputs]) {
      const twice = values.find((value, index) => values.indexOf(value) !== index);
      assert.equal(twice, undefined, operation);
    }
  }
  assert.ok(total >= 350, `${total}`);
});

test('what decode-payload expects of reasons is what a fatal TextDecoder and buffer.isUtf8 say', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  let taken = 0;
  let refused = 0;
  for (const { name, payload, expect } of vectorsOf('decode-payload')) {
    const reason = bytes(payload).subarray(2);
    if ('kind' in expect) {
      if (expect.kind !== 'invalid-utf8') continue;
      refused++;
      assert.ok(!isUtf8(reason), name);
      assert.throws(() => strict.decode(reason), name);
      // The well-formed part ends where lenient decoding gives the first U+FFFD.
      const good = reason.subarray(0, expect.byteOffset! - 2);
      assert.equal(strict.decode(good), lenient.decode(reason).slice(0, strict.decode(good).length), name);
      assert.equal(lenient.decode(reason)[strict.decode(good).length], '\uFFFD', name);
    } else if (payload !== '') {
      taken++;
      assert.ok(isUtf8(reason), name);
      assert.equal(strict.decode(reason), expect.reason, name);
    }
  }
  assert.ok(taken > 100 && refused > 200, `${taken} taken, ${refused} refused`);
});

test('what scan-stream expects is what a plain reader of whole streams finds', () => {
  for (const { name, stream, from, skipHttpHead, boundaries, expect } of vectorsOf('scan-stream')) {
    if (skipHttpHead) continue;
    const reading = readPlainly(streamOf(stream), from);
    const outcome = 'kind' in expect ? (expect.kind === 'incomplete' ? 'end' : 'error') : 'close';
    assert.equal(reading.outcome, outcome, name);
    if (!('kind' in expect)) assert.deepEqual([reading.code, reading.reason], [expect.code, expect.reason], name);
    if (outcome === 'error') assert.equal(reading.kind, (expect as { kind: string }).kind, name);
    if (outcome !== 'end') assert.equal(reading.offset, expect.offset, name);
    const passed = boundaries.filter((at) => at <= reading.offset);
    assert.deepEqual(
      passed,
      [...reading.boundaries].filter((at) => at <= streamOf(stream).length),
      name,
    );
  }
});

test('what encode-payload expects is what a TextEncoder gives', () => {
  let sent = 0;
  for (const { name, code, expect, ...text } of vectorsOf('encode-payload')) {
    if ('kind' in expect || code === null || 'reasonBytes' in text) continue;
    const reason = 'reason' in text ? (text.reason ?? '') : utf16(text.reasonUtf16);
    assert.equal(expect.payload, code.toString(16).padStart(4, '0') + hex(utf8(reason)), name);
    sent++;
  }
  assert.ok(sent > 50, `${sent}`);
});

test('what encode-payload expects of reasons in bytes is what buffer.isUtf8 says', () => {
  const counts = { taken: 0, refused: 0 };
  for (const { name, code, expect, ...reason } of vectorsOf('encode-payload')) {
    if (!('reasonBytes' in reason) || code === null) continue;
    const isRefused = 'kind' in expect && expect.kind === 'invalid-utf8';
    counts[isRefused ? 'refused' : 'taken']++;
    if ('kind' in expect && !isRefused) continue; // by another rule, which comes first
    assert.equal(isUtf8(bytes(reason.reasonBytes)), !isRefused, name);
    if (!('kind' in expect))
      assert.equal(expect.payload, code.toString(16).padStart(4, '0') + reason.reasonBytes, name);
  }
  assert.ok(counts.taken > 20 && counts.refused > 20, JSON.stringify(counts));
});

function utf16(units: string): string {
  return Buffer.from(units, 'hex').swap16().toString('utf16le');
}

test('all vectors pass', () => {
  assert.deepEqual(runVectors(library, files), { passed: total, failed: [] });
});

test('a vector that expects something else fails', () => {
  const broken = files.map((file) => ({
    ...file,
    vectors: file.vectors.map((vector) => ({
      ...vector,
      expect: { ...vector.expect, code: 7, range: '', reason: '!' },
    })),
  }));
  assert.equal(runVectors(library, broken as unknown as VectorFile[]).passed, 0);
  const unknown = { operation: 'guess', vectors: [{ name: 'x', section: 'y', expect: {} }] };
  assert.equal(runVectors(library, [unknown as unknown as VectorFile]).failed.length, 1);
});

/** A runtime's global object, and which of its methods must be called. */
const hosts: [name: string, host: (calls: Set<string>) => object, called: string[]][] = [
  ['plain JavaScript', () => ({}), []], // except random numbers, which a client needs
  ['a TextDecoder', (calls) => ({ TextDecoder: countedDecoder(calls) }), ['TextDecoder']],
  [
    'the Buffer of Node 20',
    (calls) => ({ TextDecoder: countedDecoder(calls), Buffer: countedBuffer(calls), RegExp: {} }),
    ['latin1Slice', 'ucs2Slice', 'latin1Write', 'utf8Write'],
  ],
  [
    'the Buffer of Node 24',
    (calls) => ({ TextDecoder: countedDecoder(calls), Buffer: countedBuffer(calls), RegExp: { escape() {} } }),
    ['ucs2Slice', 'utf8Slice', 'utf8Write'],
  ],
];

function countedDecoder(calls: Set<string>): typeof TextDecoder {
  return class extends TextDecoder {
    override decode(input?: Parameters<TextDecoder['decode']>[0]): string {
      calls.add('TextDecoder');
      return super.decode(input);
    }
  };
}

function countedBuffer(calls: Set<string>): object {
  const prototype: Record<string, unknown> = {};
  for (const name of ['utf8Slice', 'latin1Slice', 'ucs2Slice', 'utf8Write', 'latin1Write']) {
    const method = (Buffer.prototype as unknown as Record<string, (...args: unknown[]) => unknown>)[name]!;
    prototype[name] = function (...args: unknown[]) {
      calls.add(name);
      return method.apply(this, args);
    };
  }
  return { byteLength: Buffer.byteLength, prototype };
}

for (const [name, host, expected] of hosts) {
  test(`all vectors pass with ${name}`, async () => {
    // The library looks for the APIs of a runtime only on globalThis, so these are all that it finds.
    const { outputFiles } = await build({
      stdin: {
        contents: "export * from './src/index.js'; export * from './src/handshake/index.js';",
        resolveDir: root,
      },
      bundle: true,
      write: false,
      format: 'cjs',
    });
    const calls = new Set<string>();
    const module = { exports: {} };
    compileFunction(outputFiles[0]!.text, ['module', 'globalThis'])(module, { ...host(calls), crypto });
    calls.clear(); // what the library tries while it is loaded does not count
    assert.deepEqual(runVectors(module.exports as Library, files), { passed: total, failed: [] });
    for (const call of expected) assert.ok(calls.has(call), call);
    if (expected.length === 0) assert.equal(calls.size, 0);
  });
}

test.run();
