/** The Markdown of the document. */

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;

/** A table; the column `right` is right-aligned. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], right = -1): string {
  return row(header) + row(header.map((_, index) => (index === right ? '--:' : '---'))) + rows.map(row).join('');
}

/** Text that can be linked to. */
export function linked(anchor: string, text: string): string {
  return `<a id="${anchor}"></a>${text}`;
}

/** The anchor of a stack's cell. */
export function anchorOf(name: string, id: string): string {
  return `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${id}`;
}
