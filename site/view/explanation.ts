/**
 * The explanation beside the cells: a row for each field.
 * @module
 */

import type { InspectedField } from 'close-frame/inspect';
import { el, sectionLink } from '../dom.js';
import type { Group } from './groups.js';

const MAX_VALUE_LENGTH = 300;

/** The rows of the table. */
export function explanationRows(groups: readonly Group[]): HTMLElement[] {
  return groups.flatMap(({ hue, fields }, index) => fields.map((field) => row(field, hue, index)));
}

function row(field: InspectedField, hue: string, index: number): HTMLElement {
  const { name, start, end, bits, bitOffset, meaning, section, broken } = field;
  const bytes = end - start > 1 ? `bytes ${start}–${end - 1}` : `byte ${start}`;
  const place = bits === undefined ? bytes : `${bytes}, ${bitsAt(bitOffset, bits.length)}`;
  return el(
    broken ? `tr.hue-${hue}.broken` : `tr.hue-${hue}`,
    { 'data-group': index, tabindex: -1 },
    el('th', { scope: 'row' }, el('span.name', {}, name), el('span.place', {}, place)),
    el(bits === undefined ? 'td' : 'td.bitwise', {}, ...shownValue(field)),
    el('td', {}, broken && el('strong.refused', {}, '✗ refused '), `${meaning} `, sectionLink(section)),
  );
}

/** Bits are counted as in the RFC's drawing, from the most significant on. */
function bitsAt(offset: number, count: number): string {
  return count === 1 ? `bit\u00a0${offset}` : `bits\u00a0${offset}–${offset + count - 1}`;
}

function shownValue({ bits, value, name }: InspectedField): (HTMLElement | string | undefined)[] {
  if (bits !== undefined) {
    return [el('code', {}, bits), bits.length > 1 ? el('span.number', {}, `= ${value}`) : undefined];
  }
  if (name === 'reason') return [el('bdi.quote', {}, shortened(String(value)))];
  if (name === 'masking key') return [el('code', {}, String(value).replace(/..(?=.)/g, '$& '))];
  return [value === undefined ? '–' : el('code', {}, value)];
}

/** The text, or its beginning and how long it is. */
export function shortened(text: string): string {
  if (text.length <= MAX_VALUE_LENGTH) return text;
  return `${text.slice(0, MAX_VALUE_LENGTH)}… (${text.length.toLocaleString('en')} characters in all)`;
}
