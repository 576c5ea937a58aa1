/** How many bytes reasons take in UTF-8. */

import { text } from './bytes.js';
import type { ReasonLengthVector } from './format.js';
import { rowEnds } from './unicode.js';

const UTF8 = 'RFC 3629 §3';
const USV_STRING = 'Web IDL, USVString';

function counted(name: string, section: string, reason: string, byteLength: number): ReasonLengthVector {
  return { name, section, ...text(reason), expect: { byteLength } };
}

export const reasonLengthVectors: ReasonLengthVector[] = [
  counted('an empty reason', UTF8, '', 0),
  counted('ASCII', UTF8, 'bye', 3),
  counted('the longest reason of ASCII', 'RFC 6455 §5.5', 'x'.repeat(123), 123),
  counted('a reason that is too long', 'RFC 6455 §5.5', 'x'.repeat(124), 124),
  counted('1000 characters of 3 bytes', UTF8, '\u754c'.repeat(1000), 3000),
  counted('characters of 1, 2, 3 and 4 bytes', UTF8, 'a\u00e9\u754c\u{1f600}', 10),
  counted('a U+FEFF at the start counts', 'WHATWG Encoding, UTF-8 encode', '\uFEFFbye', 6),
  counted('a combining mark is a character of its own', UTF8, 'e\u0301', 3),
  ...rowEnds.map(({ what, bytes, scalar }) => counted(what, UTF8, String.fromCodePoint(scalar), bytes.length)),
  counted('a lone high surrogate', USV_STRING, '\ud800', 3),
  counted('a lone low surrogate', USV_STRING, '\udfff', 3),
  counted('a pair in the wrong order', USV_STRING, '\ude00\ud83d', 6),
  counted('a high surrogate before a pair', USV_STRING, '\ud83d\u{1f600}', 7),
  counted('a low surrogate after a pair', USV_STRING, '\u{1f600}\ude00', 7),
  counted('a high surrogate at the end of text', USV_STRING, 'bye\ud83d', 6),
];
