/** The inputs: random, but similar to what a codec gets. */

import type { CloseReason, Endpoint } from 'close-frame';
import fc from 'fast-check';
import { frameBytes } from '../support/streams.js';
import { anyCode, anyText, payloadBytes } from './pieces.js';

export interface Inputs {
  payload: { bytes: Uint8Array };
  frame: { bytes: Uint8Array; from?: Endpoint | undefined };
  /** A stream, and the sizes of its chunks, which repeat. */
  stream: { bytes: Uint8Array; from?: Endpoint | undefined; sizes: number[]; skipHttpHead: boolean };
  /** The arguments of an encoder, the room that is left in its target, and a limit for truncateReason(). */
  encoding: {
    code?: number | undefined;
    reason?: CloseReason | undefined;
    maskingKey: Uint8Array;
    offset: number;
    spare: number;
    maxBytes: number;
  };
}

export type Kind = keyof Inputs;

const from: fc.Arbitrary<Endpoint | undefined> = fc.constantFrom(undefined, 'client', 'server');
const maskingKey = fc.oneof(
  fc.constantFrom('00000000', 'ffffffff', '37fa213d').map((key) => Uint8Array.from(Buffer.from(key, 'hex'))),
  fc.integer({ min: 0, max: 0xffffffff }).map((key) => Uint8Array.of(key >>> 24, key >>> 16, key >>> 8, key)),
);

const halfTheTime = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2, nil: undefined });
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => mostly<T | undefined>(undefined, arbitrary);

/** Usually this value, to which any other one shrinks. */
function mostly<T>(value: T, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ withCrossShrink: true }, { weight: 12, arbitrary: fc.constant(value) }, { weight: 1, arbitrary });
}

/** A Close frame, whose header is usually right. */
const closeFrame = fc
  .record({
    first: mostly(
      0x88,
      fc.nat(15).map((bits) => bits * 16 + 8),
    ),
    lie: mostly(0, fc.nat(255)),
    mask: halfTheTime(maskingKey),
    payload: payloadBytes.map((bytes) => bytes.subarray(0, 125)),
  })
  .map(({ lie, ...shape }) => {
    const bytes = frameBytes({ ...shape, lengthBytes: 0 });
    bytes[1]! ^= lie;
    return new Uint8Array(bytes);
  });

/** Bytes without the last ones, if some are `missing`. */
function cutOff(bytes: Uint8Array, missing: number | undefined): Uint8Array {
  return bytes.slice(0, Math.max(0, bytes.length - (missing ?? 0)));
}

/** Any frame but a Close frame. Its payload is full of bytes that look like the start of one. */
const otherFrame = fc.record({
  first: fc.nat(255).map((byte) => (byte % 16 === 8 ? byte ^ 1 : byte)),
  mask: halfTheTime(maskingKey),
  length: fc.oneof(
    { weight: 100, arbitrary: fc.nat(30) },
    { weight: 30, arbitrary: fc.integer({ min: 123, max: 128 }) },
    { weight: 1, arbitrary: fc.constantFrom(65_535, 65_536) },
  ),
  lengthBytes: fc.constantFrom<0 | 2 | 8>(0, 0, 0, 2, 8),
});

type OtherFrame = typeof otherFrame extends fc.Arbitrary<infer T> ? T : never;

/** The frames as a conforming sender would send them: messages in order, pings and pongs, all masked or none. */
function conforming(frames: OtherFrame[], from: Endpoint | undefined): OtherFrame[] {
  let isInMessage = false;
  return frames.map(({ first, mask, length, lengthBytes }) => {
    const masking = { mask: from === 'client' ? (mask ?? new Uint8Array(4)) : undefined };
    if (first % 16 > 8)
      return { ...masking, first: 0x80 | (9 + (first % 2)), length: Math.min(length, 125), lengthBytes: 0 };
    const isFinal = first >= 128;
    const opcode = isInMessage ? 0 : 2;
    isInMessage = !isFinal;
    return { ...masking, first: (isFinal ? 128 : 0) | opcode, length, lengthBytes };
  });
}

