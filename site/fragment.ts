/**
 * The form as a link's fragment and back: `#bytes=88+02+03+e8&from=server`. A control that is empty, or as it is at
 * first, is not named.
 * @module
 */

/** A longer fragment is not put into the address: browsers and whatever else a link passes through cut it. */
const MAX_FRAGMENT_LENGTH = 8000;

/** The form's fragment with its `#`, or `#` alone; `undefined` where it is too long for a link. */
export function fragmentOf(form: HTMLFormElement): string | undefined {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value !== '') params.set(name, value);
  const fragment = `#${params}`;
  return fragment.length > MAX_FRAGMENT_LENGTH ? undefined : fragment;
}

/** Fills the form from a fragment. What a control cannot hold leaves it as it is at first. */
export function fillFrom(fragment: string, form: HTMLFormElement): void {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  form.reset();
  for (const control of form.elements) {
    if (control instanceof HTMLTextAreaElement) control.value = params.get(control.name) ?? '';
    if (control instanceof HTMLSelectElement) {
      control.value = params.get(control.name) ?? '';
      if (control.selectedIndex < 0) control.selectedIndex = 0;
    }
    if (!(control instanceof HTMLInputElement)) continue;
    const given = params.get(control.name);
    if (given === null) continue;
    if (control.type !== 'radio' && control.type !== 'checkbox') control.value = given;
    else if (control.value === given) control.checked = true;
  }
}

/** Does the fragment say something of the form? One without `=` is a place on the page. */
export function isOfForm(fragment: string): boolean {
  return fragment.length < 2 || fragment.includes('=');
}
