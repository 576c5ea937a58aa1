/**
 * Collects bytes with their places in the text.
 * @module
 */

import type { Run } from './types.js';

/** A run that can grow. */
export class RunBuilder implements Run {
  readonly bytes: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  add(byte: number, start: number, end: number): void {
    this.bytes.push(byte);
    this.starts.push(start);
    this.ends.push(end);
  }

  addRun({ bytes, starts, ends }: Run): void {
    for (let at = 0; at < bytes.length; at++) this.add(bytes[at]!, starts[at]!, ends[at]!);
  }

  /** Adds the bytes of an even number of hex digits that begin at `start`. */
  addHex(digits: string, start: number): void {
    for (let at = 0; at < digits.length; at += 2) {
      this.add(Number.parseInt(digits.slice(at, at + 2), 16), start + at, start + at + 2);
    }
  }
}

/** Bytes in an array of any kind. */
interface Bytes {
  readonly bytes: ArrayLike<number>;
}

/** Are the bytes of two runs the same? */
export function sameBytes(one: Bytes, other: Bytes): boolean {
  return one.bytes.length === other.bytes.length && startsWith(one, other);
}

/** Does a run begin with all bytes of another? */
export function startsWith({ bytes }: Bytes, beginning: Bytes): boolean {
  for (let at = 0; at < beginning.bytes.length; at++) if (beginning.bytes[at] !== bytes[at]) return false;
  return true;
}
