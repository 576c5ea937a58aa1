/**
 * The inspector page: shows what the form describes.
 * @module
 */

import { MAX_REASON_BYTES, reasonByteLength } from 'close-frame';
import { printBytes, type SpellingName, spellings } from '../src/text/index.js';
import { type Edited, withByte, written } from './bytes/edit.js';
import { hexOf } from './bytes/hex.js';
import { type Look, look, titleOf } from './bytes/look.js';
import { showCodes } from './codes/codes.js';
import { compose, compositionOf, freshKey } from './compose.js';
import { copyWith } from './copy.js';
import { byId, el } from './dom.js';
import { asked, form, listCodes, set, valueIn } from './form.js';
import { fillFrom, fragmentOf } from './fragment.js';
import { connectEditor, setText, textOf } from './view/editor.js';
import type { Actions } from './view/findings.js';
import { connectPane } from './view/pane.js';
import { verdictOf } from './view/verdict.js';
import { connectTableAndPane, showLook } from './view/view.js';

/** A text of at least this length is inspected only once typing pauses. */
const LONG_TEXT = 8192;
const PAUSE_MS = 250;

const spelling = byId<HTMLSelectElement>('in');
const query = byId<HTMLInputElement>('q');
let seen: Look | undefined;
let showing: ReturnType<typeof setTimeout> | undefined;
let addressing: ReturnType<typeof setTimeout> | undefined;

// The cast: the options of the select are the spellings.
const chosen = () => spelling.value as SpellingName | '';
const isComposing = () => valueIn('mode') === 'compose';
const isInCodes = () => form.hidden;

function show(): void {
  clearTimeout(showing);
  byId('composing').hidden = !isComposing();
  byId('in-label').textContent = isComposing() ? 'Written as' : 'Read as';
  byId('copy-bytes').textContent = isComposing() ? 'Copy text' : 'Copy hex';
  for (const link of document.querySelectorAll('nav a')) {
    const view = isInCodes() ? '#codes' : isComposing() ? '#compose' : '#inspect';
    link.setAttribute('aria-current', link.getAttribute('href') === view ? 'page' : 'false');
  }
  if (isComposing()) write();
  else read();
}

/** Reads the text. */
function read(): void {
  const ask = asked();
  seen = look(ask);
  const isDetected = ask.in === '' && seen?.reading !== undefined;
  spelling.options[0]!.text = isDetected ? `${titleOf(seen!.reading!.spelling)} (detected)` : 'detect';
  showLook(seen, seen && verdictOf(seen), ask, actions);
}

/** Writes the composed bytes into the input, and inspects them. */
function write(): void {
  const [reason, send] = [valueIn('reason'), valueIn('send')];
  byId('keying').hidden = send !== 'client';
  byId('reason-count').textContent = `${reasonByteLength(reason)} of ${MAX_REASON_BYTES} bytes`;
  if (send === 'client' && valueIn('key') === '' && document.activeElement?.id !== 'key') set({ key: freshKey() });
  const composed = compose({ code: valueIn('code'), reason, send, key: valueIn('key') });
  for (const id of ['code', 'reason', 'key']) {
    const isWrong = !composed.ok && composed.control === id;
    byId(id).setAttribute('aria-invalid', String(isWrong));
    byId(`${id}-error`).textContent = isWrong ? `✗ ${composed.message}` : '';
  }
  spelling.options[0]!.text = 'hex';
  const name = chosen() || 'hex';
  setText(composed.ok ? printBytes(composed.bytes, name) : '');
  const ask = { ...asked(), in: name, as: send === 'payload' ? 'payload' : 'frame', from: '', pick: '', frame: '' };
  seen = composed.ok ? look(ask) : undefined;
  const refused = { tone: 'bad', title: 'No frame to send', text: composed.ok ? '' : composed.message } as const;
  showLook(seen, seen === undefined ? refused : verdictOf(seen), ask, actions);
}

