/**
 * The inspector page: what the form says, shown.
 * @module
 */

import { showCodes } from './codes/table.js';
import { freshKey } from './compose.js';
import { copyWith } from './copy.js';
import { byId } from './dom.js';
import { listCodes, showError, showMode } from './form.js';
import { fillFrom, fragmentOf, isOfForm } from './fragment.js';
import { type Input, readInput } from './input.js';
import { showResult, tieCellsToFields } from './view/result.js';

/** Text from this length on is looked at when the typing pauses. */
const LONG_TEXT = 20_000;
const PAUSE_MS = 250;

const form = byId('input', HTMLFormElement);
const text = byId('bytes', HTMLTextAreaElement);
const query = byId('q', HTMLInputElement);
let input: Input;
let showing: ReturnType<typeof setTimeout> | undefined;
let addressing: ReturnType<typeof setTimeout> | undefined;

function show(): void {
  showMode();
  input = readInput(form);
  showError(input);
  showResult(input, byId('bits', HTMLInputElement).checked);
  showCodes(query.value);
}

/** The address without a fragment. */
function bareAddress(): string {
  return location.href.replace(/#.*/s, '');
}

/** Keeps the link in the address bar; in a pause, as Safari takes 100 changes in 30 seconds. */
function address(): void {
  clearTimeout(addressing);
  addressing = setTimeout(() => {
    const fragment = fragmentOf(form) ?? '#';
    history.replaceState(null, '', fragment === '#' ? bareAddress() : fragment);
  }, PAUSE_MS * 2);
}

function load(): void {
  if (!isOfForm(location.hash)) return;
  clearTimeout(addressing);
  fillFrom(location.hash, form);
  show();
  if (/^#q=[^&]*$/.test(location.hash)) byId('codes', HTMLElement).scrollIntoView();
}

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () =>
  setTimeout(() => {
    show();
    address();
  }),
);
// On the document, as some of the form's controls stand outside of it.
document.addEventListener('input', ({ target }) => {
  address();
  if (target === query) {
    showCodes(query.value);
    return;
  }
  clearTimeout(showing);
  if (text.value.length < LONG_TEXT) show();
  else showing = setTimeout(show, PAUSE_MS);
});
document.addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLButtonElement) || target.dataset['example'] === undefined) return;
  fillFrom(target.dataset['example'], form);
  show();
  address();
});
byId('fresh-key', HTMLButtonElement).addEventListener('click', () => {
  byId('key', HTMLInputElement).value = freshKey();
  show();
  address();
});
byId('key', HTMLInputElement).addEventListener('blur', show); // an empty one becomes a fresh one
window.addEventListener('hashchange', load);

copyWith(
  'copy-hex',
  () => (input.ok ? [...input.bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ') : undefined),
  'There are no bytes to copy.',
);
copyWith(
  'copy-link',
  () => {
    const fragment = fragmentOf(form);
    return fragment && bareAddress() + fragment;
  },
  'This is too long for a link.',
);
listCodes();
tieCellsToFields();
load();
