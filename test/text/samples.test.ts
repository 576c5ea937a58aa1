import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { readBytes, spellings } from '../../src/text/index.js';
import { hex } from '../support/bytes.js';
import { samples } from './samples.js';

const test = suite('text/samples');

for (const [spelling, list] of Object.entries(samples)) {
  test(`${spelling}: ${list.length} texts that tools and languages print`, () => {
    for (const { what, text, bytes } of list) {
      const reading = readBytes(text);
      if (spelling === 'refused') {
        assert.ok(!reading.ok, `${what}: ${text}`);
        assert.match(reading.message, /\w/);
        continue;
      }
      assert.ok(reading.ok, `${what}: ${text}`);
      assert.deepEqual([reading.spelling, hex(reading.bytes)], [spelling, bytes], `${what}: ${text}`);
    }
  });
}

test('every spelling has samples', () => {
  for (const { name } of spellings) assert.ok((samples[name]?.length ?? 0) > 0, name);
});

test('line ends of Windows and blank lines around a text do not change its bytes', () => {
  for (const { what, text, bytes } of Object.entries(samples).flatMap(([, list]) => list)) {
    for (const variant of [text.replaceAll('\n', '\r\n'), `\n${text}\n\n`]) {
      const reading = readBytes(variant);
      assert.ok(!reading.ok || hex(reading.bytes) === bytes, `${what}: ${variant}`);
    }
  }
});

test('each byte has its place in the text, and so has each refusal', () => {
  for (const { text } of Object.values(samples).flat()) {
    const reading = readBytes(text);
    if (!reading.ok) {
      assert.ok(reading.start >= 0 && reading.end <= text.length && reading.start <= reading.end, text);
      continue;
    }
    const { bytes, starts, ends } = reading;
    assert.deepEqual([starts.length, ends.length], [bytes.length, bytes.length]);
    bytes.forEach((byte, at) => {
      const spelled = text.slice(starts[at], ends[at]);
      assert.ok(spelled.length > 0 && spelled.length < 11, `${spelled} in ${text}`);
      const isPair = reading.spelling === 'hex' && spelled.length === 2;
      if (isPair && /^[0-9a-f]{2}$/i.test(spelled) && !text.includes('0x'))
        assert.equal(Number.parseInt(spelled, 16), byte);
    });
  }
});

test.run();
