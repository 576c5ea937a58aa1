import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { json, quote, quoteArgument } from '../../src/cli/quote.js';

const test = suite('cli/quote');

for (const [title, text, expected] of [
  ['plain text', 'bye', '"bye"'],
  ['text beyond ASCII', 'tschüß 👋 さよなら', '"tschüß 👋 さよなら"'],
  ['an emoji that is joined from several', '👩‍🚀', '"👩‍🚀"'],
  ['quotation marks', 'say "bye"\\', '"say \\"bye\\"\\\\"'],
  ['an escape sequence', '\u001b[31mred', '"\\u001b[31mred"'],
  ['an escape sequence of C1', '\u009b31m', '"\\u009b31m"'],
  ['a DEL', '\u007f', '"\\u007f"'],
  ['line ends', 'a\r\nb\u2028c', '"a\\r\\nb\\u2028c"'],
  ['a change of direction', 'a\u202eb\u2066c', '"a\\u202eb\\u2066c"'],
  ['a byte order mark', '\uFEFFbye', '"\\ufeffbye"'],
  ['invisible letters beyond the first plane', '\u{e0041}', '"\\udb40\\udc41"'],
  ['a lone surrogate', '\ud800', '"\\ud800"'],
] as const) {
  test(`quotes ${title}`, () => assert.equal(quote(text), expected));
}

test('a value becomes JSON in one line, and undefined becomes null', () => {
  assert.equal(json({ a: undefined, b: ['\u009b', undefined], c: 1 }), '{"a":null,"b":["\\u009b",null],"c":1}');
});

test('any text can be read back from its quotation, which is one line without control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const quoted = quote(text);
      assert.equal(JSON.parse(quoted), text);
      assert.doesNotMatch(quoted, /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
    }),
  );
});

test('only the start of a long argument is quoted, in whole characters', () => {
  assert.equal(quoteArgument('👋'.repeat(40)), `"${'👋'.repeat(40)}"`);
  assert.equal(quoteArgument('👋'.repeat(41)), `"${'👋'.repeat(40)}"…`);
});

test.run();
