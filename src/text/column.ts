/**
 * Compares the column of characters in a dump with the bytes beside it.
 * @module
 */

/** Some dumps leave a gap in the column after eight bytes. */
const HALF = 8;

/**
 * Does the text show these bytes as characters? A period, a blank or a character outside ASCII stands for a byte that
 * is not printable. Spaces at the end may be missing; if `loose`, so may bytes that are not printable.
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
    // Only spaces may be missing at the end, unless the column is loose.
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

/** How many spaces the bytes begin with. The column is compared without blanks around it, so these are skipped. */
function leadingBlanks(bytes: readonly number[]): number {
  let count = 0;
  while (count < bytes.length && bytes[count] === 0x20) count++;
  return count;
}
