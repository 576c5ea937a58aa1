/**
 * The form as a link's fragment and back: `#bytes=88+02+03+e8&from=server`. Empty controls are left out.
 * @module
 */

/** A longer fragment does not go into the address: browsers, and other software that handles links, cut it. */
const MAX_FRAGMENT_LENGTH = 8000;

/** Which controls carry the bytes depends on the mode. */
const notCarried: Readonly<Record<string, readonly string[]>> = {
  '': ['code', 'reason', 'send', 'key'],
  compose: ['bytes', 'as', 'from', 'pick', 'frame'],
};

/** The form's fragment with its `#`, or `#` alone; `undefined` if it is too long for a link. */
export function fragmentOf(form: HTMLFormElement, text: string): string | undefined {
  const data = new FormData(form);
  data.set('bytes', text.slice(0, MAX_FRAGMENT_LENGTH));
  const left = notCarried[String(data.get('mode'))] ?? [];
  const entries = [...data].map(([name, value]) => [name, String(value)]);
  const fragment = `#${new URLSearchParams(entries.filter(([name, value]) => value !== '' && !left.includes(name!)))}`;
  return fragment.length > MAX_FRAGMENT_LENGTH ? undefined : fragment;
}

/** Fills the form from a fragment, except for the bytes. A control keeps its default if it cannot hold the value. */
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
