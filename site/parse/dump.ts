/**
 * Hex dumps with offsets and perhaps a column of characters: those of Wireshark, tshark, xxd, hexdump and od.
 * @module
 */

import { type Reading, read } from './reading.js';

const LINE = /^\s*(?:0x)?([0-9a-f]{4,16})(?::|[ \t]|$)(.*)$/i;

/** Of one line alone, a colon or a wide gap tells its offset from two bytes. */
const LONE_LINE = /^\s*(?:0x)?0{4,16}(?::|[ \t]{2})/i;

const MAX_LINE_BYTES = 64;

/** What the dump holds; `undefined` where the text is none: where its offsets do not follow from its bytes. */
export function parseDump(text: string): Reading | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 1 && !LONE_LINE.test(text)) return undefined;
  const rows: { offset: number; rest: string }[] = [];
  for (const line of lines) {
    const match = LINE.exec(line.trimEnd());
    if (match === null) return undefined;
    rows.push({ offset: Number.parseInt(match[1]!, 16), rest: match[2]! });
  }
  const bytes: number[] = [];
  for (const [index, { offset, rest }] of rows.entries()) {
    const next = rows[index + 1];
    const expected = next === undefined ? undefined : next.offset - offset;
    if (expected !== undefined && (expected <= 0 || expected > MAX_LINE_BYTES)) return undefined;
    const isEndMark = next === undefined && index > 0 && rest.trim() === ''; // hexdump closes with the length alone
    if (isEndMark) continue;
    const row = parseRow(rest, expected ?? MAX_LINE_BYTES);
    if (row.length === 0 || (expected !== undefined && row.length !== expected)) return undefined;
    bytes.push(...row);
  }
  return bytes.length === 0 ? undefined : read('a hex dump', bytes);
}

/** The bytes of a line behind its offset; none where what follows them is no column of characters. */
function parseRow(rest: string, limit: number): number[] {
  const bytes: number[] = [];
  const pair = /[ \t]*([0-9a-f]{2})(?=[0-9a-f]{2}|[ \t]|$)/iy;
  let at = 0;
  while (bytes.length < limit && !isColumn(rest.slice(at), bytes)) {
    pair.lastIndex = at;
    const match = pair.exec(rest);
    if (match === null) break;
    bytes.push(Number.parseInt(match[1]!, 16));
    at = pair.lastIndex;
  }
  return rest.slice(at).trim().length <= bytes.length + '|  |'.length ? bytes : [];
}

/** Is this the column that shows these bytes as characters? Blanks do not count: some dumps part it in the middle. */
function isColumn(text: string, bytes: readonly number[]): boolean {
  if (bytes.length === 0 || !/^[ \t]{2}/.test(text)) return false;
  const shown = bytes.map((byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'));
  const pattern = shown.map((character, index) => (bytes[index] === 0x20 ? '' : character)).join('');
  const column = text.replace(/\s/g, '');
  return [pattern, `|${pattern}|`, `>${pattern}<`].includes(column);
}
