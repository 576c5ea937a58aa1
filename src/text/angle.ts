/**
 * Hex between angle brackets, as Node prints a Buffer and Objective-C its data: `<Buffer 88 05>`, `<880503e8 627965>`.
 * @module
 */

import { cutAfter } from './ellipsis.js';
import type { Numbers, NumberToken } from './types.js';

/** The bytes after the bracket at `start`. `<88 05 ... 40 more bytes>` has a fault. */
export function angleAt(text: string, start: number): Numbers | undefined {
  const head = /<(?:(?:Shared)?(?:Slow)?Buffer|Bytes)?[ \t]*/y;
  head.lastIndex = start;
  let at = start + head.exec(text)![0].length;
  const named = at - start > 1 && text[start + 1] !== ' ';
  const tokens: NumberToken[] = [];
  const pair = /((?:[0-9a-f]{2})+)(?=[\s>.…])\s*/iy;
  for (pair.lastIndex = at; ; ) {
    const match = pair.exec(text);
    if (match === null) break;
    tokens.push({
      digits: match[1]!.toLowerCase(),
      base: undefined,
      negative: false,
      start: at,
      end: at + match[1]!.length,
    });
    at = pair.lastIndex;
  }
  const isClosed = text[at] === '>';
  const fault = isClosed ? undefined : cutAfter(text, at);
  if ((!isClosed && fault === undefined) || (tokens.length === 0 && (!named || fault !== undefined))) return undefined;
  const digits = tokens.reduce((sum, token) => sum + token.digits.length, 0);
  if (!named && digits < 4) return undefined; // <b> and <dd> are tags
  const end = at + text.slice(at, at + 41).indexOf('>') + 1; // after the bracket; after the bytes if there is no bracket
  return { layout: 'angle', tokens, start, end, weight: 3, fault };
}
