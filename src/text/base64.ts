/**
 * Base64 in both alphabets (RFC 4648 §4 and §5), with or without padding, in one or several lines, in a data URL or in
 * YAML.
 * @module
 */

import { cutAfter } from './ellipsis.js';
import { RunBuilder } from './run.js';
import type { Find, Run, Source, Spelling, Weight } from './types.js';
import { MAX_PLACES } from './types.js';

const SYMBOLS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A data URL, or YAML's tag for binary data. */
const MARK = /data:[^,\s"'`]{0,200};base64,|!!binary\b\s*[|>]?[-+]?\s*|\bbase64[:,]\s?/gi;

/** Symbols in one line; in YAML, also in the following lines that contain nothing else. */
const LINE_BODY = /[a-z0-9+/_-]*={0,2}/iy;
const BLOCK_BODY = /[a-z0-9+/_-]*(?:\r?\n[ \t]*[a-z0-9+/_]{2,}(?==*[ \t]*\r?(?:\n|$)))*={0,2}/iy;

const WORD = /[a-z0-9+/_-]+={0,2}/gi;

export const base64: Spelling = {
  name: 'base64',
  title: 'base64',
  example: 'iAUD6A==',
  find: ({ text }) => {
    const marked = findMarked(text);
    return marked.length > 0 ? marked : findBare(text);
  },
  readWhole: ({ text }: Source) => {
    const body = text.replace(MARK, (mark) => ' '.repeat(mark.length)).replace(/["'`,;]/g, ' ');
    return /^[a-z0-9+/_\s-]*={0,2}\s*$/i.test(body) ? decode(body, 0) : undefined;
  },
  print: (bytes) => {
    const text = encode(bytes);
    // Without the prefix, such a text could also be read as hex or as other numbers.
    return /^(?:[0-9a-f]{2})*$/i.test(text) || /^\d/.test(text) ? `data:;base64,${text}` : text;
  },
};

function findMarked(text: string): Find[] {
  const finds: Find[] = [];
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    const from = index + mark.length;
    const pattern = mark.startsWith('!') ? BLOCK_BODY : LINE_BODY;
    pattern.lastIndex = from;
    const body = pattern.exec(text)![0];
    const end = from + body.length;
    const run = decode(body, from);
    const broken =
      run === undefined ? `${body.length} characters are not a whole number of bytes in base64` : undefined;
    const fault = broken ?? cutAfter(text, end);
    finds.push({ spelling: 'base64', start: index, end, weight: 3, run: run ?? new RunBuilder(), fault });
  }
  return finds;
}

function findBare(text: string): Find[] {
  const [start, stop] = trimmedPlaces(text);
  const trimmed = text.slice(start, stop);
  if (isWhole(trimmed)) {
    const run = decode(trimmed, start);
    return run === undefined ? [] : [{ spelling: 'base64', start, end: start + trimmed.length, weight: 2, run }];
  }
  const finds: Find[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const weight = weightOf(text, word, index);
    const run = weight === undefined ? undefined : decode(word, index);
    if (run === undefined) continue;
    const end = index + word.length;
    finds.push({ spelling: 'base64', start: index, end, weight: weight!, run, fault: cutAfter(text, end) });
    if (finds.length > MAX_PLACES) break;
  }
  return finds;
}

/** Where the text starts and ends, not counting blanks and quotation marks around it. */
function trimmedPlaces(text: string): [start: number, end: number] {
  let start = 0;
  let end = text.length;
  while (start < end && /[\s"'`]/.test(text[start]!)) start++;
  while (end > start && /[\s"'`,;]/.test(text[end - 1]!)) end--;
  return [start, end];
}

/** The bytes of a string that is base64 as a whole, otherwise `undefined`. */
export function base64Of(inside: string, start: number): Run | undefined {
  return isWhole(inside) ? decode(inside, start) : undefined;
}

/** One word, or lines of the same length; padded, or with letters of both cases and a digit or sign. */
function isWhole(trimmed: string): boolean {
  const lines = trimmed.split('\n').map((line) => line.trim());
  if (lines.some((line) => !/^[a-z0-9+/_-]+={0,2}$/i.test(line))) return false;
  const width = lines[0]!.length;
  const isWrapped = lines.slice(0, -1).every((line) => line.length === width && width % 4 === 0 && !line.endsWith('='));
  return isWrapped && lines.at(-1)!.length <= width && (trimmed.endsWith('=') || isMixed(trimmed));
}

function isMixed(word: string): boolean {
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && /[0-9+/_-]/.test(word);
}

const LABEL =
  /(?:data|payload|bytes|frame|raw|buf|msg|message|body|content|base64|b64|b64decode|base64_?decode|atob|from|binary|recv|received|sent|send)["']?\s?[:=]?\s*["'`(]?$/i;

/**
 * The weight of a word inside other text; `undefined` if it is not base64. A line, a quotation, a bracket or the like
 * must end with it, and it must be padded or follow a name for bytes.
 */
function weightOf(text: string, word: string, start: number): Weight | undefined {
  if (word.length < 4) return undefined;
  const isPadded = word.endsWith('=');
  if (!isPadded && (!isMixed(word) || !/\d/.test(word))) return undefined;
  const end = start + word.length;
  if (!/^["'`)\]},;]|^\s*$|^\s*\n|^\s*\.{2,}|^…/.test(text.slice(end, end + 8))) return undefined;
  if (/[\w/.]$/.test(text.slice(Math.max(0, start - 1), start))) return undefined;
  if (LABEL.test(text.slice(Math.max(0, start - 40), start))) return 2;
  if (/^["'`]?, ?["'`]base64/.test(text.slice(end, end + 12))) return 2;
  return isPadded && word.length > 4 ? 1 : undefined;
}

/** The bytes of symbols, with or without blanks between; `undefined` if the number, padding or last bits are wrong. */
function decode(text: string, start: number): Run | undefined {
  const run = new RunBuilder();
  let bits = 0;
  let held = 0;
  let symbols = 0;
  let pads = 0;
  let from = start;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (/\s/.test(character)) continue;
    if (character === '=') {
      pads++;
      continue;
    }
    if (held === 0) from = start + at;
    bits = ((bits << 6) | symbolValue(character)) & 0xffff;
    held += 6;
    symbols++;
    if (held < 8) continue;
    held -= 8;
    run.add((bits >> held) & 0xff, from, start + at + 1);
    from = start + at;
  }
  const isRight = symbols % 4 !== 1 && (bits & ((1 << held) - 1)) === 0;
  return isRight && symbols > 0 && (pads === 0 || (pads < 3 && (symbols + pads) % 4 === 0)) ? run : undefined;
}

function symbolValue(character: string): number {
  if (character === '+' || character === '-') return 62;
  return character === '/' || character === '_' ? 63 : SYMBOLS.indexOf(character);
}

function encode(bytes: Uint8Array): string {
  const symbols = `${SYMBOLS}+/`;
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const group = (a! << 16) | (b << 8) | c;
    text += symbols[group >> 18]! + symbols[(group >> 12) & 63]!;
    text += at + 1 < bytes.length ? symbols[(group >> 6) & 63]! : '=';
    text += at + 2 < bytes.length ? symbols[group & 63]! : '=';
  }
  return text;
}
