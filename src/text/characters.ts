/**
 * Rows of `od -c` and `hexdump -c`: a character, an escape or three octal digits in fields four columns wide.
 * @module
 */

import type { Row } from './rows.js';
import { RunBuilder } from './run.js';
import type { Run } from './types.js';

const FIELD = /^(?: {3}([!-~])| {2}\\([0abtnvfr])| ([0-3][0-7]{2})| {4})$/;

const CONTROLS: Readonly<Record<string, number>> = { '0': 0, a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

function isShown(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0 || (byte > 6 && byte < 14);
}

const WIDTH = 4;

/** The bytes of each row. hexdump pads the last row with blanks, which look like spaces in the data. */
export function characterRows(rows: readonly Row[]): Run[] | undefined {
  const runs: Run[] = [];
  for (const row of rows) {
    const run = runOf(row);
    if (run === undefined) return undefined;
    runs.push(run);
  }
  return runs;
}

function runOf({ rest, restStart }: Row): Run | undefined {
  // The head of the row includes the blanks before the first field.
  const fields = rest.trimStart();
  const lead = WIDTH - (/^[0-3][0-7]{2}(?: |$)/.test(fields) ? 3 : fields.startsWith('\\') ? 2 : 1);
  const line = ' '.repeat(lead) + fields;
  const start = restStart + rest.length - fields.length - lead;
  const padded = line.padEnd(Math.ceil(line.length / WIDTH) * WIDTH);
  const run = new RunBuilder();
  for (let at = 0; at < padded.length; at += WIDTH) {
    const match = FIELD.exec(padded.slice(at, at + WIDTH));
    if (match === null) return undefined;
    const [, character, control, digits] = match;
    // A byte that has a character or an escape is never written in digits.
    if (digits !== undefined && isShown(Number.parseInt(digits, 8))) return undefined;
    const byte =
      character?.charCodeAt(0) ?? CONTROLS[control ?? ''] ?? (digits === undefined ? 0x20 : Number.parseInt(digits, 8));
    run.add(byte, start + at, start + at + WIDTH);
  }
  return run;
}
