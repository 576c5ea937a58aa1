/**
 * Masking (RFC 6455 §5.3). The key is carried as one 32-bit integer, its first byte the highest: so it is read once,
 * and neither a view onto the memory being written nor another thread can change it under way.
 * @module
 */

import { byteLengthOf, checkFrom, checkOptions, type Endpoint } from './arguments.js';

/** How to encode a frame. */
export interface EncodeFrameOptions {
  /** The endpoint that sends the frame: a `server` (the default) sends it unmasked, a `client` masked. */
  readonly from?: Endpoint | undefined;
  /** With `from: 'client'`: the 4 bytes of the masking key. Left out: fresh ones from `crypto.getRandomValues`. */
  readonly maskingKey?: Uint8Array | undefined;
}

const KEY_BYTES = 4;

/** The byte of the key that masks the byte at `index` of the payload. */
export function keyByte(key: number, index: number): number {
  return (key >>> (24 - 8 * (index & 3))) & 0xff;
}

/** The four bytes from `offset` on as a key. */
export function readKey(bytes: Uint8Array, offset: number): number {
  return (bytes[offset]! << 24) | (bytes[offset + 1]! << 16) | (bytes[offset + 2]! << 8) | bytes[offset + 3]!;
}

/** Writes the key from `offset` on. */
export function writeKey(target: Uint8Array, offset: number, key: number): void {
  for (let index = 0; index < KEY_BYTES; index++) target[offset + index] = keyByte(key, index);
}

/** Which masking key a frame takes: the given one, a fresh one, or none, as a server's frame has none. */
export type Mask = Uint8Array | 'fresh' | undefined;

/** Reads the options, each once; TypeError where they are wrong. */
export function readMaskOptions(options: EncodeFrameOptions | undefined): Mask {
  if (options === undefined) return undefined;
  checkOptions(options);
  const { from, maskingKey } = options;
  checkFrom(from);
  if (maskingKey === undefined) return from === 'client' ? 'fresh' : undefined;
  byteLengthOf(maskingKey, 'options.maskingKey');
  if (from !== 'client') throw new TypeError("options.maskingKey goes with from: 'client' alone.");
  return maskingKey;
}

/** The masking key itself; RangeError where the given one is not of 4 bytes. */
export function maskingKeyFor(mask: Mask): number | undefined {
  if (mask === undefined) return undefined;
  if (mask === 'fresh') return freshKey();
  const length = byteLengthOf(mask, 'options.maskingKey');
  if (length !== KEY_BYTES) throw new RangeError(`options.maskingKey must be 4 bytes long, not ${length}.`);
  return readKey(mask, 0);
}

type GetRandomValues = (array: Uint8Array) => unknown;

/** The part of a global object that a fresh key needs: the Web Cryptography API. */
interface Host {
  readonly crypto?: { readonly getRandomValues?: GetRandomValues };
}

/**
 * An unpredictable key, as RFC 6455 §10.3 demands against attacks on proxies. The system is asked for 128 at once: for
 * each alone it takes 1,800 ns. None is given out twice, nor kept once it is given out.
 */
const freshKey = /* @__PURE__ */ (() => {
  const pool = new Uint8Array(128 * KEY_BYTES);
  let next = pool.length;
  let source: GetRandomValues | undefined;
  return (): number => {
    const { crypto } = globalThis as Host;
    const getRandomValues = crypto?.getRandomValues;
    if (typeof getRandomValues !== 'function') {
      throw new Error('This runtime has no crypto.getRandomValues: give options.maskingKey.');
    }
    if (next === pool.length || source !== getRandomValues) {
      getRandomValues.call(crypto, pool);
      source = getRandomValues;
      next = 0;
    }
    const key = readKey(pool, next);
    writeKey(pool, next, 0);
    next += KEY_BYTES;
    return key;
  };
})();
