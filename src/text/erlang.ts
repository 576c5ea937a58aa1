/**
 * Binaries of Erlang and Elixir: `<<136,5,3,232,"bye">>`, `<<16#88, 0x05>>`.
 * @module
 */

import { cutAfter } from './ellipsis.js';
import { partsOf } from './escapes.js';
import { RunBuilder } from './run.js';
import type { Find, Source, Spelling } from './types.js';
import { MAX_PLACES } from './types.js';

/** A number with its base, a character after `$` or `?`, or a string; then size, type, and a comma or the end. */
const ELEMENT =
  /\s*(?:(16#|0x)([0-9a-f]{1,2})|(2#|0b)([01]{1,8})|(\d{1,3})|[$?]([!-~])|"((?:[^"\\\n]|\\.)*)")(?::8)?(?:\/(?:utf8|binary|integer|unsigned|big|-)+)?\s*(,|>>)/iy;

export const erlang: Spelling = {
  name: 'erlang',
  title: 'an Erlang binary',
  example: '<<136,5,3,232,"bye">>',
  find,
  print: (bytes) => `<<${bytes.join(',')}>>`,
};

function find({ text }: Source): Find[] {
  const finds: Find[] = [];
  for (let start = text.indexOf('<<'); start >= 0; start = text.indexOf('<<', start)) {
    const found = findAt(text, start);
    if (found !== undefined && finds.push(found) > MAX_PLACES) break;
    start = found?.end ?? start + 2;
  }
  return finds;
}

function findAt(text: string, start: number): Find | undefined {
  const run = new RunBuilder();
  const empty = /<<\s*>>/y;
  empty.lastIndex = start;
  if (empty.test(text)) return { spelling: 'erlang', start, end: empty.lastIndex, weight: 3, run };
  let at = start + 2;
  for (;;) {
    ELEMENT.lastIndex = at;
    const match = ELEMENT.exec(text);
    if (match === null) {
      // Elixir and Erlang shorten long binaries: `<<1, 2, ...>>`.
      const fault = run.bytes.length > 0 ? cutAfter(text, at) : undefined;
      return fault === undefined ? undefined : { spelling: 'erlang', start, end: at, weight: 3, run, fault };
    }
    if (!addElement(run, match, text, at)) return undefined;
    at = ELEMENT.lastIndex;
    if (match[8] === '>>') return { spelling: 'erlang', start, end: at, weight: 3, run };
  }
}

function addElement(run: RunBuilder, match: RegExpExecArray, text: string, at: number): boolean {
  const [whole, , hex, , binary, digits, character, string] = match;
  const start = at + (whole.length - whole.trimStart().length);
  const end = at + whole.length - match[8]!.length;
  if (string !== undefined) {
    const from = text.indexOf('"', start) + 1;
    const parts = partsOf(text, from, from + string.length);
    if (!parts.ok || parts.parts.some(({ kind, value }) => kind === 'digits' || kind === 'char' || value > 0xff)) {
      return false;
    }
    for (const part of parts.parts) run.add(part.value, part.start, part.end);
    return true;
  }
  const byte =
    character !== undefined
      ? character.charCodeAt(0)
      : Number.parseInt(hex ?? binary ?? digits!, hex !== undefined ? 16 : binary !== undefined ? 2 : 10);
  if (byte > 0xff) return false;
  run.add(byte, start, start + text.slice(start, end).trimEnd().length);
  return true;
}
