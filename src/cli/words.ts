/**
 * Numbers and lists in words.
 * @module
 */

/** So many things: `1 byte`, `2 bytes`. */
export function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** One of the words: `hex, base64 or raw`. */
export function oneOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
