/**
 * Turns the form into a link's fragment, such as `#bytes=88+02+03+e8&from=server`, and back. Omits empty controls.
 * @module
 */

/** A longer fragment is left out of the address: browsers, and other software that handles links, would cut it off. */
const MAX_FRAGMENT_LENGTH = 8000;

/** The controls that the fragment leaves out in each mode, because the others describe the bytes. */
const notCarried: Readonly<Record<string, readonly string[]>> = {
  '': ['code', 'reason', 'send', 'key'],
  compose: ['bytes', 'as', 'from', 'pick', 'frame'],
};

/** The form's fragment, starting with `#`, or only `#` if it is empty; `undefined` if it is too long for a link. */
export function fragmentOf(form: HTMLFormElement, text: string): string | undefined {
  const data = new FormData(form);
  data.set('bytes', text.slice(0, MAX_FRAGMENT_LENGTH));
  const left = notCarried[String(data.get('mode'))] ?? [];
  const entries = [...data].map(([name, value]) => [name, String(value)]);
  const fragment = `#${new URLSearchParams(entries.filter(([name, value]) => value !== '' && !left.includes(name!)))}`;
  return fragment.length > MAX_FRAGMENT_LENGTH ? undefined : fragment;
}

/**
 * Fills the form from a fragment, except for the bytes. A select without a matching option gets its first one, and a
 * text that is too long is cut.
 *
 * @returns The fragment's parameters, including the bytes.
 */
export function fillFrom(fragment: string, form: HTMLFormElement): URLSearchParams {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && control.type === 'checkbox') {
      control.checked = params.get(control.name) === control.value;
    } else if (control instanceof HTMLSelectElement) {
      control.value = params.get(control.name) ?? '';
      if (control.selectedIndex < 0) control.selectedIndex = 0;
    } else if (
      control instanceof HTMLInputElement ||
      (control instanceof HTMLTextAreaElement && control.name !== 'bytes')
    ) {
      const given = params.get(control.name) ?? '';
      control.value = control.maxLength < 0 ? given : given.slice(0, control.maxLength);
    }
  }
  return params;
}
