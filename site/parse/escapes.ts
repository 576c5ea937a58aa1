/**
 * Strings as programs print them: `\x88\x05\x03\xe8bye`, in quotes or not, such as Python's `b'…'`.
 * @module
 */

import { characterAt, type Reading, read, unreadable } from './reading.js';

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u00([0-9a-fA-F]{2})|(["'`\\0abtnvfr]))/y;

const controls = '0......abtnvfr';

/** What the string holds; `undefined` where the text has no `\x` and no `\u`. */
export function parseEscapes(text: string): Reading | undefined {
  if (!/\\[xu]/.test(text)) return undefined;
  const trimmed = text.trim();
  const quoted = /^(b?(["'`]))(.*)\2[,;]*$/s.exec(trimmed);
  const body = quoted?.[3] ?? trimmed;
  const start = text.indexOf(trimmed) + (quoted?.[1]?.length ?? 0);
  // Without quotes, blanks and commas between escapes are no part of the string where nothing else is either.
  const isSpaced = quoted === null && /^(?:\\x[0-9a-f]{2}[\s,]*)*$/i.test(body);
  const bytes: number[] = [];
  for (let at = 0; at < body.length; ) {
    ESCAPE.lastIndex = at;
    const match = ESCAPE.exec(body);
    if (match !== null) {
      bytes.push(byteOf(match));
      at = ESCAPE.lastIndex;
      continue;
    }
    const character = characterAt(body, at);
    if (character === '\\') {
      const broken = body.slice(at, at + (body[at + 1] === 'u' ? 6 : 4));
      return unreadable(broken, start + at, 'is no byte: an escape is \\x and two hex digits, or \\n and the like.');
    }
    if (character > '\x7f') return unreadable(character, start + at, 'is no byte: write it as \\x and two hex digits.');
    if (!isSpaced || !/[\s,]/.test(character)) bytes.push(character.charCodeAt(0));
    at++;
  }
  return read('a string with escapes', bytes);
}

function byteOf([, hex, unicode, single]: RegExpExecArray): number {
  if (single === undefined) return Number.parseInt((hex ?? unicode)!, 16);
  const control = controls.indexOf(single);
  return control >= 0 ? control : single.charCodeAt(0);
}
