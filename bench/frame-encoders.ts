/**
 * Encoding whole frames, as the Sender of `ws` does. The module is loaded twice, as `?client` and as `?server`, so that
 * the two share no call site and their options are constants.
 */

import * as closeFrame from 'close-frame';
import * as contestants from './contestants.js';

const { encodeCloseFrameInto } = closeFrame;
const { internal, wsEncode } = contestants;
const Sender = internal('ws', 'lib/sender.js') as { frame(data: Buffer, options: object): Buffer[] };

const isClient = new URL(import.meta.url).search === '?client';
const maskingKey = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);
const options = isClient ? ({ from: 'client', maskingKey } as const) : ({ from: 'server' } as const);
const senderOptions = {
  fin: true,
  rsv1: false,
  opcode: 8,
  readOnly: false,
  mask: isClient,
  maskBuffer: Buffer.alloc(4),
  generateMask: (buffer: Buffer) => buffer.set(maskingKey),
};
const aloneOptions = { ...senderOptions, readOnly: true }; // otherwise Sender.frame would mask the corpus in place
const target = Buffer.allocUnsafeSlow(256);

const lastByte = (parts: Buffer[]): number => {
  const last = parts[parts.length - 1]!;
  return last[last.length - 1]!;
};

/** Encoding a code and a reason; and Sender.frame alone, which gets an encoded payload. */
export const frameEncoders: Record<string, contestants.Pass> = {
  'close-frame': (set) => {
    let sum = 0;
    for (const { code, reason } of set) {
      const result = encodeCloseFrameInto(target, 0, code, reason, options);
      if (result.ok) sum += target[result.written - 1]!;
    }
    return sum;
  },
  'ws Sender': (set) => {
    let sum = 0;
    for (const { code, reason } of set) sum += lastByte(Sender.frame(wsEncode(code, reason), senderOptions));
    return sum;
  },
  'ws Sender.frame alone': (set) => {
    let sum = 0;
    for (const { payload } of set) sum += lastByte(Sender.frame(payload, aloneOptions));
    return sum;
  },
};
