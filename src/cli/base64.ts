/**
 * Base64 text, as DevTools and logs have it.
 * @module
 */

import { UsageError } from './command.js';
import { quoteArgument } from './quote.js';

/**
 * The bytes that a text in base64 or base64url spells, padded or not, over several lines or not.
 *
 * @throws UsageError where it is neither. Node's own decoder passes over what it does not know, so what it read is
 *   written again and compared: that also finds a letter too many, and bits that belong to no byte.
 */
export function parseBase64(text: string): Uint8Array {
  const digits = text.replace(/\s/g, '');
  const unpadded = digits
    .replace(/={1,2}$/, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  const bytes = Buffer.from(unpadded, 'base64');
  const padded = bytes.toString('base64');
  const isPadded = digits.endsWith('=');
  if (padded.replace(/=+$/, '') === unpadded && (!isPadded || digits.length === padded.length)) return bytes;
  throw new UsageError(`not base64: ${quoteArgument(digits)}; it is made of A–Z, a–z, 0–9, + and /, as in iAID6A==.`);
}
