/**
 * Everything below the form: the verdict, the cells, the explanation.
 * @module
 */

import { inspectClose } from 'close-frame/inspect';
import { byId, el, fill } from '../dom.js';
import type { Input } from '../input.js';
import { cellBlocks, MAX_CELLS } from './cells.js';
import { explanationRows } from './explanation.js';
import { groupsOf } from './groups.js';
import { countOf, facts, type Verdict, verdictOf } from './verdict.js';

const marks = { good: '✓', bad: '✗', open: '…' } as const;

/** @param bits - Shall each byte be shown bit by bit? */
export function showResult(input: Input, bits: boolean): void {
  byId('anatomy', HTMLElement).hidden = !input.ok;
  if (!input.ok) {
    byId('verdict-heading', HTMLElement).textContent = 'What the bytes say';
    showVerdict({
      tone: 'bad',
      title: input.control === 'bytes' ? 'No bytes to inspect' : 'No frame to send',
      text: input.message,
    });
    fill(byId('facts', HTMLElement), []);
    return;
  }
  const { bytes, options, origin, isExample } = input;
  const inspection = inspectClose(bytes, options);
  const groups = groupsOf(inspection.fields);
  byId('verdict-heading', HTMLElement).textContent = isExample ? 'An example' : 'What the bytes say';
  showVerdict(verdictOf(inspection));
  fill(byId('facts', HTMLElement), facts(inspection));
  const shown = bytes.length > MAX_CELLS ? `; the first ${MAX_CELLS} are shown` : '';
  byId('origin', HTMLElement).textContent = `${countOf(bytes.length)}, ${origin}, taken for a ${inspection.as}${shown}`;
  fill(byId('cells', HTMLElement), cellBlocks(bytes, inspection, groups, bits));
  fill(byId('fields', HTMLElement), explanationRows(groups));
}

function showVerdict({ tone, title, text }: Verdict): void {
  const verdict = byId('verdict', HTMLElement);
  verdict.className = tone;
  fill(verdict, [
    el('span.mark', { 'aria-hidden': 'true' }, marks[tone]),
    el('div', {}, el('p.title', {}, title), el('p', {}, text)),
  ]);
}

/** Ties each block of cells to its rows of the explanation: pointing at one marks both, its button leads to them. */
export function tieCellsToFields(): void {
  const anatomy = byId('anatomy', HTMLElement);
  const groupOf = ({ target }: Event) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-group]')?.dataset['group'] : undefined;
  const mark = (group: string | undefined) => {
    for (const element of anatomy.querySelectorAll<HTMLElement>('[data-group]')) {
      element.classList.toggle('marked', element.dataset['group'] === group);
    }
  };
  for (const type of ['pointerover', 'focusin']) anatomy.addEventListener(type, (event) => mark(groupOf(event)));
  for (const type of ['pointerleave', 'focusout']) anatomy.addEventListener(type, () => mark(undefined));
  anatomy.addEventListener('click', (event) => {
    if (!(event.target instanceof HTMLButtonElement)) return;
    anatomy.querySelector<HTMLElement>(`tr[data-group="${groupOf(event)}"]`)?.focus();
  });
}
