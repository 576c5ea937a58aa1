/**
 * Which status codes somebody looks for: by number, by any name, by a word of the description.
 * @module
 */

import { type CloseCodeInfo, closeCodes, describeCode } from 'close-frame';
import { codeFromName } from 'close-frame/names';
import { namesOf } from './names.js';

/** What is found: all that matches, and what a number that no specification assigns means. */
export interface Found {
  readonly codes: readonly number[];
  readonly unassigned: CloseCodeInfo | undefined;
}

export function search(query: string): Found {
  const text = query.trim().toLowerCase();
  const code = /^\d{1,5}$/.test(text) ? Number(text) : codeFromName(text);
  const info = code !== undefined && code <= 0xffff ? describeCode(code) : undefined;
  return {
    codes: closeCodes.filter((info) => text === '' || matches(info, text)).map(({ code }) => code),
    unassigned: info?.assigned === false ? info : undefined,
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
