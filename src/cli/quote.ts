/**
 * A stranger's text as it may go to a terminal or a log.
 * @module
 */

/**
 * What a terminal would obey or not show: control characters, lone surrogates, the ends of lines and paragraphs, and
 * what is invisible, such as what turns the direction of writing. But not the joiners, of which words and emoji are made.
 */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** How much of an argument an error message quotes. */
const LONGEST_ARGUMENT = 40;

/** A value as JSON in one line, with `null` for what is undefined; JSON takes an escape for any character. */
export function json(value: unknown): string {
  return visible(JSON.stringify(value, (_, part) => (part === undefined ? null : part)));
}

/** A text with an escape for all that a terminal would obey or not show. */
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

/** An argument in quotation marks, its beginning where it is long. */
export function quoteArgument(argument: string): string {
  const characters = Array.from(argument);
  if (characters.length <= LONGEST_ARGUMENT) return quote(argument);
  return `${quote(characters.slice(0, LONGEST_ARGUMENT).join(''))}…`;
}
