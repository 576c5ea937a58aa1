/** Hostile streams: frames so short, or cut so often, that headers take all the time. */

import * as closeFrame from 'close-frame';
import { drained, Receiver } from './frames.js';
import type { Contestant } from './measure.js';

const { CloseFrameScanner } = closeFrame;

/** An endless stream: `beginning`, then `chunks` over and over. The chunks contain `frames` frames. */
interface Stream {
  readonly from: 'client' | 'server';
  readonly beginning: Uint8Array;
  readonly frames: number;
  readonly chunks: readonly Uint8Array[];
}

const key = [0x37, 0xfa, 0x21, 0x3d];
const small = [0x82, 0x90, ...key, ...new Array<number>(16).fill(0x88)];
const long = [0x82, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0];
const maskedLong = [0x82, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, ...key];
const ping = [0x89, 0];
const extended = [0x82, 0x7e, 0, 0];

/** At least this many bytes are read between two readings of the clock. */
const STREAM_BYTES = 16_384;

/** Identical frames, in chunks of `size` bytes, the first of which begins `start` bytes into a frame. */
function streamOf(frame: readonly number[], size: number, start = 0): Stream {
  const times = size * Math.ceil(STREAM_BYTES / size / frame.length); // so that whole chunks are whole frames
  const bytes = Array.from({ length: times }, () => frame).flat();
  const stream = Buffer.from([...bytes.slice(start), ...bytes.slice(0, start)]);
  const chunks = Array.from({ length: stream.length / size }, (_, index) => {
    const chunk = Buffer.alloc(size); // separate memory, as from a socket
    stream.copy(chunk, 0, index * size);
    return chunk;
  });
  const from = frame[1]! > 0x7f ? 'client' : 'server';
  return { from, beginning: Buffer.from(frame.slice(0, start)), frames: times, chunks };
}

/** The streams that have their own bars. */
export const streams = {
  'one frame per push': streamOf(small, small.length),
  'a cut header': streamOf(small, small.length, 1),
  '64-bit lengths': streamOf(long, 1000 * long.length),
} as const;

export type StreamName = keyof typeof streams;

/** Reading a stream. One operation is one frame. */
export function hostileReaders({ from, beginning, frames, chunks }: Stream): Contestant[] {
  const scanner = new CloseFrameScanner({ from });
  let messages = 0;
  const receiver = new Receiver({ isServer: from === 'client' });
  receiver.on('message', () => {
    messages++;
  });
  scanner.push(beginning);
  receiver.write(beginning);
  return [
    {
      name: 'close-frame',
      operations: frames,
      pass: () => {
        for (const chunk of chunks) scanner.push(chunk);
        return scanner.result;
      },
    },
    {
      name: 'ws Receiver',
      operations: frames,
      pass: async () => {
        for (const chunk of chunks) receiver.write(chunk);
        await drained();
        return messages;
      },
    },
  ];
}

/** Streams. Each byte may take at most ten times as long as a byte of the first, which has the shortest frames. */
const perByte: { readonly [name: string]: Stream } = {
  'shortest frames': streamOf(ping, 8192),
  'shortest frames, 1 byte per push': streamOf(ping, 1),
  'shortest frames, 2 bytes per push': streamOf(ping, 2),
  'shortest frames, 3 bytes per push': streamOf(ping, 3),
  '16-bit lengths': streamOf(extended, 8192),
  '16-bit lengths, 1 byte per push': streamOf(extended, 1),
  '16-bit lengths, 3 bytes per push': streamOf(extended, 3),
  '64-bit lengths, 1 byte per push': streamOf(long, 1),
  '64-bit lengths, 9 bytes per push': streamOf(long, 9),
  '64-bit lengths, masked': streamOf(maskedLong, 1000 * maskedLong.length),
  '64-bit lengths, masked, 1 byte per push': streamOf(maskedLong, 1),
  '64-bit lengths, masked, 11 bytes per push': streamOf(maskedLong, 11),
};

/** What a scanner reads only once: an HTTP head, and the longest Close frame. */
const once: { readonly [name: string]: { bytes: Uint8Array; skipHttpHead: boolean } } = {
  'an HTTP head, 1 byte per push': { bytes: Buffer.alloc(4096, '\r\n\r'), skipHttpHead: true },
  'a Close frame, 1 byte per push': {
    bytes: Buffer.from([0x88, 125, 0x0f, 0xa0, ...key, ...new Array(119).fill(0x61)]),
    skipHttpHead: false,
  },
};

/** Reading each of the streams; the one with the shortest frames is first. One operation is one byte. */
export function byteReaders(): Contestant[] {
  const endless = Object.entries(perByte).map(([name, { from, chunks }]): Contestant => {
    const scanner = new CloseFrameScanner({ from });
    const operations = chunks.reduce((sum, { length }) => sum + length, 0);
    return {
      name,
      operations,
      pass: () => {
        for (const chunk of chunks) scanner.push(chunk);
        return scanner.atFrameBoundary;
      },
    };
  });
  const single = Object.entries(once).map(([name, { bytes, skipHttpHead }]): Contestant => {
    const chunks = Array.from(bytes, (byte) => Buffer.of(byte));
    const times = Math.ceil(STREAM_BYTES / bytes.length);
    return {
      name,
      operations: times * bytes.length,
      pass: () => {
        let found = 0;
        for (let time = 0; time < times; time++) {
          const scanner = new CloseFrameScanner({ skipHttpHead });
          for (const chunk of chunks) if (scanner.push(chunk) !== undefined) found++;
        }
        return found;
      },
    };
  });
  return [...endless, ...single];
}
