/** Reading whole frames and streams, as the parsers of `ws` and `websocket-driver` do. */

import type { Writable } from 'node:stream';
import * as closeFrame from 'close-frame';
import { internal } from './contestants.js';
import type { Sample } from './corpora.js';
import type { Contestant } from './measure.js';

const { CloseFrameScanner, decodeCloseFrame, encodeCloseFrame, unwrap, validateCloseFrame } = closeFrame;
export type Receiver = Writable & { on(event: string, listener: (...args: never[]) => void): Receiver };
// Imported by file, because Bun replaces the package `ws`.
export const Receiver = internal('ws', 'lib/receiver.js') as new (options: { isServer: boolean }) => Receiver;
interface Hybi {
  readyState: number;
  _extensions: { activate(header: string): void };
  on(event: string, listener: (event: { code: number }) => void): void;
  parse(chunk: Uint8Array): void;
}
const Hybi = internal('websocket-driver', 'lib/websocket/driver/hybi.js') as new (
  request: object,
  url: string,
  options: object,
) => Hybi;

function newHybi(requireMasking: boolean): Hybi {
  const hybi = new Hybi({ headers: { 'sec-websocket-key': '', 'sec-websocket-version': '13' } }, 'ws://localhost/', {
    requireMasking,
  });
  hybi.readyState = 1; // as after the opening handshake; nobody reads its answers
  hybi._extensions.activate('');
  return hybi;
}

/** Lets the event loop turn once, so that callbacks of streams do not pile up. */
export function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const maskingKey = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);
const client = { from: 'client' } as const;
const server = { isServer: true };

function maskedFrames(set: readonly Sample[]): Buffer[] {
  return set.map(({ code, reason }) =>
    Buffer.from(unwrap(encodeCloseFrame(code, reason, { ...client, maskingKey })).bytes),
  );
}

/** Validating a masked Close frame in place, and decoding it. */
export function frameValidators(set: readonly Sample[]): Contestant[] {
  const frames = maskedFrames(set);
  const operations = frames.length;
  return [
    {
      name: 'close-frame',
      operations,
      pass: () => {
        let sum = 0;
        for (const frame of frames) {
          const result = validateCloseFrame(frame, client);
          if (result.ok) sum += result.code;
        }
        return sum;
      },
    },
    {
      name: 'decodeCloseFrame',
      operations,
      pass: () => {
        let sum = 0;
        for (const frame of frames) {
          const result = decodeCloseFrame(frame, client);
          if (result.ok) sum += result.code + result.reason.length;
        }
        return sum;
      },
    },
  ];
}

/**
 * Decoding a masked Close frame. A parser reads only one, so each frame gets a new parser, as each connection does.
 */
export function frameDecoders(set: readonly Sample[]): Contestant[] {
  const frames = maskedFrames(set);
  const operations = frames.length;
  return [
    {
      name: 'close-frame',
      operations,
      pass: () => {
        let sum = 0;
        for (const frame of frames) {
          const result = decodeCloseFrame(frame, client);
          if (result.ok) sum += result.code + result.reason.length;
        }
        return sum;
      },
    },
    {
      name: 'ws Receiver',
      operations,
      pass: async () => {
        let sum = 0;
        for (const frame of frames) {
          const receiver = new Receiver(server);
          receiver.on('conclude', (code: number, reason: Buffer) => {
            sum += code + reason.toString().length;
          });
          receiver.write(Buffer.from(frame)); // a copy, because it unmasks in place
        }
        await drained();
        return sum;
      },
    },
    {
      name: 'websocket-driver',
      operations,
      pass: async () => {
        let sum = 0;
        for (const frame of frames) {
          const hybi = newHybi(true);
          hybi.on('close', ({ code }) => {
            sum += code;
          });
          hybi.parse(Buffer.from(frame));
        }
        await drained();
        return sum;
      },
    },
  ];
}

/** Reading 64 KiB of masked binary frames of one size, again and again. */
export function streamReaders(payloadBytes: number): Contestant[] {
  const length = payloadBytes < 126 ? [0x80 | payloadBytes] : [0x80 | 126, payloadBytes >> 8, payloadBytes & 0xff];
  const frame = Buffer.concat([Buffer.of(0x82, ...length, ...maskingKey), Buffer.alloc(payloadBytes, 0x88)]);
  const operations = Math.floor(65_536 / frame.length);
  const chunk = Buffer.concat(Array.from({ length: operations }, () => frame));
  const scanner = new CloseFrameScanner(client);
  let messages = 0;
  const receiver = new Receiver(server);
  receiver.on('message', () => {
    messages++;
  });
  const hybi = newHybi(true);
  hybi.on('message', () => {
    messages++;
  });
  const times = 16; // so that the time to drain hardly counts
  const repeated = (push: () => void) => async () => {
    for (let time = 0; time < times; time++) push();
    await drained();
    return messages;
  };
  return [
    { name: 'close-frame', operations, pass: () => scanner.push(chunk) },
    { name: 'ws Receiver', operations: times * operations, pass: repeated(() => receiver.write(chunk)) },
    { name: 'websocket-driver', operations: times * operations, pass: repeated(() => hybi.parse(chunk)) },
  ];
}
