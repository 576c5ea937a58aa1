/**
 * What comes of reading text as bytes.
 * @module
 */

/** How text may spell bytes, in words that fit behind “read as”. */
export type Spelling = 'hex' | 'a hex dump' | 'a string with escapes' | 'decimal numbers' | 'base64';

/** The bytes, and how the text spells them; or why it spells none, and which characters of it are to blame. */
export type Reading =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly spelling: Spelling }
  | { readonly ok: false; readonly message: string; readonly start: number; readonly end: number };

/** What was read. */
export function read(spelling: Spelling, bytes: Uint8Array | readonly number[]): Reading {
  return { ok: true, bytes: Uint8Array.from(bytes), spelling };
}

/** Why `found`, at `start` in the text, cannot be read. */
export function unreadable(found: string, start: number, why: string): Reading {
  return { ok: false, message: `${nameOf(found)} ${why}`, start, end: start + found.length };
}

/** In quotes, or by its number where there would be nothing between them. */
function nameOf(found: string): string {
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u.test(found)) return `“${found}”`;
  return `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The whole character at `index`, of which a surrogate alone would be half. */
export function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index)!);
}
