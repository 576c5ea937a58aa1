/**
 * Finds the string literals in a text.
 * @module
 */

/** A string in quotation marks. */
export interface Literal {
  /** Where it starts and ends, including prefix and quotation marks. */
  readonly start: number;
  readonly end: number;
  /** The characters before the quotation mark, such as Python's `b`. */
  readonly prefix: string;
  readonly quote: string;
  /** Where its characters start and end. */
  readonly from: number;
  readonly to: number;
  readonly closed: boolean;
}

const PREFIX = /(?:^|\W)((?:[bB][rR]?|[rR][bB]|[uU]8?|L|[eE]|\$|@"?|byte\(|Bytes?\()?)$/;

/** All literals, in order. One without a closing mark may be an apostrophe, so it counts only if it has escapes. */
export function literalsOf(text: string): Literal[] {
  const literals: Literal[] = [];
  /** For each quotation mark, the place before which none closes a string: not searching again keeps this linear. */
  const unclosedUntil: Record<string, number> = { '"': 0, "'": 0, '`': 0 };
  const quotes = /["'`]/g;
  for (let match = quotes.exec(text); match !== null; match = quotes.exec(text)) {
    const [quote] = match;
    const at = match.index;
    const prefix = PREFIX.exec(text.slice(Math.max(0, at - 8), at))?.[1];
    if (prefix === undefined || at < unclosedUntil[quote]!) continue; // an apostrophe within a word
    const { to, closed } = closing(text, at + 1, quote);
    if (!closed) unclosedUntil[quote] = to;
    if (!closed && !/\\(?:x|u00|\d)/i.test(text.slice(at, Math.min(to, at + 4000)))) continue;
    const end = closed ? to + 1 : to;
    literals.push({ start: at - prefix.length, end, prefix, quote, from: at + 1, to, closed });
    quotes.lastIndex = end;
  }
  return literals;
}

/** Where the literal's characters end: at the closing mark or at the end of the line. */
function closing(text: string, from: number, quote: string): { to: number; closed: boolean } {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === quote) return { to: at, closed: true };
    if (character === '\n' && quote !== '`') return { to: at, closed: false };
    if (character === '\\') at += text[at + 1] === '\r' ? 2 : 1; // an escape, perhaps of a line break
  }
  return { to: text.length, closed: false };
}
