/**
 * Lights up the same bytes in the input, the pane and the table.
 * @module
 */

/** Lights up every element for a byte from `from` up to, but not including, `to`; without arguments, none. */
export function light(from = -1, to = -1): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-from]')) {
    const { from: start, to: end } = element.dataset;
    element.classList.toggle('lit', Number(start) < to && Number(end) > from);
  }
}

/** The attributes that say which bytes an element is for. */
export function place(from: number, to: number): { 'data-from': number; 'data-to': number } {
  return { 'data-from': from, 'data-to': to };
}

/** Which bytes the element, or the closest element around it, is for. */
export function placeOf(target: EventTarget | null | undefined): readonly [from: number, to: number] | undefined {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-from]') : null;
  return found === null ? undefined : [Number(found.dataset['from']), Number(found.dataset['to'])];
}
