/** What must be reached on Node 20, as ratios in one run: how many times faster than a contestant on a set. */

import type { SetName } from './corpora.js';

export interface Bar {
  operation: string;
  set: SetName | '16 bytes' | '1 KiB';
  against: string;
  atLeast: number;
}

function row(operation: string, against: string, ratios: Partial<Record<SetName, number>>): Bar[] {
  return Object.entries(ratios).map(([set, atLeast]) => ({ operation, set: set as SetName, against, atLeast }));
}

const everySet = { codeonly: 1, common: 1, ids: 1, ascii123: 1, cjk: 1, emoji: 1 };

export const bars: Bar[] = [
  ...row('decodeClosePayload', 'ws', {
    codeonly: 7,
    common: 2,
    ids: 2.1,
    ascii123: 2.5,
    cjk: 2.3,
    emoji: 1.7,
    invalid: 80,
  }),
  ...row('decodeClosePayload', 'textbook', { ...everySet, invalid: 1 }),
  ...row('decodeClosePayload, no Buffer', 'textbook', { codeonly: 1, common: 1, ids: 1 }),
  ...row('encodeClosePayloadInto', 'ws', { codeonly: 7, common: 2.6, ids: 1.9, ascii123: 1.7, cjk: 1.7, emoji: 1.6 }),
  ...row('encodeClosePayloadInto', 'textbook', everySet),
  ...row('encodeClosePayload', 'ws', { codeonly: 0.9, common: 1.3, ids: 1.2 }),
  ...row('decodeCloseFrame, masked', 'ws Receiver', { common: 15 }),
  ...row('encodeCloseFrameInto', 'ws Sender', { codeonly: 3, common: 3 }),
  ...row('encodeCloseFrameInto, masked', 'ws Sender', { codeonly: 3, common: 3 }),
  { operation: 'scanner', set: '16 bytes', against: 'ws Receiver', atLeast: 50 },
  { operation: 'scanner', set: '1 KiB', against: 'ws Receiver', atLeast: 100 },
];

/** The scanner's own bar, in nanoseconds a frame. */
export const scannerNanoseconds = 6;
