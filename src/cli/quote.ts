/**
 * Makes a stranger's text safe for a terminal or a log.
 * @module
 */

/**
 * Characters that a terminal would obey or not show: controls, lone surrogates, line and paragraph separators, and
 * invisible characters such as direction overrides. Joiners are not among them, because words and emoji contain them.
 */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** How many characters of an argument an error message quotes. */
const LONGEST_ARGUMENT = 40;

/** A value as JSON in one line, with `null` for `undefined`, and made {@link visible}. */
export function json(value: unknown): string {
  return visible(JSON.stringify(value, (_, part) => (part === undefined ? null : part)));
}

/** A text with an escape for each character that a terminal would obey or not show. */
export function visible(text: string): string {
  return text.replace(unseen, (found) =>
    Array.from({ length: found.length }, (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  );
}

/** A text in quotation marks. */
export function quote(text: string): string {
  return json(text);
}

/** An argument in quotation marks; only its beginning if it is long. */
export function quoteArgument(argument: string): string {
  const characters = Array.from(argument);
  if (characters.length <= LONGEST_ARGUMENT) return quote(argument);
  return `${quote(characters.slice(0, LONGEST_ARGUMENT).join(''))}…`;
}
