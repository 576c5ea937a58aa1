/**
 * The table next to the pane: one row per field.
 * @module
 */

import { describeCode } from 'close-frame';
import type { InspectedField } from 'close-frame/inspect';
import { hueOf } from '../bytes/cells.js';
import type { Look } from '../bytes/look.js';
import { byId, el, fill, sectionLink } from '../dom.js';
import { place } from './light.js';

const MAX_VALUE_LENGTH = 300;

/** Fills the table. */
export function showTable({ inspection, base }: Pick<Look, 'inspection' | 'base'>): void {
  fill(
    byId('fields'),
    (inspection?.fields ?? []).map((field) => row(field, base)),
  );
}

function row(field: InspectedField, base: number): HTMLElement {
  const { name, bits, bitOffset, meaning, section, broken } = field;
  const [start, end] = [base + field.start, base + field.end];
  const bytes = end - start > 1 ? `bytes ${start}–${end - 1}` : `byte ${start}`;
  return el(
    `tr.${hueOf(field)}`,
    place(start, end),
    el(
      'th',
      { scope: 'row' },
      name,
      el('small', {}, bits === undefined ? bytes : `${bytes}, ${bitsAt(bitOffset, bits.length)}`),
    ),
    el('td', {}, ...shownValue(field)),
    el(
      'td',
      {},
      broken && el('strong', {}, '✗ invalid '),
      `${meaning} `,
      name === 'status code' && field.value !== undefined && meaningOf(field.value),
      sectionLink(section),
    ),
  );
}

/** Bits are numbered from the most significant one, as in the RFC's diagram. */
function bitsAt(offset: number, count: number): string {
  return count === 1 ? `bit ${offset}` : `bits ${offset}–${offset + count - 1}`;
}

function meaningOf(code: number): HTMLElement {
  return el('p', {}, describeCode(code).description, ' ', el('a', { href: `#${code}` }, `All about ${code}`));
}

function shownValue({ bits, value, name }: InspectedField): (HTMLElement | string | false)[] {
  if (bits !== undefined) return [el('code', {}, bits), bits.length > 1 && el('small', {}, `= ${value}`)];
  if (name === 'reason') return [quote(String(value))];
  if (name === 'masking key') return [el('code', {}, String(value).replace(/..(?=.)/g, '$& '))];
  return [value === undefined ? '–' : el('code', {}, value)];
}

/** Text from the peer. If it is long, only its start and its length are shown. */
export function quote(text: string): HTMLElement {
  const more = text.length > MAX_VALUE_LENGTH ? `… (${text.length.toLocaleString('en')} characters in all)` : '';
  return el('bdi.quote', {}, text.slice(0, MAX_VALUE_LENGTH) + more);
}