/** A header whose 64-bit length is impossible, or only just possible. */
const wideHeader = fc
  .tuple(
    fc.constantFrom(0x82, 0x02, 0x89, 0xff),
    fc.boolean(),
    fc.constantFrom(...[52n, 53n, 63n].flatMap((bits) => [1n << bits, (1n << bits) - 1n]), (1n << 64n) - 1n),
  )
  .map(([first, masked, length]) => {
    const header = new DataView(new ArrayBuffer(10));
    header.setUint8(0, first);
    header.setUint8(1, masked ? 0xff : 0x7f);
    header.setBigUint64(2, length);
    return new Uint8Array(header.buffer);
  });

const httpHead = fc
  .tuple(
    fc.array(fc.constantFrom('\r\n', '\r', '\n', 'GET / HTTP/1.1', ' \x88'), { maxLength: 6 }),
    fc.constantFrom('\r\n\r\n', '\r\n', ''),
  )
  .map(([parts, end]) => Buffer.from(parts.join('') + end, 'latin1'));

/** What follows a Close frame: anything, or bytes that could complete a character that the frame cuts off. */
const following = fc.oneof(
  { withCrossShrink: true },
  fc.uint8Array({ maxLength: 140 }),
  fc.constantFrom('8080', 'bfbfbf').map((digits) => Uint8Array.from(Buffer.from(digits, 'hex'))),
);

const stream = fc
  .record({
    from,
    isConforming: fc.boolean(),
    frames: fc.array(otherFrame, { maxLength: 6 }),
    end: fc.oneof({ weight: 10, arbitrary: closeFrame }, { weight: 1, arbitrary: wideHeader }),
    following,
    missing: sometimes(fc.nat(200)),
    head: sometimes(httpHead),
    sizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 300 })), {
      minLength: 1,
      maxLength: 5,
    }),
  })
  .map(({ from, isConforming, frames, end, following, missing, head, sizes }): Inputs['stream'] => {
    const others = (isConforming ? conforming(frames, from) : frames).map(({ length, ...shape }) =>
      frameBytes({ ...shape, payload: new Uint8Array(length).fill(0x88) }),
    );
    const bytes = cutOff(Buffer.concat([head ?? new Uint8Array(0), ...others, end, following]), missing);
    // Long streams have larger chunks: byte by byte, they would take most of the time.
    const scale = 1 + Math.floor(bytes.length / 1000);
    return {
      bytes: new Uint8Array(bytes),
      from,
      sizes: sizes.map((size) => size * scale),
      skipHttpHead: head !== undefined,
    };
  });

export const arbitraries: { readonly [K in Kind]: fc.Arbitrary<Inputs[K]> } = {
  payload: payloadBytes.map((bytes) => ({ bytes })),
  frame: fc
    .tuple(closeFrame, following, sometimes(fc.nat(140)), sometimes(fc.nat(255)), from)
    .map(([frame, following, missing, first, from]) => {
      const bytes = cutOff(Uint8Array.of(...frame, ...following), missing);
      if (first !== undefined && bytes.length > 0) bytes[0] = first;
      return { bytes, from };
    }),
  stream,
  encoding: fc.record({
    code: anyCode,
    reason: fc.option(
      fc.oneof(
        { weight: 3, arbitrary: anyText },
        { weight: 1, arbitrary: payloadBytes.map((bytes) => bytes.slice(2)) }, // a payload without its code
      ),
      { freq: 10, nil: undefined },
    ),
    maskingKey,
    offset: fc.nat(9),
    // Exactly enough room; so much that V8 does not keep the target on its heap; and one byte less than enough.
    spare: fc.constantFrom(0, 70, -1),
    maxBytes: fc.oneof(fc.constantFrom(123, 0), fc.nat(140)),
  }),
};
