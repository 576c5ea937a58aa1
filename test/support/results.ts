import assert from 'node:assert/strict';
import type { CloseError, ErrorKind, Failure } from 'close-frame';

/** The fields that a failure must have; those that are left out must be `undefined`. */
export interface Expected {
  kind: ErrorKind;
  failCode?: number;
  code?: number;
  byteOffset?: number;
  bytesNeeded?: number;
}

/** Asserts a failure with exactly these fields, and with a message that is a sentence in which no value is missing. */
export function assertFailure(result: { ok: true } | Failure, expected: Expected, label?: string): CloseError {
  assert.equal(result.ok, false, label);
  const { error } = result as Failure;
  const { message, ...fields } = error;
  assert.deepEqual(
    fields,
    { failCode: undefined, code: undefined, byteOffset: undefined, bytesNeeded: undefined, ...expected },
    label,
  );
  assert.match(message, /^[A-Z].*\.$/, label);
  assert.doesNotMatch(message, /undefined|\[object/, label);
  return error;
}
