/**
 * Creates and finds elements. Text is always inserted as text: the page's Content-Security-Policy does not let strings
 * become HTML.
 * @module
 */

type Child = Node | string | number | undefined | false;

/**
 * Creates an element.
 *
 * @param selector - Its name and its classes: `p.error`.
 * @param attributes - A value of `undefined` or `false` leaves the attribute out.
 */
export function el(
  selector: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: Child[]
): HTMLElement {
  const [name, ...classes] = selector.split('.');
  const element = document.createElement(name!);
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
  fill(element, children);
  return element;
}

/** Text only for screen readers. */
export function spoken(text: string): HTMLElement {
  return el('span.spoken', {}, text);
}

/** Replaces the content of an element. */
export function fill(element: Element, children: readonly Child[]): void {
  element.replaceChildren(
    ...children.filter((child) => child !== undefined && child !== false).map((child) => child as Node | string),
  );
}

/** A sentence in which text between backticks is code. */
export function rich(text: string): (HTMLElement | string)[] {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : el('code', {}, part)));
}

/** A button. If `pressed` is given, it is a toggle button. */
export function button(label: string | HTMLElement, onClick: () => void, pressed?: boolean): HTMLElement {
  const element = el(
    'button',
    { type: 'button', 'aria-pressed': pressed === undefined ? undefined : String(pressed) },
    label,
  );
  element.addEventListener('click', onClick);
  return element;
}

/** The element with this id in index.html. If it is missing or has another type, the tests fail. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

/** A link to a section of the RFC, such as `RFC 6455 §5.2`, or, without a number, to IANA's registry. */
export function sectionLink(section: string): HTMLElement {
  const number = section.split('§')[1];
  const href =
    number === undefined
      ? 'https://www.iana.org/assignments/websocket/#close-code-number'
      : `https://www.rfc-editor.org/rfc/rfc6455#section-${number}`;
  return el('a.section', { href }, section);
}
