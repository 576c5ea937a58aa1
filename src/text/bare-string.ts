/**
 * Escapes without quotation marks: `\x88\x05\x03\xe8bye`, `\x88 \x05`, `\015\162Error`.
 * @module
 */

import { cutAfter, lostIn } from './ellipsis.js';
import { partsOf } from './escapes.js';
import { RunBuilder } from './run.js';
import { findOf, readingsOf } from './string-bytes.js';
import type { Find, Line, Source } from './types.js';

const ESCAPE = /\\(?:x[0-9a-f]{2}|u00[0-9a-f]{2}|u\{[0-9a-f]{1,2}\}|\d{1,3})/i;

/** Only escapes, with blanks and commas between them. */
const SPACED =
  /^(?:\\x[0-9a-f]{2}|\\u00[0-9a-f]{2}|\\\d{3})(?:[\s,;]*(?:\\x[0-9a-f]{2}|\\u00[0-9a-f]{2}|\\\d{3}))*[\s,;]*$/i;

/** `\x8802`: PostgreSQL's bytea, which `hex.ts` reads. */
const BYTEA = /^\\x(?:[0-9a-f]{2}){2,}$/i;

/** The strings in a text that has no quotation marks. */
export function bareStrings({ text, lines }: Source): Find[] {
  if (!ESCAPE.test(text)) return [];
  const trimmed = text.trim();
  const start = text.indexOf(trimmed);
  if (BYTEA.test(trimmed)) return [];
  if (SPACED.test(trimmed)) {
    return [read(text, { start, end: start + trimmed.length }, true)];
  }
  return lines.flatMap((line) => {
    const found = findIn(text, line);
    return found === undefined ? [] : [found];
  });
}

function findIn(text: string, line: Line): Find | undefined {
  const first = line.text.search(ESCAPE);
  if (first < 0) return undefined;
  const indent = line.text.length - line.text.trimStart().length;
  const word = line.text.lastIndexOf(' ', first) + 1;
  const label = /^[\s\S]*[\w\])][:=]/.exec(line.text.slice(word, first))?.[0].length ?? 0;
  const from = line.start + Math.max(word + label, indent);
  const opens = from === line.start + indent;
  const afterLastEscape = line.text.slice(line.text.lastIndexOf('\\')).trimEnd();
  if (!opens && /\s/.test(afterLastEscape)) {
    const fault = 'without quotation marks, nothing shows where the bytes end';
    return { spelling: 'string', start: from, end: line.end, weight: 3, run: new RunBuilder(), fault };
  }
  // After a digit and blanks, this is a row of characters that od prints, not a string.
  if (/\d\s{2,}$/.test(text.slice(Math.max(line.start, from - 40), from))) return undefined;
  const end = line.start + line.text.trimEnd().length;
  const found = read(text, { start: from, end }, false);
  if (end === line.end || found.fault !== undefined) return found;
  const { spelling, run } = read(text, { start: from, end: line.end }, false);
  return { ...found, others: [...(found.others ?? []), { spelling, run }] }; // the blanks at the end may be bytes
}

/** @param isSpaced - Are the blanks and commas between the escapes separators, not bytes? */
function read(text: string, place: { start: number; end: number }, isSpaced: boolean): Find {
  // Without quotation marks, an ellipsis at the end may be bytes or stand for bytes that are missing.
  const fault =
    lostIn(text, place) ?? cutAfter(text, /\.{3}$/.test(text.slice(0, place.end)) ? place.end - 3 : place.end);
  const all = partsOf(text, place.start, place.end);
  if (!all.ok || fault !== undefined) {
    const why = all.ok ? fault : `“${text.slice(all.start, all.end)}” is not a byte`;
    return { spelling: 'string', ...place, weight: 3, run: new RunBuilder(), fault: why };
  }
  const parts = isSpaced ? all.parts.filter(({ start, end }) => end > start + 1) : all.parts;
  return findOf(readingsOf(parts, { isOctal: false, quote: '' }), place, 3);
}
