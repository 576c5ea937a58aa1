import { inspect } from 'node:util';

/**
 * A stranger's text, made safe for a terminal or a log: quoted and on one line. Control characters are escaped, and so
 * are characters that change the direction of text, or that some programs treat as line breaks.
 */
export function quote(text: string): string {
  return inspect(text, { breakLength: Number.POSITIVE_INFINITY }).replace(
    /[\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16)}`,
  );
}
