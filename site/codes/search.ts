/**
 * Searches the status codes by number, by any name, and by words of the description.
 * @module
 */

import { type CloseCodeInfo, closeCodes } from 'close-frame';
import { codeFromName } from 'close-frame/names';
import { codesIn, whyNoStatusCode } from '../../src/text/index.js';
import { namesOf } from './names.js';

/** The codes that were found, and why a number is not a status code. */
export interface Found {
  /** Assigned codes and others. */
  readonly codes: readonly number[];
  readonly refused: string | undefined;
}

/** Longer texts cannot be a name or words of a description. */
const MAX_LENGTH = 128;

/** Searches by number, name or words of a description. If nothing matches, finds the codes that the query mentions. */
export function search(query: string): Found {
  const text = query.trim().toLowerCase();
  const isShort = text.length <= MAX_LENGTH;
  const code = /^\d{1,5}$/.test(text) ? Number(text) : codeFromName(text);
  const matching = closeCodes.filter((info) => isShort && matches(info, text)).map(({ code }) => code);
  if (code !== undefined) return foundOf([code, ...matching]);
  return foundOf(matching.length > 0 ? matching : codesIn(query, codeFromName));
}

function foundOf(found: readonly number[]): Found {
  const wrong = found.find((code) => code < 0 || code > 0xffff);
  return {
    codes: [...new Set(found.filter((code) => code >= 0 && code <= 0xffff))],
    refused: wrong === undefined ? undefined : `${wrong} is not a status code: ${whyNoStatusCode(wrong)}`,
  };
}

function matches({ code, name, description }: CloseCodeInfo, text: string): boolean {
  if (String(code).startsWith(text)) return true;
  const words = text.split(/\s+/);
  if (words.every((word) => description.toLowerCase().includes(word))) return true;
  if (!/[a-z]/.test(text)) return false; // only letters distinguish names
  return [name, ...namesOf(code).map((other) => other.name)].some((one) => fold(one).includes(fold(text)));
}

/** Removes the differences between spellings of a name: case and separators. */
function fold(name: string): string {
  return name.replace(/[-_. ]/g, '').toLowerCase();
}
