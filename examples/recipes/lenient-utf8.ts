/** What `ws` does with `skipUTF8Validation`: a reason that is not UTF-8 is repaired, and the code is kept. */

import { decodeClosePayload, relayClose } from 'close-frame';

/** Decodes a payload; `undefined` if it breaks any other rule. */
export function decodeLeniently(payload: Uint8Array): { code: number; reason: string } | undefined {
  const result = decodeClosePayload(payload);
  if (result.ok) return { code: result.code, reason: result.reason };
  if (result.error.kind !== 'invalid-utf8') return undefined;
  const { code } = result.error; // known, because the code is checked first
  return { code, reason: relayClose(code, payload.subarray(2)).reason ?? '' }; // with U+FFFD for the broken bytes
}
