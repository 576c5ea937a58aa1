/**
 * From what people paste to bytes.
 * @module
 */

import { isBase64, parseBase64 } from './base64.js';
import { parseDecimals } from './decimals.js';
import { parseDump } from './dump.js';
import { parseEscapes } from './escapes.js';
import { isHex, parseHex } from './hex.js';
import type { Reading } from './reading.js';

export type { Reading } from './reading.js';

/**
 * Reads bytes from text: hex in any of its shapes, a hex dump, a string with escapes, decimal numbers, base64.
 *
 * @param text - As it was pasted, of any length.
 * @param spelling - Which of the two it is, where the text shall not tell. Left out, or neither: hex where there are only
 *   hex digits and what stands between them; base64 where that is all that it can be.
 * @returns The bytes, or which characters are to blame.
 */
export function parseBytes(text: string, spelling?: string): Reading {
  if (spelling === 'base64') return parseBase64(text);
  const special = parseDump(text) ?? parseEscapes(text) ?? (spelling === 'hex' ? undefined : parseDecimals(text));
  if (special !== undefined) return special;
  if (spelling === 'hex' || isHex(text) || !isBase64(text)) return parseHex(text);
  return parseBase64(text);
}