/** Puts the link into the address bar once typing pauses: Safari allows only 100 changes in 30 seconds. */
function address(): void {
  clearTimeout(addressing);
  addressing = setTimeout(() => history.replaceState(null, '', here()), PAUSE_MS * 2);
}

/** The address of what is shown. */
function here(): string {
  const bare = location.href.replace(/#.*/s, '');
  if (!isInCodes()) {
    const fragment = fragmentOf(form, textOf()) ?? '#';
    return fragment === '#' ? bare : bare + fragment;
  }
  const text = query.value.trim();
  return `${bare}#${/^\d{1,5}$/.test(text) ? text : text === '' ? 'codes' : `q=${encodeURIComponent(text)}`}`;
}

/** Makes a change that the browser's Back button undoes. */
function step(change: () => void): void {
  clearTimeout(addressing);
  history.replaceState(null, '', here());
  change();
  show();
  history.pushState(null, '', here());
}

const actions: Actions = {
  choose: (what, index) => step(() => set(what === 'pick' ? { pick: index, frame: '' } : { frame: index })),
  replace: (text) =>
    step(() => {
      set({ as: '', frame: '' });
      edit(typeof text === 'string' ? { text, spelling: '' } : written(text, seen!.reading!.spelling, chosen()));
    }),
};

function edit({ text, spelling }: Edited): void {
  set({ mode: '', in: spelling, pick: '' });
  setText(text);
}

function load(): void {
  const { hash } = location;
  clearTimeout(addressing);
  const [, code, place, q] = /^#(?:(\d{1,9})|(inspect|compose|codes)|q=([^&]*))?$/.exec(hash) ?? [];
  const isOfCodes = code !== undefined || place === 'codes' || q !== undefined;
  form.hidden = isOfCodes;
  byId('registry').hidden = !isOfCodes;
  byId('inspector').hidden = isOfCodes;
  if (isOfCodes) {
    query.value = code ?? new URLSearchParams(hash.slice(1)).get('q') ?? '';
    showCodes(query.value);
    scrollTo(0, 0);
  } else if (place !== undefined) {
    const composition = place === 'compose' && !isComposing() && seen?.inspection && compositionOf(seen.inspection);
    set({ mode: place === 'compose' ? place : '', ...composition });
    address();
  } else if (hash.length > 1 || fragmentOf(form, textOf()) !== undefined) {
    setText(fillFrom(hash, form).get('bytes') ?? '');
  }
  show();
}

form.addEventListener('submit', (event) => event.preventDefault());
document.addEventListener('input', ({ target }) => {
  address();
  if (target === query) return showCodes(query.value);
  const isText = target === byId('bytes');
  if (isText) set({ mode: '' });
  if (isText || target === spelling) set({ pick: '', frame: '' });
  clearTimeout(showing);
  if (textOf().length < LONG_TEXT) show();
  else showing = setTimeout(show, PAUSE_MS);
});
byId('clear').addEventListener('click', () =>
  step(() => setText(fillFrom(`mode=${valueIn('mode')}`, form).get('bytes') ?? '')),
);
byId('fresh-key').addEventListener('click', () => step(() => set({ key: freshKey() })));
byId('key').addEventListener('blur', show); // replaces an empty key with a new one
addEventListener('hashchange', load);

copyWith(
  'copy-bytes',
  () => seen?.reading && (isComposing() ? textOf() : hexOf(seen.reading.bytes.subarray(seen.base))),
  'There are no bytes to copy.',
);
copyWith(
  'copy-link',
  () => (fragmentOf(form, textOf()) === undefined ? undefined : here()),
  'The text is too long for a link.',
);
spelling.append(...spellings.map(({ name, title }) => el('option', { value: name }, title)));
listCodes();
connectTableAndPane();
connectEditor();
connectPane((at, byte) => {
  const { reading } = seen!;
  // If the user chose one of several readings, choose its spelling, so that the new text is read the same way.
  edit(withByte(textOf(), reading!, at, byte, valueIn('pick') === '' ? chosen() : reading!.spelling));
  show();
  address();
}, show);
load();
