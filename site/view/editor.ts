/**
 * The input, with each byte in the color of its field: a colored copy of the text is drawn under the text area, whose
 * own text is transparent. The area holds only the start of a long text, because a browser takes seconds to lay out a
 * megabyte.
 * @module
 */

import { type Cell, MAX_CELLS } from '../bytes/cells.js';
import type { Look } from '../bytes/look.js';
import { byId, el, fill } from '../dom.js';
import { light, place, placeOf } from './light.js';

/** Of a text longer than this, the text area holds only the first `HEAD` characters. */
const MAX_HELD = 20_000;
const HEAD = 8192;

const area = byId<HTMLTextAreaElement>('bytes');
const paint = byId('paint');
const rest = byId('rest');
let tail = '';

/** The whole text. */
export function textOf(): string {
  return area.value + tail;
}

/** Replaces the text. */
export function setText(text: string): void {
  tail = text.length > MAX_HELD ? text.slice(HEAD) : '';
  const head = text.slice(0, text.length - tail.length);
  if (head !== area.value) area.value = head;
  rest.textContent = tail === '' ? '' : `and ${tail.length.toLocaleString('en')} more characters`;
}

/** Draws the colored copy of the text. */
export function paintText(look: Look | undefined, cells: readonly Cell[]): void {
  const text = area.value;
  const reading = look?.reading;
  const marks = cells.map((cell) => ({ ...cell, start: reading!.starts[cell.at]!, end: reading!.ends[cell.at]! }));
  marks.sort((one, other) => one.start - other.start); // in a dump of 16-bit words, the second byte may come first
  const pieces: (Node | string)[] = [];
  let at = 0;
  const upTo = (end: number) => {
    if (end > at) pieces.push(text.slice(at, end));
    at = Math.max(at, end);
  };
  const mark = (start: number, end: number, selector: string, attributes = {}) => {
    upTo(start);
    if (at < end) pieces.push(el(selector, attributes, text.slice(at, end)));
    at = Math.max(at, end);
  };
  for (const { start, end, hue, fault, from, to } of marks) {
    mark(start, end, `span.${hue}${fault ? '.bad' : ''}`, place(from, to));
  }
  if (look !== undefined && marks.length === 0) {
    for (const { starts, ends } of look.readings.slice(0, MAX_CELLS)) mark(starts[0]!, ends.at(-1)!, 'span.code');
  }
  if (look?.refusal !== undefined && look.readings.length === 0) mark(look.refusal.start, look.refusal.end, 'mark');
  upTo(text.length);
  fill(paint, [...pieces, '\n']);
  follow();
}

/** Scrolls the colored copy with the text area. */
function follow(): void {
  paint.style.translate = `${-area.scrollLeft}px ${-area.scrollTop}px`;
}

/** Shortens long texts in the text area, and lights up the bytes at the pointer or the caret. */
export function connectEditor(): void {
  area.addEventListener('scroll', follow);
  // If the user replaces everything in the area, the rest of the text goes, too.
  area.addEventListener('beforeinput', () => {
    if (area.selectionStart === 0 && area.selectionEnd === area.value.length) tail = '';
  });
  area.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text') ?? '';
    if (pasted.length + area.value.length < MAX_HELD) return;
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = area;
    const isAll = selectionStart === 0 && selectionEnd === value.length;
    setText(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd) + (isAll ? '' : tail));
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  area.addEventListener('input', () => setText(textOf()));
  area.addEventListener('pointermove', ({ clientX, clientY }) => {
    const under = document.elementsFromPoint(clientX, clientY).find((element) => paint.contains(element));
    light(...(placeOf(under) ?? []));
  });
  area.addEventListener('pointerleave', () => light());
  document.addEventListener('selectionchange', () => {
    if (document.activeElement !== area) return;
    let end = 0;
    const under = [...paint.childNodes].find((node) => {
      end += node.textContent!.length;
      return end > area.selectionStart;
    });
    light(...(placeOf(under) ?? []));
  });
}
