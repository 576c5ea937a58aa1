/** Random WebSocket streams, and a plain reader, independent of the library, to compare with. */

import type { Endpoint } from 'close-frame';
import fc from 'fast-check';
import { hex, payloadOf } from './bytes.js';

export interface FrameShape {
  first: number;
  mask: Uint8Array | undefined;
  payload: Uint8Array;
  /** How many bytes the extended length has: 0 is the shortest form, 2 and 8 may be longer than needed. */
  lengthBytes: 0 | 2 | 8;
}

/** A frame's bytes, header and all. */
export function frameBytes({ first, mask, payload, lengthBytes }: FrameShape): Uint8Array {
  const { length } = payload;
  const size = Math.max(lengthBytes, length > 0xffff ? 8 : length > 125 ? 2 : 0);
  const header = Buffer.alloc(2 + size);
  header[0] = first;
  header[1] = (mask ? 0x80 : 0) | (size === 8 ? 127 : size === 2 ? 126 : length);
  if (size === 2) header.writeUInt16BE(length, 2);
  if (size === 8) header.writeBigUInt64BE(BigInt(length), 2);
  const body = mask ? payload.map((byte, at) => byte ^ mask[at % 4]!) : payload;
  return Buffer.concat([header, mask ?? new Uint8Array(0), body]);
}

/** What the plain reader finds in a stream. */
export interface Reading {
  outcome: 'close' | 'error' | 'end';
  offset: number;
  code?: number;
  reason?: string;
  kind?: string;
  /** If the stream ends inside a frame whose length is known: how many bytes of it are missing. */
  missing?: bigint;
  /** 0, and the offset after each frame that comes before the outcome. */
  boundaries: Set<number>;
}

/** Reads a whole stream at once, the slow and obvious way. */
export function readPlainly(stream: Uint8Array, from: Endpoint | undefined): Reading {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.length);
  const boundaries = new Set<number>([0]);
  let at = 0;
  const rest = () => stream.length - at;
  for (;;) {
    if (rest() < 1) return { outcome: 'end', offset: at, boundaries };
    const error = (kind: string): Reading => ({ outcome: 'error', kind, offset: at, boundaries });
    const first = view.getUint8(at);
    const isClose = first % 16 === 8;
    if (isClose && (first & 0x70) !== 0) return error('reserved-bits');
    if (isClose && first < 0x80) return error('fragmented');
    if (rest() < 2) return { outcome: 'end', offset: at, boundaries };
    const second = view.getUint8(at + 1);
    const masked = second >= 0x80;
    let length = second % 128;
    if (isClose) {
      if (length > 125) return error('payload-too-long');
      if (length === 1) return error('payload-too-short');
      if (from === 'client' && !masked) return error('mask-missing');
      if (from === 'server' && masked) return error('mask-unexpected');
    }
    let header = 2 + (masked ? 4 : 0);
    if (length === 126) {
      if (rest() < 4) return { outcome: 'end', offset: at, boundaries };
      length = view.getUint16(at + 2);
      header += 2;
    } else if (length === 127) {
      if (rest() < 10) return { outcome: 'end', offset: at, boundaries };
      const wide = view.getBigUint64(at + 2);
      if (wide >= 1n << 63n) return error('invalid-length');
      if (wide >= 1n << 53n) return error('length-unsupported');
      length = Number(wide);
      header += 8;
    }
    if (isClose) {
      if (rest() < header + length) return { outcome: 'end', offset: at, boundaries };
      const mask = stream.subarray(at + header - 4, at + header);
      const payload = stream
        .slice(at + header, at + header + length)
        .map((byte, i) => (masked ? byte ^ mask[i % 4]! : byte));
      if (length === 0) return { outcome: 'close', offset: at, code: 1005, reason: '', boundaries };
      const code = payload[0]! * 256 + payload[1]!;
      if (code < 1000 || [1005, 1006, 1015].includes(code)) return error('forbidden-code');
      if (code === 1004 || (code > 1015 && code < 3000) || code > 4999) return error('reserved-code');
      try {
        const reason = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload.subarray(2));
        return { outcome: 'close', offset: at, code, reason, boundaries };
      } catch {
        return error('invalid-utf8');
      }
    }
    const missing = BigInt(length) + BigInt(header - rest());
    at += header + length;
    boundaries.add(at);
    if (missing > 0n) return { outcome: 'end', offset: at, missing, boundaries };
  }
}

