/**
 * Splits a text into lines, rows and numbers, once for all spellings.
 * @module
 */

import { bareNumbers } from './bare.js';
import { findDumps } from './dumps.js';
import { listNumbers } from './list.js';
import { type Row, rowGroups } from './rows.js';
import type { Find, Line, Numbers, Source, SpellingName } from './types.js';
import { MAX_LINES, MAX_PLACES, MAX_ROWS } from './types.js';
import { unitReaders } from './units.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's color begins with a control character.
const COLOR = /\x1b\[[\d;]*[A-Za-z]/g;

/** Splits a text. Rows, numbers and dumps are found when a spelling first asks for them. */
export function sourceOf(pasted: string): Source {
  // Replace a terminal's colors by blanks, so that all places in the text stay the same.
  const text = pasted.includes('\x1b') ? pasted.replace(COLOR, (color) => ' '.repeat(color.length)) : pasted;
  const lines = linesOf(text);
  let found: { readonly numbers: readonly Numbers[] | undefined } | undefined;
  let rows: readonly (readonly Row[])[] | undefined;
  const all = () => (found ??= { numbers: isDump(source) ? [] : numbersOf(source) });
  const dumps = new Map<SpellingName, readonly Find[]>();
  const source: Source = {
    text,
    lines,
    get rows() {
      rows ??= rowGroups(source);
      return rows;
    },
    get numbers() {
      return all().numbers!; // not undefined: a text over the limits is refused before this is read
    },
    dumps(spelling) {
      const finds = dumps.get(spelling) ?? findDumps(source, spelling);
      dumps.set(spelling, finds);
      return finds;
    },
    get isOverLimits() {
      if (lines.length > MAX_LINES) return true;
      const count = source.rows.reduce((sum, group) => sum + group.length, 0);
      return count > MAX_ROWS || all().numbers === undefined;
    },
  };
  return source;
}

/** Is the whole text one dump? Then its numbers are not read in another way. */
function isDump(source: Source): boolean {
  const { text } = source;
  return Object.keys(unitReaders).some((spelling) => {
    const [dump, another] = source.dumps(spelling as SpellingName);
    if (dump === undefined || another !== undefined || dump.fault !== undefined) return false;
    return text.slice(0, dump.start).trim() === '' && text.slice(dump.end).trim() === '';
  });
}

/** The numbers of a text, in brackets or without; `undefined` if there are too many. */
function numbersOf(source: Source): readonly Numbers[] | undefined {
  const lists = listNumbers(source.text);
  const bare = lists && bareNumbers(source, lists);
  return bare && lists.length + bare.length <= MAX_PLACES ? [...lists, ...bare] : undefined;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline;
    const end = next > start && text[next - 1] === '\r' ? next - 1 : next;
    lines.push({ start, end, text: text.slice(start, end) });
    start = next + 1;
  }
  return lines;
}
