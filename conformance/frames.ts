/** Turns vectors into the bytes that an endpoint sends. */

import type { Endpoint } from 'close-frame';
import type { DecodeFrameVector, DecodePayloadVector } from '../scripts/vectors/format.js';
import { bytesOf } from '../test/support/vector-values.js';

export type Vector = DecodeFrameVector | DecodePayloadVector;

/** The other end of a connection. */
export function otherOf(role: Endpoint): Endpoint {
  return role === 'client' ? 'server' : 'client';
}

/** The frame of a vector as in its file; a payload gets an unmasked header. */
export function frameOf(vector: Vector): Uint8Array {
  return 'payload' in vector ? closeFrame(bytesOf(vector.payload)) : bytesOf(vector.frame);
}

function closeFrame(payload: Uint8Array): Uint8Array {
  const { length } = payload;
  return Uint8Array.of(0x88, ...(length > 125 ? [126, length >> 8, length & 0xff] : [length]), ...payload);
}

/** The Close frame that is sent after each frame with another opcode, because something has to close the connection. */
export const closeAfter = { code: 4001, reason: 'after' } as const;
const CLOSE_AFTER = closeFrame(bytesOf('0fa16166746572')); // the same in bytes

/**
 * The bytes of a vector as `from` sends them: masked if `from` is a client. If the vector says who sends them, they are
 * unchanged; `undefined` if that is the other side.
 */
export function bytesFrom(vector: Vector, from: Endpoint): Uint8Array | undefined {
  if ('frame' in vector && vector.from !== undefined) return vector.from === from ? frameOf(vector) : undefined;
  const frame = masked(frameOf(vector), from);
  const isOther = 'kind' in vector.expect && vector.expect.kind === 'not-close' && frame.length > 1;
  return isOther ? Uint8Array.of(...frame, ...masked(CLOSE_AFTER, from)) : frame;
}

const KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

/** The bytes of a complete or incomplete frame, masked if a client sends it, and unmasked if a server does. */
export function masked(bytes: Uint8Array, from: Endpoint): Uint8Array {
  const second = bytes[1];
  const isClient = from === 'client';
  if (second === undefined || second >= 0x80 === isClient) return bytes;
  const { lengthEnd, length } = headerOf(bytes);
  const body = isClient ? lengthEnd : lengthEnd + 4;
  const key = isClient ? KEY : bytes.subarray(lengthEnd, body);
  const payload = bytes.subarray(body, body + length).map((byte, at) => byte ^ key[at % 4]!);
  return Uint8Array.of(
    bytes[0]!,
    second ^ 0x80,
    ...bytes.subarray(2, lengthEnd),
    ...(isClient && bytes.length >= lengthEnd ? KEY : []),
    ...payload,
    ...bytes.subarray(body + length),
  );
}

/** Where the length field of a frame of at least 2 bytes ends, and its value, or that of the part that is there. */
export function headerOf(bytes: Uint8Array): { lengthEnd: number; length: number } {
  const short = bytes[1]! & 0x7f;
  if (short < 126) return { lengthEnd: 2, length: short };
  const lengthEnd = short === 126 ? 4 : 10;
  return { lengthEnd, length: bytes.subarray(2, lengthEnd).reduce((length, byte) => length * 256 + byte, 0) };
}

/** The unmasked payload of a complete frame. */
export function payloadOf(bytes: Uint8Array): Uint8Array {
  const plain = masked(bytes, 'server');
  const { lengthEnd, length } = headerOf(plain);
  return plain.subarray(lengthEnd, lengthEnd + length);
}

/** Are all bytes of the first frame there? */
export function isWhole(bytes: Uint8Array): boolean {
  if (bytes.length < 2) return false;
  const { lengthEnd, length } = headerOf(bytes);
  return bytes.length >= lengthEnd + (bytes[1]! >= 0x80 ? 4 : 0) + length;
}
