/**
 * Wrong calls: what throws before any data is judged, and where output may be written.
 * @module
 */

/** The two ends of a WebSocket connection. A client masks every frame that it sends, a server none (RFC 6455 §5.1). */
export type Endpoint = 'client' | 'server';

type Getter<T> = (this: unknown) => T;

/** A getter of %TypedArray%.prototype: it looks into the object itself, where no subclass, proxy or realm misleads. */
function typedArrayGetter<T>(key: PropertyKey): Getter<T> {
  // The cast: TypeScript types getters as any. Every TypedArray has these three (ECMA-262 §23.2.3).
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), key)!.get as Getter<T>;
}

/** What a value is, without running any code of its own. */
export function nameOf(value: unknown): string {
  if (typeof value === 'number' || value === undefined || value === null) return String(value);
  return `a value of type ${typeof value}`;
}

/** The length of a Uint8Array of any realm (a Node Buffer is one, too); TypeError for anything else. */
export const byteLengthOf: (bytes: Uint8Array, name: string) => number = /* @__PURE__ */ (() => {
  // Constants of the closure, for speed: see utf8DecoderFor.
  const getTypeName = typedArrayGetter<string | undefined>(Symbol.toStringTag);
  const getLength = typedArrayGetter<number>('length');
  return (bytes, name) => {
    if (getTypeName.call(bytes) !== 'Uint8Array') {
      throw new TypeError(`${name} must be a Uint8Array, not ${nameOf(bytes)}.`);
    }
    return getLength.call(bytes);
  };
})();

/** The memory behind a Uint8Array. */
export const bufferOf: (bytes: Uint8Array) => ArrayBufferLike = /* @__PURE__ */ (() => {
  const getBuffer = typedArrayGetter<ArrayBufferLike>('buffer');
  return (bytes) => getBuffer.call(bytes);
})();

/** TypeError where the code is given, but is no number. */
export function checkCode(code: number | undefined): void {
  if (code !== undefined && typeof code !== 'number') {
    throw new TypeError(`code must be a number or undefined, not ${nameOf(code)}.`);
  }
}

/** TypeError where the reason is given, but is no string. */
export function checkReason(reason: string | undefined): void {
  if (reason !== undefined && typeof reason !== 'string') {
    throw new TypeError(`reason must be a string or undefined, not ${nameOf(reason)}.`);
  }
}

/** TypeError where the options are given, but are no object. */
export function checkOptions(options: object | undefined): void {
  if (options !== undefined && (typeof options !== 'object' || options === null)) {
    throw new TypeError(`options must be an object or undefined, not ${nameOf(options)}.`);
  }
}

/** TypeError where `from` is given, but names no endpoint. */
export function checkFrom(from: Endpoint | undefined): void {
  if (from !== undefined && from !== 'client' && from !== 'server') {
    throw new TypeError(`options.from must be 'client', 'server' or undefined, not ${nameOf(from)}.`);
  }
}

/** RangeError where `needed` bytes do not fit between `offset` and the end of a target of `length` bytes. */
export function checkRoom(length: number, offset: number, needed: number): void {
  if (!Number.isInteger(offset) || offset < 0 || offset > length) {
    throw new RangeError(
      `offset must be an integer from 0 to the target's length of ${length}, not ${nameOf(offset)}.`,
    );
  }
  if (needed > length - offset) {
    throw new RangeError(
      `The target has room for ${length - offset} bytes from offset ${offset} on, not for ${needed}.`,
    );
  }
}
