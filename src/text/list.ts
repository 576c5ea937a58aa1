/**
 * Numbers in brackets, as languages write arrays and debuggers print them: `[136, 5]`, `{ (byte) 0x88, 0x5 }`,
 * `byteArrayOf(-120, 5)`, `<Buffer 88 05>`, `{"0":136,"1":5}`.
 * @module
 */

import { angleAt } from './angle.js';
import { cutAfter } from './ellipsis.js';
import { numberToken } from './number.js';
import type { Numbers, NumberToken, Weight } from './types.js';
import { MAX_CANDIDATES, MAX_PLACES } from './types.js';

/**
 * What may separate two elements: blanks, commas, semicolons, comments. The length of a comment is limited, because
 * otherwise each of many brackets could start one that runs to the end of the text.
 */
const GAP =
  /(?:[\s,;]+|\/\*(?:[^*]|\*(?!\/)){0,400}\*\/|\/\/[^\n]{0,400}(?=\n|$)|#(?![x\d])[^\n]{0,400}(?=\n|$)){0,32}/y;

/** A cast before a number: `(byte) `, `Byte(`. */
const BEFORE = /(?:\((?:unsigned )?[a-z]\w{0,12}\)\s?|[a-z]\w{0,12}\((?=[^()\n]{1,12}\)))?/iy;

/** An index before a number: `"0":`, `[0] => `, `0: `. */
const INDEX = /["'[]?(\d{1,7})["'\]]?\s?(?:=>|:(?!:))\s{0,40}/y;

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')', '<': '>' };

/** The name of a type or function that is followed by bytes in brackets. */
const HEAD = /^(?:u?int8|@)|array|buffer|bytes?|slice|vec|data|list|seq|raw|char|\.of$/i;

/** A function whose arguments are bytes. */
const CALL =
  /(?:byteArrayOf|[a-z]*ArrayOf|\bArray|\bList|\bbytes?|bytearray|\.of|fromCharCode|string\.char|as\.raw\(c|ByteString|\bpack\('C\*',)$/i;

/** A count before the bracket: `Uint8Array(7) [`. */
const COUNT = /(?:Array|Buffer)\((\d{1,9})\) ?(?:\[\w+\] ?)?$/i;

/** The properties that consoles print after the numbers. */
const PROPERTIES = /[\s,]*(?:buffer|byteLength|byteOffset|length|\[\[?\w+\]\]?|Symbol\([^)]*\)): ?[^\]}]*/y;

