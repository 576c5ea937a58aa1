/**
 * The names of the status codes, here and in other systems.
 * @module
 */

import { CloseCode, type CloseCodeInfo, describeCode } from '../index.js';
import { namesOfCode } from '../names/index.js';
import type { Completion } from './command.js';
import { fold } from './nearest.js';

const FIRST_CODE = 1000;
const LAST_CODE = 4999;

/** The names of a code by system, ours first. */
export function namesOf(code: number): [system: string, name: string][] {
  const own = Object.entries(CloseCode).filter(([, value]) => value === code);
  return [
    ...own.map(([key]): [string, string] => ['close-frame', `CloseCode.${key}`]),
    ...namesOfCode(code).map(({ system, name }): [string, string] => [system, name]),
  ];
}

/** All codes that have a name here or in another system, in ascending order. */
export function namedCodes(): CloseCodeInfo[] {
  const codes = Array.from({ length: LAST_CODE - FIRST_CODE + 1 }, (_, index) => FIRST_CODE + index);
  return codes.map(describeCode).filter(({ code, assigned }) => assigned || namesOfCode(code).length > 0);
}

/** The codes with a name that begins with `prefix`. Systems may use the same name for different codes. */
export function codesCalled(prefix: string): CloseCodeInfo[] {
  return namedCodes().filter(({ code, name, assigned }) => {
    const others = namesOfCode(code).map((other) => other.name);
    return [...(assigned ? [name] : []), ...others].some((one) => fold(one).startsWith(fold(prefix)));
  });
}

/** Our names for the codes that `accepts` returns true for, as candidates for the shell. */
export function codeNames(accepts: (code: number) => boolean = () => true): Completion[] {
  const codes = Object.entries(CloseCode).filter(([, code]) => accepts(code));
  return codes.map(([word, code]) => ({ word, summary: String(code) }));
}

/** All names of all systems, ours first, for suggestions. */
export function allNames(): string[] {
  const codes = namedCodes();
  const own = codes.filter(({ assigned }) => assigned).map(({ name }) => name);
  return [...Object.keys(CloseCode), ...own, ...codes.flatMap(({ code }) => namesOfCode(code).map(({ name }) => name))];
}
