/**
 * Numbers, lists and paragraphs in words.
 * @module
 */

/** A number of things: `1 byte`, `2 bytes`. */
export function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** A choice of words: `hex, base64 or raw`. */
export function oneOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const LINE_LENGTH = 100;

/** A text in indented lines of at most 100 characters, unless a word is longer. */
export function wrapped(text: string, indent: string): string[] {
  const room = LINE_LENGTH - indent.length;
  const lines = text.match(new RegExp(`\\S.{0,${room - 2}}\\S(?= |$)|\\S+`, 'g')) ?? [];
  return lines.map((line) => indent + line);
}
