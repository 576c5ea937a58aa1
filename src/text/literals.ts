/**
 * The string literals of a text.
 * @module
 */

/** A string in quotation marks. */
export interface Literal {
  /** Where it starts, with its prefix, and ends. */
  readonly start: number;
  readonly end: number;
  /** What stands before the quotation mark, such as Python's `b`. */
  readonly prefix: string;
  readonly quote: string;
  /** Its characters. */
  readonly from: number;
  readonly to: number;
  readonly closed: boolean;
}

const PREFIX = /(?:^|\W)((?:[bB][rR]?|[rR][bB]|[uU]8?|L|[eE]|\$|@"?|byte\(|Bytes?\()?)$/;

/** All literals, in order. One that is not closed in its line may be an apostrophe, so it counts only with escapes. */
export function literalsOf(text: string): Literal[] {
  const literals: Literal[] = [];
  /** By quotation mark: the place up to which a search found no closing mark. */
  const dead: Record<string, number> = { '"': 0, "'": 0, '`': 0 };
  const quotes = /["'`]/g;
  for (let match = quotes.exec(text); match !== null; match = quotes.exec(text)) {
    const [quote] = match;
    const at = match.index;
    const prefix = PREFIX.exec(text.slice(Math.max(0, at - 8), at))?.[1];
    if (prefix === undefined || at < dead[quote]!) continue; // an apostrophe within a word
    const { to, closed } = closing(text, at + 1, quote);
    if (!closed) dead[quote] = to;
    if (!closed && !/\\(?:x|u00|\d)/i.test(text.slice(at, Math.min(to, at + 4000)))) continue;
    const end = closed ? to + 1 : to;
    literals.push({ start: at - prefix.length, end, prefix, quote, from: at + 1, to, closed });
    quotes.lastIndex = end;
  }
  return literals;
}

/** Where the literal's characters end: at its closing mark, or at the end of the line. */
function closing(text: string, from: number, quote: string): { to: number; closed: boolean } {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === quote) return { to: at, closed: true };
    if (character === '\n' && quote !== '`') return { to: at, closed: false };
    if (character === '\\') at += text[at + 1] === '\r' ? 2 : 1; // an escape, of a line's end as well
  }
  return { to: text.length, closed: false };
}
