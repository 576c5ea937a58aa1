/**
 * The bytes in rows, as one grid with one tab stop: arrow keys move the focus, and hex digits overwrite a byte.
 * @module
 */

import type { Cell } from '../bytes/cells.js';
import { hexOf } from '../bytes/hex.js';
import { byId, el, fill, rich, spoken } from '../dom.js';
import { light, place } from './light.js';

/** Called with the new value of the byte at this offset. */
export type OnEdit = (at: number, byte: number) => void;

const grid = byId('cells');
const readout = byId('readout');
const field = byId<HTMLInputElement>('byte');
const isNarrow = matchMedia('(width < 46rem)');

let cells: readonly Cell[] = [];
let current = 0;
/** Has the user typed only the first digit of the current byte? */
let isHalf = false;

const columns = () => (isNarrow.matches ? 8 : 16);

/** @param bits - Whether to show the bits of each byte. */
export function showPane(shown: readonly Cell[], bits: boolean): void {
  const hadFocus = grid.contains(document.activeElement);
  cells = shown;
  current = Math.max(0, Math.min(current, cells.length - 1));
  const rows: HTMLElement[] = [];
  for (let start = 0; start < cells.length; start += columns()) {
    const row = cells.slice(start, start + columns());
    rows.push(
      el(
        'div.row',
        { role: 'row' },
        el('span.offset', { role: 'rowheader' }, row[0]!.at),
        ...row.map((cell, index) => cellOf(cell, bits, start + index === current)),
      ),
    );
  }
  fill(grid, rows);
  if (hadFocus) focusOn(current);
  showReadout();
}

function cellOf(cell: Cell, bits: boolean, isCurrent: boolean): HTMLElement {
  const { at, byte, plain, hue, name, shown, from, to, fault, wrongBits } = cell;
  const isBad = fault !== undefined;
  const digits = byte.toString(2).padStart(8, '0').split('');
  return el(
    `div.cell.${hue}${isBad ? '.bad' : ''}${isBad && at === from ? '.first' : ''}${isBad && at === to - 1 ? '.last' : ''}`,
    {
      role: 'gridcell',
      tabindex: isCurrent ? 0 : -1,
      'data-at': at,
      ...place(from, to),
    },
    spoken(`byte ${at}: `),
    el('b', {}, hexOf([byte])),
    bits &&
      el('span.bits', {}, ...digits.map((digit, bit) => el(wrongBits.includes(bit) ? 'i.wrong' : 'i', {}, digit))),
    plain !== undefined && spoken(', unmasked '),
    plain !== undefined && el('span.plain', {}, hexOf([plain])),
    name === 'reason' && el('span.character', {}, shown),
    spoken(`, ${name}${isBad ? ', wrong' : ''}`),
  );
}

function focusOn(index: number): void {
  if (index < 0 || index >= cells.length) return;
  isHalf = false;
  const all = grid.querySelectorAll<HTMLElement>('.cell');
  all[current]!.tabIndex = -1;
  current = index;
  all[current]!.tabIndex = 0;
  all[current]!.focus();
}

/** Describes the current byte above the grid. */
function showReadout(): void {
  const cell = cells[current];
  readout.hidden = cell === undefined;
  if (cell === undefined) return;
  const { at, byte, plain, name, fault } = cell;
  readout.firstElementChild!.textContent = `Byte ${at}`;
  if (document.activeElement !== field) field.value = hexOf([byte]);
  const unmasked = plain === undefined ? '' : `, unmasked \`${hexOf([plain])}\``;
  fill(
    readout.lastElementChild!,
    rich(`${name}${unmasked}${name === 'reason' && fault !== undefined ? `: ${fault}` : ''}`),
  );
}

/** @param onEdit - Called when the user overwrites a byte. */
export function connectPane(onEdit: OnEdit, onResize: () => void): void {
  isNarrow.addEventListener('change', onResize);
  grid.addEventListener('focusin', ({ target }) => {
    current = [...grid.querySelectorAll('.cell')].indexOf(target as HTMLElement);
    for (const [index, cell] of grid.querySelectorAll<HTMLElement>('.cell').entries())
      cell.tabIndex = index === current ? 0 : -1;
    light(cells[current]!.from, cells[current]!.to);
    showReadout();
  });
  grid.addEventListener('focusout', () => light());
  grid.addEventListener('click', ({ target }) => {
    if (target instanceof Element) target.closest<HTMLElement>('.cell')?.focus();
  });
  grid.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const width = columns();
    const row = current - (current % width);
    const last = cells.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: current + 1,
      ArrowLeft: current - 1,
      ArrowDown: current + width,
      ArrowUp: current - width,
      Home: ctrlKey ? 0 : row,
      End: ctrlKey ? last : Math.min(row + width - 1, last),
    };
    const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
    if (move !== undefined) {
      focusOn(move);
      event.preventDefault();
    } else if (/^[\da-f]$/i.test(key) && !ctrlKey && !metaKey && !altKey) {
      const digit = Number.parseInt(key, 16);
      const { at, byte } = cells[current]!;
      const isSecond = isHalf;
      onEdit(at, isSecond ? (byte & 0xf0) | digit : (digit << 4) | (byte & 15));
      if (isSecond) focusOn(current + 1);
      isHalf = !isSecond;
    }
  });
  field.addEventListener('input', (event) => {
    event.stopPropagation();
    if (/^[\da-f]{2}$/i.test(field.value)) onEdit(cells[current]!.at, Number.parseInt(field.value, 16));
  });
  field.addEventListener('change', showReadout);
}
