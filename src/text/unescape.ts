/**
 * Undoes the escapes of a literal that contains another one, and keeps the place of each character.
 * @module
 */

/** The inner text, and where in the outer text each of its characters starts. The last place is the end. */
export interface Unescaped {
  readonly text: string;
  readonly places: readonly number[];
}

const ESCAPE = /\\(?:u([0-9a-f]{4})|([\s\S]))/iy;

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** Undoes the escapes of JSON, which most languages share. */
export function unescaped(text: string, from: number, to: number): Unescaped {
  let inner = '';
  const places: number[] = [];
  for (let at = from; at < to; ) {
    places.push(at);
    ESCAPE.lastIndex = at;
    const match = text[at] === '\\' ? ESCAPE.exec(text) : null;
    if (match === null) {
      inner += text[at++];
      continue;
    }
    const [, code, single] = match;
    inner += code !== undefined ? String.fromCharCode(Number.parseInt(code, 16)) : (CONTROLS[single!] ?? single!);
    at = ESCAPE.lastIndex;
  }
  places.push(to);
  return { text: inner, places };
}
