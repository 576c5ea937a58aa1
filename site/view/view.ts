/**
 * Everything that is shown for a text: its colors, the verdict, the findings, the pane and the table.
 * @module
 */

import { type Cell, cellsOf, MAX_CELLS } from '../bytes/cells.js';
import { countOf } from '../bytes/hex.js';
import { type Asked, type Look, MAX_BYTES } from '../bytes/look.js';
import { button, byId, el, fill } from '../dom.js';
import { paintText } from './editor.js';
import { type Actions, findingsOf } from './findings.js';
import { light, placeOf } from './light.js';
import { showPane } from './pane.js';
import { quote, showTable } from './table.js';
import type { Verdict } from './verdict.js';

const marks = { good: '✓', bad: '✗', open: '…' } as const;

/** Three examples: a masked frame, a broken one, and one with a hint that repairs it. */
const examples: readonly (readonly [title: string, text: string])[] = [
  ['A browser leaves the page', '88 8d 25 34 ec 5b 26 dd 9c 3a 42 51 cc 38 49 5b 9f 3e 41'],
  ['Broken UTF-8 in a log', "DEBUG < CLOSE b'\\x88\\x0e\\x03\\xefbad byte \\xe2\\x9c('"],
  ['Bytes in the wrong order', 'uint8_t close[] = { 0x88, 0x06, 0xe8, 0x03, 0x64, 0x6f, 0x6e, 0x65 };'],
];

/** Shows what was found in the text and the verdict. If there is neither, invites the user to paste something. */
export function showLook(look: Look | undefined, verdict: Verdict | undefined, ask: Asked, actions: Actions): void {
  const cells = look === undefined ? [] : cellsOf(look);
  paintText(look, cells);
  const said = byId('verdict');
  said.className = verdict?.tone ?? '';
  fill(said, verdict === undefined ? invitation() : verdictOf(verdict, look?.inspection?.reason));
  const invited = verdict === undefined ? [examplesOf(actions)] : [];
  fill(byId('findings'), look === undefined ? invited : findingsOf(look, ask, actions));
  showAnatomy(look, cells);
}

function invitation(): HTMLElement[] {
  return [
    el('h2', {}, 'What does your Close frame say?'),
    el(
      'p',
      {},
      'Paste it as DevTools, Wireshark, a debugger or a log shows it. Each byte gets the color of its field, and every error is explained.',
    ),
  ];
}

function verdictOf({ tone, title, text }: Verdict, reason = ''): HTMLElement[] {
  return [
    el('span.mark', { 'aria-hidden': true }, marks[tone]),
    el('h2', {}, title, ' ', reason !== '' && quote(reason)),
    el('p', {}, text),
  ];
}

function examplesOf({ replace }: Actions): HTMLElement {
  const items = examples.map(([title, text]) =>
    el(
      'p',
      {},
      button(title, () => replace(text)),
      ' ',
      el('code.soft', {}, text),
    ),
  );
  return el('div', { role: 'group', 'aria-label': 'Examples' }, el('b', {}, 'Or try an example:'), ...items);
}

function showAnatomy(look: Look | undefined, cells: readonly Cell[]): void {
  const { reading, inspection, base = 0 } = look ?? {};
  for (const id of ['pane', 'table']) byId(id).hidden = inspection === undefined;
  showPane(cells, byId<HTMLInputElement>('bits').checked);
  if (reading === undefined || inspection === undefined) return;
  const { length } = reading.bytes;
  const less = length > MAX_BYTES ? `; the first ${countOf(MAX_BYTES)} are inspected` : '';
  const shown = length - base > MAX_CELLS ? `; the first ${MAX_CELLS} are shown` : '';
  byId('origin').textContent = `${countOf(length)}, read as a ${inspection.as}${less || shown}`;
  showTable({ inspection, base });
}

/** Makes pointing at a table row or at a byte light up both. */
export function connectTableAndPane(): void {
  const inspector = byId('inspector');
  for (const type of ['pointerover', 'click'])
    inspector.addEventListener(type, ({ target }) => light(...(placeOf(target) ?? [])));
  inspector.addEventListener('pointerleave', () => light(...(placeOf(document.activeElement) ?? [])));
}
