/** What `ws` does with `skipUTF8Validation`: a reason that is not UTF-8 is mended, and the code is kept. */

import { decodeClosePayload, relayClose } from 'close-frame';

/** Decodes a payload; `undefined` if it breaks another rule than that of UTF-8. */
export function decodeLeniently(payload: Uint8Array): { code: number; reason: string } | undefined {
  const result = decodeClosePayload(payload);
  if (result.ok) return { code: result.code, reason: result.reason };
  if (result.error.kind !== 'invalid-utf8') return undefined;
  const { code } = result.error; // known, because the code is judged first
  return { code, reason: relayClose(code, payload.subarray(2)).reason ?? '' }; // with U+FFFD for what is broken
}
