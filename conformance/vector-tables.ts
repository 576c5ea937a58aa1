/** The tables of rules and stacks, one per language. */

import { AGREES, NOT_CONCERNED } from './cells.js';
import type { Measurement } from './data.js';
import { anchorOf, linked, table } from './markdown.js';
import { rules } from './rules.js';
import { vectors } from './vectors.js';

/** The cell of a rule that was added after the stack was last measured. */
const UNKNOWN = '?';

export function isDifference(cell: string | undefined): cell is string {
  return cell !== undefined && ![AGREES, NOT_CONCERNED, UNKNOWN].includes(cell);
}

export function ruleTables(stacks: readonly Measurement[]): string {
  const languages = [...new Set(stacks.map(({ language }) => language))];
  return languages
    .map((language, index) => {
      const those = stacks.filter((stack) => stack.language === language);
      return `### ${language}\n\n${ruleTable(those, index === 0)}`;
    })
    .join('\n');
}

/** Each cell that differs has an anchor, so that other pages can link to it. So does each rule, in the first table. */
function ruleTable(stacks: readonly Measurement[], isFirst: boolean): string {
  const header = ['', 'rule', 'section', 'vectors', ...stacks.map(({ name, version }) => `${name} ${version}`)];
  const rows = rules.map(({ id, rule, section, concerns }, index) => {
    const cells = stacks.map(({ name, cells }) => {
      const cell = cells[id] ?? UNKNOWN;
      return isDifference(cell) ? linked(anchorOf(name, id), cell) : cell;
    });
    const count = vectors.filter(concerns).length;
    return [isFirst ? linked(id, `${index + 1}`) : `${index + 1}`, rule, section, `${count}`, ...cells];
  });
  return `${table(header, rows, 3)}${origins(stacks)}`;
}

/** Who measured each stack, and when. */
function origins(stacks: readonly Measurement[]): string {
  const texts = stacks.map(({ name, date, source }) => `${name} ${date}${source ? ` (${source})` : ''}`);
  const notes = stacks.flatMap(({ name, note }) => (note === undefined ? [] : [linked(anchorOf(name, 'note'), note)]));
  return `\nMeasured: ${texts.join(', ')}.\n${notes.map((note) => `\n${note}\n`).join('')}`;
}
