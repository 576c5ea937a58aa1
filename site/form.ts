/**
 * What the form itself shows: the mode's controls, what is wrong with one of them, how long the reason is.
 * @module
 */

import { closeCodes, MAX_REASON_BYTES } from 'close-frame';
import { freshKey } from './compose.js';
import { byId, el, fill } from './dom.js';
import type { Input } from './input.js';

/** How much of the text is shown on either side of what cannot be read. */
const EXCERPT_LENGTH = 16;

const encoder = new TextEncoder();

/** Offers every code that may be sent. */
export function listCodes(): void {
  const options = closeCodes.filter(({ sendable }) => sendable);
  fill(
    byId('codes-list', HTMLDataListElement),
    options.map(({ code, name }) => el('option', { value: code }, name)),
  );
}

/** Shows the controls of the mode alone, and of a masked frame its key. */
export function showMode(): void {
  const isComposing = byId('compose-mode', HTMLInputElement).checked;
  for (const [id, isShown] of [
    ['bytes-controls', !isComposing],
    ['compose-controls', isComposing],
  ] as const) {
    const controls = byId(id, HTMLFieldSetElement);
    controls.hidden = !isShown;
    controls.disabled = !isShown; // so they are no part of the form's data either
  }
  const isMasked = byId('send', HTMLSelectElement).value === 'client';
  const key = byId('key', HTMLInputElement);
  byId('key-controls', HTMLElement).hidden = !isMasked;
  key.disabled = !isMasked;
  if (isComposing && isMasked && key.value === '' && document.activeElement !== key) key.value = freshKey();
  const length = encoder.encode(byId('reason', HTMLTextAreaElement).value).length;
  byId('reason-count', HTMLElement).textContent = `${length} of ${MAX_REASON_BYTES} bytes`;
}

/** Says at its control what is wrong with it. */
export function showError(input: Input): void {
  for (const id of ['bytes', 'code', 'reason', 'key']) {
    const isWrong = !input.ok && input.control === id;
    const control = byId(id, HTMLElement);
    const error = byId(`${id}-error`, HTMLElement);
    control.setAttribute('aria-invalid', String(isWrong));
    error.hidden = !isWrong;
    fill(error, isWrong ? ['✗ ', input.message, ...excerpt(input)] : []);
  }
}

/** Where in the text it is, and a button that selects it there. */
function excerpt({ control, range }: Extract<Input, { ok: false }>): HTMLElement[] {
  const text = byId(control, HTMLElement);
  if (range === undefined || !(text instanceof HTMLTextAreaElement)) return [];
  const { start, end } = range;
  const line = text.value.slice(0, start).split('\n');
  const place = `Line ${line.length}, column ${line.at(-1)!.length + 1}: `;
  const from = Math.max(0, start - EXCERPT_LENGTH);
  const button = el('button.quiet', { type: 'button' }, 'Select it');
  button.addEventListener('click', () => {
    text.focus();
    text.setSelectionRange(start, end);
  });
  return [
    el(
      'span.excerpt',
      {},
      place,
      el(
        'code',
        {},
        from > 0 && '…',
        text.value.slice(from, start),
        el('mark', {}, text.value.slice(start, end)),
        text.value.slice(end, end + EXCERPT_LENGTH),
        end + EXCERPT_LENGTH < text.value.length && '…',
      ),
    ),
    button,
  ];
}
