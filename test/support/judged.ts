/** The decoders. Each call also calls the validator, which must give the same verdict. */

import assert from 'node:assert/strict';
import * as closeFrame from 'close-frame';

type Result = { ok: true; reason?: string } | closeFrame.Failure;

/** A verdict as a validator gives it: without the reason. */
export function withoutReason(result: Result): object {
  if (!result.ok) return result;
  const { reason: _, ...verdict } = result;
  return verdict;
}

/** What a call returns or throws. */
function outcomeOf(call: () => Result): { result: Result } | { error: unknown } {
  try {
    return { result: call() };
  } catch (error) {
    return { error };
  }
}

function judged<A extends unknown[], R extends Result>(
  decode: (...args: A) => R,
  validate: (...args: A) => Result,
): (...args: A) => R {
  return (...args) => {
    const decoded = outcomeOf(() => decode(...args));
    const validated = outcomeOf(() => validate(...args));
    const expected = 'result' in decoded ? { result: withoutReason(decoded.result) } : decoded;
    assert.deepEqual(validated, expected, `the verdict of ${validate.name} is that of ${decode.name}`);
    if ('error' in decoded) throw decoded.error;
    return decoded.result as R; // the cast: what decode has returned
  };
}

export const decodeClosePayload = judged(closeFrame.decodeClosePayload, closeFrame.validateClosePayload);
export const decodeCloseFrame = judged(closeFrame.decodeCloseFrame, closeFrame.validateCloseFrame);