const maskArb = fc.oneof(fc.constant(undefined), fc.uint8Array({ minLength: 4, maxLength: 4 }));
const lengthArb = fc.oneof(
  { weight: 20, arbitrary: fc.nat(30) },
  { weight: 6, arbitrary: fc.integer({ min: 123, max: 128 }) },
  { weight: 1, arbitrary: fc.integer({ min: 65_533, max: 65_538 }) },
);

/** Any frame but a Close frame: every other opcode, RSV bits, fragments, and payloads full of 0x88. */
const otherFrame = fc
  .record({
    first: fc.nat(255).map((byte) => (byte % 16 === 8 ? byte ^ 1 : byte)),
    mask: maskArb,
    payload: lengthArb.map((length) => new Uint8Array(length).fill(0x88)),
    lengthBytes: fc.constantFrom(0, 0, 0, 2, 8),
  })
  .map((shape) => frameBytes(shape as FrameShape));

const reasonArb = fc.oneof(fc.constant(''), fc.constant('bye'), fc.string({ unit: 'binary', maxLength: 40 }));
const codeArb = fc.oneof(
  fc.constantFrom(1000, 1001, 1011, 4000, 4999),
  fc.integer({ min: 990, max: 5010 }),
  fc.nat(0xffff),
);

/** A Close frame, usually a valid one. */
const closeFrame = fc
  .record({
    first: fc.oneof(
      { weight: 8, arbitrary: fc.constant(0x88) },
      { weight: 1, arbitrary: fc.nat(15).map((n) => n * 16 + 8) },
    ),
    mask: maskArb,
    payload: fc.oneof(
      { weight: 8, arbitrary: fc.tuple(codeArb, reasonArb).map(([code, reason]) => payloadOf(code, reason)) },
      { weight: 2, arbitrary: fc.constant(new Uint8Array(0)) },
      { weight: 2, arbitrary: fc.uint8Array({ maxLength: 127 }) },
    ),
  })
  .map((shape) => frameBytes({ ...shape, lengthBytes: 0 }));

/** A header whose 64-bit length is impossible, or only just possible. */
const wideHeader = fc
  .tuple(
    fc.nat(255),
    fc.boolean(),
    fc.constantFrom(1n << 63n, (1n << 64n) - 1n, 1n << 53n, (1n << 63n) - 1n, 1n << 52n),
  )
  .map(([first, masked, length]) => {
    const header = Buffer.alloc(10);
    header[0] = first % 16 === 8 ? first ^ 1 : first;
    header[1] = masked ? 0xff : 0x7f;
    header.writeBigUInt64BE(length, 2);
    return header as Uint8Array;
  });

/** A stream: some frames, usually a frame that ends the scan, and random bytes; sometimes all of it is cut off. */
export const streamArb: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.array(otherFrame, { maxLength: 6 }),
    fc.oneof(
      { weight: 8, arbitrary: closeFrame },
      { weight: 1, arbitrary: wideHeader },
      { weight: 1, arbitrary: fc.constant(new Uint8Array(0)) },
    ),
    fc.uint8Array({ maxLength: 140 }),
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
    ),
  )
  .map(([frames, end, garbage, share]) => {
    const all = new Uint8Array(Buffer.concat([...frames, end, garbage]));
    const stream = all.subarray(0, Math.round(all.length * share));
    // How a counterexample is printed.
    return Object.assign(stream, { [fc.toStringMethod]: () => hex(stream).replace(/(?:88){9,}/g, runLength) });
  });

function runLength(run: string): string {
  return ` ${run.length / 2}×88 `;
}

/** Cuts a stream into chunks of these sizes, each in a buffer that is overwritten as soon as it has been used. */
export function eachChunk(stream: Uint8Array, sizes: readonly number[], use: (chunk: Uint8Array) => void): void {
  for (let at = 0, turn = 0; at < stream.length; turn++) {
    const chunk = stream.slice(at, at + sizes[turn % sizes.length]!);
    at += chunk.length;
    use(chunk);
    chunk.fill(0xff);
  }
}
