/**
 * Arranges text in columns.
 * @module
 */

import type { Paint, Style } from './paint.js';

/** A text, perhaps with a style. */
export type Cell = string | readonly [style: Style, text: string];

/** The cells of one line. Cells at the end may be left out. */
export type Row = readonly Cell[];

/** The rows as lines with aligned columns. The last cell of a row is not padded. */
export function table(rows: readonly Row[], paint: Paint, indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textOf(cell).length);
    });
  }
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const text = textOf(cell);
      const painted = typeof cell === 'string' ? cell : paint(cell[0], text);
      return column === row.length - 1 ? painted : painted + ' '.repeat(widths[column]! - text.length);
    });
    return (indent + cells.join('  ')).trimEnd();
  });
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell[1];
}
