/**
 * Strings with escapes: `"\x88\x05\x03\xe8bye"`, `b'…'`, `"\210\005"`, `"\u0003\u00e8"`.
 * @module
 */

import { bareStrings } from './bare-string.js';
import { base64Of } from './base64.js';
import { cutAfter, lostIn } from './ellipsis.js';
import { partsOf } from './escapes.js';
import { type Literal, literalsOf } from './literals.js';
import { RunBuilder } from './run.js';
import { sourceOf } from './source.js';
import { findOf, readingsOf, type StringReading } from './string-bytes.js';
import type { Find, Run, Source, Spelling } from './types.js';
import { MAX_PLACES } from './types.js';
import { unescaped } from './unescape.js';

export const string: Spelling = {
  name: 'string',
  title: 'a string with escapes',
  example: '"\\x88\\x05\\x03\\xe8"',
  find,
  print: (bytes) => {
    const shown = Array.from(bytes, (byte) => {
      const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x27 && byte !== 0x5c;
      return isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
    });
    return `b"${shown.join('')}"`;
  },
};

function find(source: Source): Find[] {
  const { text } = source;
  const literals = literalsOf(text);
  const finds: Find[] = [];
  for (let at = 0; at < literals.length && finds.length <= MAX_PLACES; ) {
    const group = [literals[at]!];
    while (at + group.length < literals.length && areJoined(text, group.at(-1)!, literals[at + group.length]!)) {
      group.push(literals[at + group.length]!);
    }
    for (const found of findIn(text, group)) finds.push(found);
    at += group.length;
  }
  const hasEscapes = literals.some(({ from, to }) => text.slice(from, to).includes('\\'));
  return finds.length > 0 || hasEscapes ? finds : bareStrings(source);
}

/** Do two literals form one string? If a comma separates them, both must clearly be bytes. */
function areJoined(text: string, one: Literal, next: Literal): boolean {
  if (next.start - one.end > 200) return false;
  const gap = text.slice(one.end, next.start);
  const isSame = one.prefix === next.prefix || one.prefix === '' || next.prefix === '';
  if (/^\s*(?:[+.&\\]|\.\.|<>)?\s*$/.test(gap)) return isSame;
  if (/^\s*[,;]\s*$/.test(gap)) return isClearlyBytes(text, one) && isClearlyBytes(text, next);
  return /^, iov_len=\d+\}, \{iov_base=$/.test(gap); // the buffers of strace's writev
}

/** Is the literal clearly bytes: by its prefix, by an escape, or as a single character? */
function isClearlyBytes(text: string, { prefix, from, to }: Literal): boolean {
  const inside = text.slice(from, Math.min(to, from + 4000));
  return /b/i.test(prefix) || inside.length === 1 || /^\\.$|\\(?:x[0-9a-f]{2}|u00[0-9a-f]{2}|\d)/i.test(inside);
}

function findIn(text: string, group: readonly Literal[]): Find[] {
  const first = group[0]!;
  const place = { start: first.start, end: group.at(-1)!.end };
  const all = group.map(({ from, to }) => partsOf(text, from, to));
  const escapes = all.reduce((sum, parts) => sum + (parts.ok ? parts.escapes : 0), 0);
  const broken = all.find((parts) => !parts.ok);
  const isCall = isStrace(text, place);
  const isBytes = isCall || group.some(({ prefix }) => /b/i.test(prefix));
  if (!isBytes && broken === undefined && all.every((parts) => parts.ok && parts.escapes === parts.printable)) {
    const within = group.flatMap((literal) => findWithin(text, literal));
    if (within.length > 0 || escapes === 0) return within;
  }
  if (!isBytes && escapes === 0 && group.every(({ from, to }) => !/\\[xu\d]/.test(text.slice(from, to)))) return [];
  const fault = group.some(({ closed }) => !closed)
    ? 'bytes are missing: the string does not end'
    : broken !== undefined
      ? `“${text.slice(broken.start, broken.end)}” is not a byte: an escape is \\x and two hex digits, or \\n and the like`
      : (cutAfter(text, place.end) ?? lostIn(text, place));
  const parts = all.flatMap((some) => (some.ok ? some.parts : []));
  const readings = readingsOf(parts, { isOctal: isCall || first.prefix === '$', quote: first.quote });
  const others = group.length === 1 ? otherReadings(text, first) : [];
  if (fault === undefined) return [findOf([...readings, ...others], place, 3)];
  return [{ spelling: 'string', ...place, weight: 3, run: readings[0]?.run ?? new RunBuilder(), fault }];
}

/** Other ways to read a single string: as base64, or with `\\x88` as a byte. */
function otherReadings(text: string, { from, to, quote }: Literal): StringReading[] {
  const inside = text.slice(from, to);
  const base64 = base64Of(inside, from);
  if (base64 !== undefined) return [{ spelling: 'base64', run: base64 }];
  if (!/\\\\x[0-9a-f]{2}/i.test(inside)) return [];
  const inner = unescaped(text, from, to);
  const parts = partsOf(inner.text, 0, inner.text.length);
  const readings = parts.ok ? readingsOf(parts.parts, { isOctal: false, quote }) : [];
  return readings.map(({ spelling, run }) => ({ spelling, run: placed(run, inner.places) }));
}

function placed(run: Run, places: readonly number[]): Run {
  const inside = (at: number) => places[at]!;
  return { ...run, starts: run.starts.map(inside), ends: run.ends.map(inside) };
}

/** Reads a literal inside this literal, such as Python's in a string of JSON: `"got b'\\x03\\xe8'"`. */
function findWithin(text: string, { from, to }: Literal): Find[] {
  const outer = text.slice(from, to);
  if (!/\\\\(?:x|u00|\d)|(?:^|\W)[bB](?:'|\\?")/.test(outer)) return [];
  const inner = unescaped(text, from, to);
  return find(sourceOf(inner.text)).map((found) => ({
    ...found,
    start: inner.places[found.start]!,
    end: inner.places[found.end]!,
    run: placed(found.run, inner.places),
    others: found.others?.map((other) => ({ ...other, run: placed(other.run, inner.places) })),
  }));
}

/** Is it an argument of a call that strace printed: `write(5, "…", 7) = 7`? */
function isStrace(text: string, { start, end }: { start: number; end: number }): boolean {
  if (text[start] !== '"') return false;
  const after = text.slice(end, end + 200).split('\n', 1)[0]!;
  if (!/\)\s+=\s+(?:-?\d|0x|\?)/.test(after)) return false;
  const before = text.slice(Math.max(0, start - 300), start);
  return /\b[a-z][a-z0-9_]*\([^"]*(?:"[^"]*)*$/.test(before.slice(before.lastIndexOf('\n') + 1));
}
