/**
 * Lights up the same bytes in the input, the pane and the table.
 * @module
 */

/** Lights up everything that stands for bytes from `from` up to `to`; without them, nothing is lit. */
export function light(from = -1, to = -1): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-from]')) {
    const { from: start, to: end } = element.dataset;
    element.classList.toggle('lit', Number(start) < to && Number(end) > from);
  }
}

/** The bytes that an element stands for, as attributes. */
export function place(from: number, to: number): { 'data-from': number; 'data-to': number } {
  return { 'data-from': from, 'data-to': to };
}

/** The place of the element, or of the one that it is in. */
export function placeOf(target: EventTarget | null | undefined): readonly [from: number, to: number] | undefined {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-from]') : null;
  return found === null ? undefined : [Number(found.dataset['from']), Number(found.dataset['to'])];
}
