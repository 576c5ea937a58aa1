import assert from 'node:assert/strict';
import { inspect, isDeepStrictEqual } from 'node:util';
import type { Failure } from 'close-frame';
import { hex } from '../support/bytes.js';

/** Asserts deep equality, at little cost if it holds. Otherwise the message says in one line who gave what. */
export function assertSame(actual: unknown, expected: unknown, who: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new assert.AssertionError({ message: `${who} gives ${show(actual)}, not ${show(expected)}`, actual, expected });
}

function show(value: unknown): string {
  return inspect(value, { breakLength: Infinity, depth: 4, maxArrayLength: 200, maxStringLength: 200 });
}

/** The result without the message of its error, which must be a sentence; the bytes of a frame as hex. */
export function withoutMessage(result: { ok: true } | (Failure & { frame?: Uint8Array })): object {
  if (result.ok) return result;
  const { message, ...error } = result.error;
  assert.match(message, /^[A-Z].*\.$/, 'the message of a failure');
  assert.doesNotMatch(message, /undefined|\[object|\p{Cs}/u, 'the message of a failure');
  assert.ok(Buffer.byteLength(message) <= 123, `the message of a failure fits into a Close frame: ${message}`);
  return { ...result, error, ...(result.frame && { frame: hex(result.frame) }) };
}
