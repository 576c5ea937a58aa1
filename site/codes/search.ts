/**
 * Which status codes somebody looks for: by number, by any name, by a word of the description.
 * @module
 */

import { type CloseCodeInfo, closeCodes, describeCode } from 'close-frame';
import { codeFromName } from 'close-frame/names';
import { codesIn, whyNoStatusCode } from '../../src/text/index.js';
import { namesOf } from './names.js';

/** What is found: all that matches, what numbers mean that no specification assigns, and why a number is no code. */
export interface Found {
  readonly codes: readonly number[];
  readonly unassigned: readonly CloseCodeInfo[];
  readonly refused: string | undefined;
}

/** Finds a number, a name or words of a description; and if they are none of these, the codes that a text names. */
export function search(query: string): Found {
  const text = query.trim().toLowerCase();
  const code = /^\d{1,5}$/.test(text) ? Number(text) : codeFromName(text);
  const matching = closeCodes.filter((info) => text === '' || matches(info, text)).map(({ code }) => code);
  if (code !== undefined) return foundOf([code], matching);
  return matching.length > 0 ? foundOf([], matching) : foundOf(codesIn(query, codeFromName), []);
}

function foundOf(given: readonly number[], matching: readonly number[]): Found {
  const infos = given.filter((code) => code >= 0 && code <= 0xffff).map(describeCode);
  const assigned = infos.filter(({ assigned }) => assigned).map(({ code }) => code);
  const wrong = given.find((code) => code < 0 || code > 0xffff);
  return {
    codes: [...new Set([...matching, ...assigned])],
    unassigned: infos.filter(({ assigned }) => !assigned),
    refused: wrong === undefined ? undefined : `${wrong} is no status code: ${whyNoStatusCode(wrong)}`,
  };
}

function matches({ code, name, description }: CloseCodeInfo, text: string): boolean {
  if (String(code).startsWith(text) || description.toLowerCase().includes(text)) return true;
  if (!/[a-z]/.test(text)) return false; // the digits in a name are those of its code
  return [name, ...namesOf(code).map((other) => other.name)].some((one) => fold(one).includes(fold(text)));
}

/** Spellings of a name that differ in case and separators alone are one. */
function fold(name: string): string {
  return name.replace(/[-_. ]/g, '').toLowerCase();
}
