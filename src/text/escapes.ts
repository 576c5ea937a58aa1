/**
 * The characters and escapes inside a string literal of any language.
 * @module
 */

/** A part of a string: a byte, a character, or digits after a backslash, which may be octal or decimal. */
export interface Part {
  readonly kind: 'byte' | 'char' | 'unicode' | 'digits';
  /** The byte or the code point; 0 for digits. */
  readonly value: number;
  /** The digits after a backslash. For the escape of a code point, `long` unless it is like `\u00e8`. */
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** All parts of a string, and how many are escapes; or the place of an escape that exists in no language. */
export type Parts =
  | { readonly ok: true; readonly parts: readonly Part[]; readonly escapes: number; readonly printable: number }
  | { readonly ok: false; readonly start: number; readonly end: number };

/** `\x88`, `\u0088`, `\u{88}`, `\U00000088`, `\210`. */
const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,2})\}|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})|(\d{1,3}))/y;

const SINGLE = /\\(?:([abtnvfre"'`\\/?#$@])|\r?\n[ \t]*|z\s*)/y;

const CONTROLS: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, e: 27 };

/** Splits the text between two places into parts. */
export function partsOf(text: string, from: number, to: number): Parts {
  const parts: Part[] = [];
  let escapes = 0;
  let printable = 0;
  for (let at = from; at < to; ) {
    if (text[at] !== '\\') {
      const value = text.codePointAt(at)!;
      const end = at + (value > 0xffff ? 2 : 1);
      parts.push({ kind: value < 0x80 ? 'byte' : 'char', value, digits: '', start: at, end });
      at = end;
      continue;
    }
    ESCAPE.lastIndex = at;
    const match = ESCAPE.exec(text);
    if (match !== null && ESCAPE.lastIndex <= to) {
      const part = partOf(match, at, ESCAPE.lastIndex);
      parts.push(part);
      at = ESCAPE.lastIndex;
      escapes++;
      // JSON may write a quotation mark like this, so such an escape does not show that the string is bytes.
      if (part.kind === 'unicode' && part.value > 0x1f && part.value < 0x7f) printable++;
      continue;
    }
    SINGLE.lastIndex = at;
    const single = SINGLE.exec(text);
    if (single === null || SINGLE.lastIndex > to) return { ok: false, start: at, end: Math.min(at + 4, to) };
    const [, name] = single;
    const end = SINGLE.lastIndex;
    if (name !== undefined) {
      parts.push({ kind: 'byte', value: CONTROLS[name] ?? name.charCodeAt(0), digits: '', start: at, end });
    }
    at = end;
  }
  return { ok: true, parts, escapes, printable };
}

function partOf(match: RegExpExecArray, start: number, end: number): Part {
  const [, x, braced, u, point, long, digits] = match;
  if (digits !== undefined) return { kind: 'digits', value: 0, digits, start, end };
  const hex = x ?? braced;
  if (hex !== undefined) return { kind: 'byte', value: Number.parseInt(hex, 16), digits: '', start, end };
  const value = Number.parseInt((u ?? point ?? long)!, 16);
  return { kind: 'unicode', value, digits: u === undefined ? 'long' : '', start, end };
}
