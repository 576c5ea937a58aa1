/**
 * The column of characters that a dump shows beside its bytes.
 * @module
 */

/** Dumps part the column after eight bytes, if at all. */
const HALF = 8;

/**
 * Does the text show these bytes as characters? What is not printable is a full stop, a blank or no ASCII; bytes that print as
 * blanks may be missing at the end; `loose` lets what is not printable be missing.
 */
export function isColumn(text: string, bytes: readonly number[], loose = false): boolean {
  const shown = text.trim();
  return bytes.length > 0 && [shown, unframed(shown)].some((inner) => shows(inner, bytes, loose));
}

/** Without `|…|`, `>…<` or `[…]`. */
function unframed(shown: string): string {
  const framed = /^(?:\||>|\[)([\s\S]*?)(?:\||<|\])?$/.exec(shown);
  return (framed?.[1] ?? shown).trim();
}

function shows(text: string, bytes: readonly number[], loose: boolean): boolean {
  if (text.length > bytes.length * 2 + 2) return false;
  let at = 0;
  const leading = leadingBlanks(bytes);
  for (let index = leading; index < bytes.length; index++) {
    const byte = bytes[index]!;
    if (index === HALF && text[at] === ' ' && byte !== 0x20) at++;
    const isPrintable = byte > 0x20 && byte < 0x7f;
    if (isPrintable) {
      if (text[at] !== String.fromCharCode(byte)) return false;
      at++;
      continue;
    }
    // Only blanks at the end may have been lost, and anything if the column is loose.
    if (at >= text.length) return bytes.slice(index).every((rest) => rest === 0x20 || loose);
    if (!isPlaceholder(text[at]!)) {
      if (loose) continue;
      return false;
    }
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return at === text.length;
}

function isPlaceholder(character: string): boolean {
  return /[. _?]/.test(character) || character > '\x7e' || character < '\x20';
}

/** The column is compared without its outer blanks. */
function leadingBlanks(bytes: readonly number[]): number {
  let count = 0;
  while (count < bytes.length && bytes[count] === 0x20) count++;
  return count;
}
