import { inspect } from 'node:util';

/**
 * A stranger's text as it may go to a terminal or a log: quoted, in one line, its control characters escaped, and those
 * that would turn the direction of writing or begin a new line somewhere.
 */
export function quote(text: string): string {
  return inspect(text, { breakLength: Number.POSITIVE_INFINITY }).replace(
    /[\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16)}`,
  );
}
