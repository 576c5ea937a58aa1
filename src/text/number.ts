/**
 * Reads one number, as it stands in source code or in debug output.
 * @module
 */

import type { NumberToken } from './types.js';

const BASES: Readonly<Record<string, 2 | 8 | 16>> = {
  '0x': 16,
  '16#': 16,
  '#x': 16,
  '&h': 16,
  '\\x': 16,
  $: 16,
  '0b': 2,
  '2#': 2,
  '0o': 8,
  '8#': 8,
};

/** A sign, a prefix, digits, and a suffix that names a type or the base. */
const NUMBER =
  /(["']?)(-?)(0x|16#|#x|&h|\\x(?=[0-9a-f]{2}["'])|\$|0b(?=[01]+\b)|2#|0o|8#)?([0-9a-f]+?)(h(?![0-9a-z])|(?:_?u8|_?i8|'u8|uy|u)\b|\.to(?:U?Byte)\(\)|\.b\b)?(?![\w.\\-])\1/iy;

/** A character in quotation marks, as in a C array. `'1'` is not one, but a number in quotation marks. */
const CHARACTER = /'([^\\'0-9\n])'/y;

/** The number at `at`, and where it ends, including its suffix; `undefined` if there is none. */
export function numberToken(text: string, at: number): { token: NumberToken; end: number } | undefined {
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text);
  if (match === null) return characterToken(text, at);
  const [whole, quote, sign, prefix = '', digits, suffix] = match;
  if (quote !== '' && whole.length === 3) return characterToken(text, at);
  const start = at + quote!.length + sign!.length + prefix.length;
  const base = BASES[prefix.toLowerCase()] ?? (suffix?.toLowerCase() === 'h' ? 16 : undefined);
  const token: NumberToken = {
    digits: digits!.toLowerCase(),
    base,
    negative: sign !== '',
    start,
    end: start + digits!.length,
  };
  return { token, end: at + whole.length };
}

function characterToken(text: string, at: number): { token: NumberToken; end: number } | undefined {
  CHARACTER.lastIndex = at;
  const match = CHARACTER.exec(text);
  const value = match?.[1]?.charCodeAt(0) ?? 0x80;
  if (value >= 0x80) return undefined;
  const token = { digits: '', base: undefined, negative: false, start: at, end: at + 3, value };
  return { token, end: at + 3 };
}
