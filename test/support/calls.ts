/** Calls of every function that takes bytes, in arrays that a given function makes. */

import type { Endpoint } from 'close-frame';
import { payloadOf, utf8 } from './bytes.js';
import type { Library } from './library.js';

/** Puts bytes into an array of some kind. */
export type Make = (bytes: Uint8Array) => Uint8Array;

const reasons = ['', 'bye', 'idle for far too long, so we part now', 'früh am Morgen, 世界, und 😀!', 'a'.repeat(123)];
const payloads = [new Uint8Array(0), payloadOf(1006), Uint8Array.of(3), payloadOf(1000, [0x61, 0xc3])].concat(
  reasons.map((reason) => payloadOf(4001, reason)),
);
const reasonsInBytes = [...reasons, 'a'.repeat(124)].map(utf8).concat(Uint8Array.of(0x61, 0xc3), Uint8Array.of(0xff));
const key = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

/** The frame of a payload, masked or not. */
function frameOf(payload: Uint8Array, from: Endpoint): Uint8Array {
  if (from === 'server') return Uint8Array.of(0x88, payload.length, ...payload);
  return Uint8Array.of(0x88, 0x80 | payload.length, ...key, ...payload.map((byte, at) => byte ^ key[at % 4]!));
}

const frames = payloads.flatMap((payload) => [frameOf(payload, 'server'), frameOf(payload, 'client')]);

/** The content of an array, read only element by element. */
function contentOf(array: Uint8Array, length: number): string {
  let text = '';
  for (let at = 0; at < length; at++) text += array[at]!.toString(16).padStart(2, '0');
  return text;
}

/** The sizes of targets: the small one is on V8's heap, the large one is not. */
const rooms = [60, 200];

export const calls: { readonly [name: string]: (library: Library, make: Make) => unknown[] } = {
  decodeClosePayload: ({ decodeClosePayload }, make) => payloads.map((payload) => decodeClosePayload(make(payload))),
  decodeCloseFrame: ({ decodeCloseFrame }, make) => frames.map((frame) => decodeCloseFrame(make(frame))),
  validateClosePayload: ({ validateClosePayload }, make) =>
    payloads.map((payload) => validateClosePayload(make(payload))),
  validateCloseFrame: ({ validateCloseFrame }, make) => frames.map((frame) => validateCloseFrame(make(frame))),
  'CloseFrameScanner in one chunk': ({ CloseFrameScanner }, make) =>
    frames.map((frame) => new CloseFrameScanner().push(make(Uint8Array.of(0x89, 1, 0x88, ...frame, 0xff)))),
  'CloseFrameScanner in two chunks': ({ CloseFrameScanner }, make) =>
    frames.map((frame) => {
      const scanner = new CloseFrameScanner();
      for (const chunk of [frame.subarray(0, 3), frame.subarray(3)]) scanner.push(make(chunk));
      return scanner.end();
    }),
  relayClose: ({ relayClose }, make) => reasons.map((reason) => relayClose(1000, make(utf8(`${reason}\u{1f600}`)))),
  encodeClosePayloadInto: ({ encodeClosePayloadInto }, make) =>
    rooms.flatMap((room) =>
      reasons.slice(0, 4).map((reason) => {
        const target = make(new Uint8Array(room));
        return [encodeClosePayloadInto(target, 1, 4001, reason), contentOf(target, room)];
      }),
    ),
  encodeCloseFrameInto: ({ encodeCloseFrameInto }, make) =>
    rooms.flatMap((room) =>
      reasons.slice(0, 4).map((reason) => {
        const target = make(new Uint8Array(room));
        const options = { from: 'client', maskingKey: make(key) } as const;
        return [encodeCloseFrameInto(target, 1, 4001, reason, options), contentOf(target, room)];
      }),
    ),
  'encodeClosePayload of bytes': ({ encodeClosePayload }, make) =>
    reasonsInBytes.map((reason) => encodeClosePayload(4001, make(reason))),
  'encodeClosePayloadInto of bytes': ({ encodeClosePayloadInto }, make) =>
    reasonsInBytes.map((reason) => {
      const target = make(new Uint8Array(200));
      return [encodeClosePayloadInto(target, 1, 4001, make(reason)), contentOf(target, 200)];
    }),
  'encodeCloseFrame of bytes': ({ encodeCloseFrame }, make) =>
    reasonsInBytes.map((reason) => encodeCloseFrame(4001, make(reason))),
  'encodeCloseFrameInto of bytes': ({ encodeCloseFrameInto }, make) =>
    reasonsInBytes.map((reason) => {
      const target = make(new Uint8Array(200));
      const options = { from: 'client', maskingKey: make(key) } as const;
      return [encodeCloseFrameInto(target, 1, 4001, make(reason), options), contentOf(target, 200)];
    }),
  'encodeCloseFrame with a key': ({ encodeCloseFrame }, make) =>
    reasons.map((reason) => encodeCloseFrame(4001, reason, { from: 'client', maskingKey: make(key) })),
};
