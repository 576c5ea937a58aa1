import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { loadLibraries } from '../support/library.js';
import { faults, faulty } from './faults.js';
import { fromJson, type Recorded, toJson } from './file.js';
import { replay } from './fuzz.js';

const test = suite('fuzz/corpus');

const folder = fileURLToPath(new URL('corpus/', import.meta.url));
const corpus = readdirSync(folder).map((file) => {
  const text = readFileSync(folder + file, 'utf8');
  return { file, text, recorded: fromJson(text) as Recorded };
});
const libraries = await loadLibraries();

test('every input that once failed passes, on each path that a runtime takes', () => {
  assert.equal(libraries.length, 3);
  for (const { file, recorded } of corpus) assert.equal(replay(libraries, recorded), undefined, file);
});

test('every file is as the fuzzer writes it, and says why it is kept', () => {
  for (const { file, text, recorded } of corpus) {
    assert.deepEqual(JSON.parse(toJson(recorded)), JSON.parse(text), file);
    assert.match(recorded.why, /^[A-Z0-9-].*\.$/, file);
    assert.ok(file.startsWith(`${recorded.kind}-`) || /^(code|utf8)-/.test(file), file);
  }
});

test('the corpus shows each of the deliberate faults', () => {
  for (const [name, { library }] of Object.entries(faults)) {
    const failing = corpus.filter(({ recorded }) => replay(faulty(library), recorded) !== undefined);
    assert.ok(failing.length > 0, name);
    assert.ok(failing.length < corpus.length / 2, `${name}: but most inputs pass`);
  }
});

test.run();
