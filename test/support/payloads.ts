/** Random payloads and frames that may be sent, in which no hint should be found. */

import assert from 'node:assert/strict';
import { encodeCloseFrame, encodeClosePayload, isSendableCode, truncateReason } from 'close-frame';

/** A random integer from 0 to `limit - 1`. */
export type Random = (limit: number) => number;

/** The same numbers for the same seed (xorshift32). */
export function randomSource(seed: number): Random {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

export function randomBytes(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random(256));
}

function codeOf(random: Random): number {
  for (;;) {
    const code = random(2) === 0 ? 1000 + random(16) : 3000 + random(2000);
    if (isSendableCode(code)) return code;
  }
}

/** A text that fits into a reason, of ASCII only or of any characters. */
function reasonOf(random: Random, isAscii: boolean): string {
  const length = random(124);
  let text = '';
  for (let at = 0; at < length; at++) {
    text += isAscii ? String.fromCharCode(0x20 + random(0x5f)) : String.fromCodePoint(random(0x3000));
  }
  return truncateReason(text);
}

function bytesOf(result: ReturnType<typeof encodeCloseFrame>): Uint8Array {
  assert.ok(result.ok);
  return result.bytes;
}

/** The kinds of payloads and frames that may be sent, each with a function that makes one. */
export const goodKinds: Readonly<Record<string, (random: Random) => Uint8Array>> = {
  'a payload with a code': (random) => bytesOf(encodeClosePayload(codeOf(random))),
  'a payload with a code and ASCII': (random) => bytesOf(encodeClosePayload(codeOf(random), reasonOf(random, true))),
  'a payload with a code and text': (random) => bytesOf(encodeClosePayload(codeOf(random), reasonOf(random, false))),
  'a frame from a server': (random) => bytesOf(encodeCloseFrame(codeOf(random), reasonOf(random, false))),
  'a frame from a client': (random) => {
    const maskingKey = randomBytes(random, 4);
    return bytesOf(encodeCloseFrame(codeOf(random), reasonOf(random, false), { from: 'client', maskingKey }));
  },
  'a frame without a code': (random) => {
    const maskingKey = randomBytes(random, 4);
    return bytesOf(encodeCloseFrame(undefined, '', random(2) === 0 ? {} : { from: 'client', maskingKey }));
  },
};