/** All lists in a text; `undefined` if there are too many lists or brackets. */
export function listNumbers(text: string): Numbers[] | undefined {
  const lists: Numbers[] = [];
  const opening = /[[{(<]/g;
  let count = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    if (lists.length > MAX_PLACES || ++count > MAX_CANDIDATES) return undefined;
    const list = text[match.index] === '<' ? angleAt(text, match.index) : listAt(text, match.index);
    if (list === undefined) continue;
    const before = lists.at(-1);
    if (before !== undefined && continues(text, before, list)) lists[lists.length - 1] = merged(before, list);
    else lists.push(list);
    opening.lastIndex = list.end;
  }
  if (lists.length === 0) lists.push(...indexedLines(text));
  return lists
    .map((list) => (isOtherNumber(text, list) ? { ...list, ...NO_BYTES } : list))
    .filter((list) => list.tokens.length > 0 || list.layout === 'call' || isWhole(text, list));
}

/** What may separate two lists that belong together, as in `([136, 9], [31, 60])`. */
const BETWEEN = /^[\s,;+&|()[\]{}]*(?:(?:Uint8Array|Buffer)\(\d+\) ?)?$/;

function continues(text: string, before: Numbers, list: Numbers): boolean {
  if (list.start - before.end > 60 || list.layout !== before.layout) return false;
  const gap = text.slice(before.end, list.start);
  if (!BETWEEN.test(gap) || list.tokens.length === 0 || before.tokens.length === 0) return false;
  return (before.weight === 3 && list.weight === 3) || gap.includes(',');
}

function merged(before: Numbers, list: Numbers): Numbers {
  const tokens = before.tokens as NumberToken[]; // made in this file, and not shared yet
  for (const token of list.tokens) tokens.push(token);
  return { ...before, tokens, end: list.end, weight: 3, fault: before.fault ?? list.fault };
}

/** Empty brackets are an empty payload only if the text contains nothing else. */
function isWhole(text: string, { start, end }: Numbers): boolean {
  const before = text.slice(0, start).trim();
  return /^[\s;,]*$/.test(text.slice(end)) && text[end - 1] !== ')' && EMPTY_HEAD.test(before);
}

/** In a longer text, a single number in brackets is not a byte. */
const NO_BYTES = { layout: 'call', tokens: [] } as const;

function isOtherNumber(text: string, list: Numbers): boolean {
  const [token] = list.tokens;
  if (list.weight > 1 || token === undefined || isAlone(text, list)) return false;
  return token.digits.length < 4 || !/["'`]/.test(text[token.start - 1]!); // ["880203e8"].pack("H*")
}

/** Is there nothing else in the text? */
function isAlone(text: string, { start, end }: Numbers): boolean {
  return /^\s*$/.test(text.slice(0, start)) && /^[\s;,]*$/.test(text.slice(end));
}

const EMPTY_HEAD = /^(?:(?:new )?[\w.]{0,40}(?:Array|Buffer|Bytes?|vec!|\[\])(?:\(0\))?)?$/i;

function listAt(text: string, start: number): Numbers | undefined {
  const close = CLOSING[text[start]!]!;
  const tokens: NumberToken[] = [];
  let index = 0;
  let at = skip(GAP, text, start + 1);
  let fault: string | undefined;
  while (text[at] !== close) {
    if (at >= text.length) return undefined;
    const position = indexAt(text, at);
    if (position !== undefined) {
      // PHP's unpack counts from 1.
      if (position.index !== index + (position.index === 1 && index === 0 ? 1 : 0)) return undefined;
      index = position.index + 1;
      at = position.end;
    }
    at = skip(BEFORE, text, at);
    const isCall = at > start + 1 && text[at - 1] === '(';
    const element = numberToken(text, at);
    if (element === undefined) {
      if (tokens.length === 0) return undefined;
      const properties = skip(PROPERTIES, text, at);
      if (properties > at && text[properties] === close) {
        at = properties;
        break;
      }
      fault = cutAfter(text, at);
      const end = text.slice(at, at + 61).indexOf(close);
      if (fault === undefined || end < 0) return undefined;
      at += end;
      break;
    }
    tokens.push(element.token);
    const after = element.end + (isCall ? 1 : 0);
    const next = skip(GAP, text, after);
    if (next === after && text[next] !== close) return undefined;
    at = next;
  }
  if (tokens.length === 1 && text[start] === '(' && /^ ?[[{]/.test(text.slice(at + 1, at + 3))) return undefined; // a count
  // An index, such as `buffer[4]`.
  if (tokens.length === 1 && text[start] === '[' && /\w$/.test(text.slice(Math.max(0, start - 1), start)))
    return undefined;
  if (text[start] === '(' && /\w$/.test(text.slice(Math.max(0, start - 1), start)) && !isByteCall(text, start)) {
    if (!text.slice(start, at).includes(',')) return undefined;
    return { layout: 'call', tokens: [], start, end: at + 1, weight: 1 };
  }
  return { layout: 'list', tokens, start, end: at + 1, ...judged(text, start, tokens, fault, index > 0) };
}

/** The weight of a list, and a fault if it does not have as many numbers as the count before it says. */
function judged(
  text: string,
  start: number,
  tokens: readonly NumberToken[],
  fault: string | undefined,
  isIndexed: boolean,
): { weight: Weight; fault: string | undefined } {
  const before = text.slice(Math.max(0, start - 60), start);
  const count = COUNT.exec(before)?.[1];
  const missing =
    count !== undefined && Number(count) !== tokens.length
      ? `the text promises ${count} bytes but contains ${tokens.length}`
      : undefined;
  const isSure = text[start] === '(' ? isIndexed || CALL.test(before) : tokens.length > 1 || HEAD.test(headOf(before));
  return { weight: isSure ? 3 : 1, fault: fault ?? missing };
}

/** The name at the end of a text, not counting another bracket or a count in parentheses after it. */
function headOf(before: string): string {
  const short = before.slice(-30).trimEnd();
  const inner = /[[({]$/.test(short) ? short.slice(0, -1).trimEnd() : short;
  const bare = inner.endsWith(')') ? inner.slice(0, inner.lastIndexOf('(')) : inner;
  let from = bare.length;
  while (from > 0 && /[\w.!@<>[\]]/.test(bare[from - 1]!)) from--;
  return bare.slice(from);
}

/** Is the name before the bracket that of a function that takes bytes? */
function isByteCall(text: string, start: number): boolean {
  return CALL.test(text.slice(Math.max(0, start - 40), start));
}

/** Numbers with an index before each, as a console shows an expanded array: `0: 136`, `1: 5`. */
function indexedLines(text: string): Numbers[] {
  const start = text.search(/\S/);
  const tokens: NumberToken[] = [];
  let end = start;
  for (let at = start; ; at = skip(GAP, text, end)) {
    const position = indexAt(text, at);
    const element = position?.index === tokens.length ? numberToken(text, position.end) : undefined;
    if (element === undefined) {
      const rest = skip(PROPERTIES, text, at);
      const isAll = tokens.length > 1 && text.slice(rest).trim() === '';
      return isAll ? [{ layout: 'list', tokens, start, end, weight: 3 }] : [];
    }
    tokens.push(element.token);
    end = element.end;
  }
}

function indexAt(text: string, at: number): { index: number; end: number } | undefined {
  INDEX.lastIndex = at;
  const match = INDEX.exec(text);
  return match === null ? undefined : { index: Number(match[1]), end: INDEX.lastIndex };
}

/** Where a sticky pattern ends; `at` if it does not match. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? at : at + match[0].length;
}
