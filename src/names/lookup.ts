/**
 * From a name to its status code, and from a code to its names.
 * @module
 */

import { CloseCode, codeRange } from '../codes/index.js';
import { type System, systems } from './systems.js';

/** What one system calls a status code. */
export interface CodeName {
  /** The system: `Go gorilla`, `.NET WebSocketCloseStatus`, `IANA`. */
  readonly system: string;
  /** The name, spelled as that system spells it: `CloseNormalClosure`. */
  readonly name: string;
}

/** A longer text cannot be a name: the longest name has 40 characters, and there may be separators between them. */
const MAX_NAME_LENGTH = 128;

/** Two texts spell the same name if this makes them equal. */
function fold(name: string): string {
  return name.replace(/[-_. ]/g, '').toLowerCase();
}

/** The names of these systems, each with its code. */
function entriesOf(all: readonly System[]): (CodeName & { readonly code: number })[] {
  return all.flatMap(({ system, names }) =>
    names.split(', ').map((entry) => ({ code: Number(entry.slice(0, 4)), system, name: entry.slice(5) })),
  );
}

/** Every folded name with its code, or `undefined` if it has two meanings. Our own names always win. */
export function codesByName(all: readonly System[]): ReadonlyMap<string, number | undefined> {
  // The keys are our names without spaces. Taking the names from closeCodes would add all descriptions to a bundle.
  const own = Object.entries(CloseCode).map(([key, code]) => [fold(key), code] as const);
  const others = new Map<string, number | undefined>();
  for (const { code, name } of entriesOf(all)) {
    const key = fold(name);
    others.set(key, others.has(key) && others.get(key) !== code ? undefined : code);
  }
  return new Map([...others, ...own]);
}

// Maps, because in a plain object `__proto__` and `constructor` would be names too.
const codes = /* @__PURE__ */ codesByName(systems);

const namesByCode: ReadonlyMap<number, readonly CodeName[]> = /* @__PURE__ */ (() => {
  const byCode = new Map<number, readonly CodeName[]>();
  for (const { code, system, name } of entriesOf(systems)) {
    byCode.set(code, [...(byCode.get(code) ?? []), Object.freeze({ system, name })]);
  }
  for (const names of byCode.values()) Object.freeze(names);
  return byCode;
})();

const NO_NAMES: readonly CodeName[] = /* @__PURE__ */ Object.freeze([]);

/**
 * Which status code has this name?
 *
 * It knows our own names and codenames (`Going Away`, `GoingAway`, `GOING_AWAY`), which always win, and the names that
 * {@link namesOfCode} lists: those of Go, Java, C, C++, Qt, Swift, Dart, Rust, Unity, .NET, Python, MDN and the IANA
 * registry (`StatusGoingAway`, `EndpointUnavailable`, `CLOSE_GOING_AWAY`).
 *
 * @param name - A name. Case, `_`, `-`, `.` and spaces are ignored. A text of more than 128 characters is not a name,
 *   and is not read.
 * @returns The status code; `undefined` if no known system uses the name, or if two use it for different codes.
 * @throws TypeError if `name` is not a string. None of the value's own methods is called.
 */
export function codeFromName(name: string): number | undefined {
  if (typeof name !== 'string') throw new TypeError('name must be of type string.');
  if (name.length > MAX_NAME_LENGTH) return undefined;
  if (/[^ -~]/.test(name)) return undefined; // toLowerCase() would turn the Kelvin sign into a k
  return codes.get(fold(name));
}

/**
 * What does each system call this status code?
 *
 * @param code - An integer in 0…65535.
 * @returns A frozen list of names, system by system, each as its system spells it. A system may have several. The list
 *   is empty if no known system has a name for the code. It does not contain our own names: see `describeCode`.
 * @throws RangeError if `code` is not an integer in 0…65535.
 */
export function namesOfCode(code: number): readonly CodeName[] {
  codeRange(code); // throws
  return namesByCode.get(code) ?? NO_NAMES;
}
