import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { charactersOf } from '../../site/view/characters.js';
import { bytes, utf8 } from '../support/bytes.js';

const test = suite('site/characters');

const cases: [title: string, bytes: Uint8Array, characters: string[]][] = [
  ['nothing', bytes(''), []],
  ['ASCII, with what a space and a line break look like', utf8('a b\n'), ['a', '␣', 'b', 'U+000A']],
  ['two, three and four bytes', utf8('é✓😀'), ['é', '', '✓', '', '', '😀', '', '', '']],
  ['U+FEFF at the head', utf8('\ufeffx'), ['U+FEFF', '', '', 'x']],
  ['U+FFFD itself', utf8('\ufffd'), ['\ufffd', '', '']],
  ['what takes no ink', utf8('\u200b\u202e'), ['U+200B', '', '', 'U+202E', '', '']],
  ['a combining mark', utf8('e\u0301'), ['e', '◌\u0301', '']],
  ['a lone continuation', bytes('80 61'), ['\ufffd', 'a']],
  ['a sequence that is cut off', bytes('61 e2 9c'), ['a', '\ufffd', '\ufffd']],
  ['a sequence that something breaks into', bytes('e2 61 93'), ['\ufffd', 'a', '\ufffd']],
  ['an overlong form', bytes('c0 80'), ['\ufffd', '\ufffd']],
  ['a surrogate', bytes('ed a0 80'), ['\ufffd', '\ufffd', '\ufffd']],
  ['past U+10FFFF', bytes('f4 90 80 80'), ['\ufffd', '\ufffd', '\ufffd', '\ufffd']],
];

for (const [title, input, characters] of cases) {
  test(title, () => assert.deepEqual(charactersOf(input), characters));
}

test.run();
