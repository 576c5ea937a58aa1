/** The required speed: how many times faster than a contestant on a set in the same run. */

import type { SetName } from './corpora.js';
import type { StreamName } from './hostile-streams.js';

export interface Bar {
  operation: string;
  set: SetName | '16 bytes' | '1 KiB' | StreamName;
  against: string;
  atLeast: number;
}

function row(operation: string, against: string, ratios: Partial<Record<Bar['set'], number>>): Bar[] {
  return Object.entries(ratios).map(([set, atLeast]) => ({ operation, set: set as Bar['set'], against, atLeast }));
}

const everySet = { codeonly: 1, common: 1, ids: 1, ascii123: 1, cjk: 1, emoji: 1 };

/** Required on every runtime. `1 / 0.5` means at most half of the other's time. */
const anywhere: Bar[] = [
  ...row('decodeClosePayload', 'ws', { invalid: 80 }),
  ...row('decodeClosePayload', 'textbook', { ...everySet, invalid: 1 }),
  ...row('decodeClosePayload, no Buffer', 'textbook', { codeonly: 1, common: 1, ids: 1 }),
  ...row('validateClosePayload', 'decodeClosePayload', {
    common: 1 / 0.5,
    ids: 1 / 0.7,
    ascii123: 1 / 1.05,
    cjk: 1 / 0.6,
    emoji: 1 / 0.6,
  }),
  ...row('encodeClosePayloadInto', 'textbook', everySet),
  ...row('decodeCloseFrame, masked', 'ws Receiver', { common: 15 }),
  ...row('scanner', 'ws Receiver', { '16 bytes': 50, '1 KiB': 100 }),
  ...row('scanner, hostile', 'ws Receiver', { 'one frame per push': 12, 'a cut header': 4, '64-bit lengths': 5 }),
];

/** On Node 24 and newer, `ws` is faster, and decoding is also compared with the time of `utf8Slice` alone. */
const onNode24: Bar[] = [
  ...row('decodeClosePayload', 'utf8Slice alone', {
    common: 1 / 1.3,
    ids: 1 / 1.3,
    ascii123: 1 / 1.3,
    cjk: 1 / 1.4,
    emoji: 1 / 1.4,
  }),
  ...row('decodeClosePayload', 'ws', { codeonly: 5, common: 1.5, ids: 1.5, ascii123: 1.5, cjk: 1.1, emoji: 1.1 }),
  ...row('encodeClosePayloadInto', 'ws', { codeonly: 5, common: 2, ids: 1.5, ascii123: 1.5, cjk: 1.2, emoji: 1.1 }),
  ...row('encodeCloseFrameInto', 'ws Sender', { codeonly: 3, common: 2 }),
  ...row('encodeCloseFrameInto, masked', 'ws Sender', { codeonly: 3, common: 2 }),
];

const onNode20: Bar[] = [
  ...row('decodeClosePayload', 'ws', { codeonly: 7, common: 2, ids: 2.1, ascii123: 2.1, cjk: 2.3, emoji: 1.7 }),
  ...row('encodeClosePayloadInto', 'ws', { codeonly: 7, common: 2.6, ids: 1.9, ascii123: 1.7, cjk: 1.7, emoji: 1.6 }),
  ...row('encodeClosePayload', 'ws', { codeonly: 0.9, common: 1.3, ids: 1.2 }),
  ...row('encodeCloseFrameInto', 'ws Sender', { codeonly: 3, common: 3 }),
  ...row('encodeCloseFrameInto, masked', 'ws Sender', { codeonly: 3, common: 3 }),
];

/** In Bun and Deno, nothing may be slower than the steps of `ws`. */
const elsewhere: Bar[] = ['decodeClosePayload', 'encodeClosePayloadInto', 'encodeClosePayload'].flatMap((operation) =>
  row(operation, 'ws', everySet),
);

/** The bars for a runtime, by its name and major version. */
export function barsFor(runtime: string, major: number): Bar[] {
  return [...anywhere, ...(runtime !== 'Node' ? elsewhere : major >= 24 ? onNode24 : onNode20)];
}

/** The most nanoseconds that the scanner may take per frame. */
export const scannerNanoseconds = 6;

/** How many times as long as a byte of the shortest frames a byte of any other stream may take. */
export const mostExpensiveByte = 10;
