/** Inputs as JSON files: the fuzzer writes what it finds, and the corpus consists of such files. */

import type { Inputs, Kind } from './inputs.js';

/** An input, and why it is kept. */
export interface Recorded<K extends Kind = Kind> {
  /** What it shows, in a sentence. */
  readonly why: string;
  readonly kind: K;
  readonly input: Inputs[K];
}

/** JSON that keeps bytes, and the numbers that JSON does not have. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, replace, 2)}\n`;
}

function replace(_: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return { hex: Buffer.from(value).toString('hex') };
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  return { number: Object.is(value, -0) ? '-0' : String(value) };
}

export function fromJson(text: string): unknown {
  return JSON.parse(text, (_, value) => {
    if (typeof value?.hex === 'string') return new Uint8Array(Buffer.from(value.hex, 'hex'));
    if (typeof value?.number === 'string') return Number(value.number);
    return value;
  });
}
