/**
 * A literal inside another one: the escapes of the outer literal are undone, and the place of each character is kept.
 * @module
 */

/** The text within, and where in the outer text each of its characters starts; one more for its end. */
export interface Unescaped {
  readonly text: string;
  readonly places: readonly number[];
}

const ESCAPE = /\\(?:u([0-9a-f]{4})|([\s\S]))/iy;

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** Undoes the escapes of JSON, which are those of most languages. */
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
