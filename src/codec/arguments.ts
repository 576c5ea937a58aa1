/**
 * Wrong calls: what throws before any data is judged, and where output may be written.
 * @module
 */

/** The two ends of a WebSocket connection. A client masks every frame that it sends, a server none (RFC 6455 §5.1). */
export type Endpoint = 'client' | 'server';

type Getter<T> = (this: unknown) => T;

/** A getter of %TypedArray%.prototype: it looks into the object itself, where no subclass, proxy or realm misleads. */
export function typedArrayGetter<T>(key: PropertyKey): Getter<T> {
  // The cast: TypeScript types getters as any. Every TypedArray has these four (ECMA-262 §23.2.3).
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), key)!.get as Getter<T>;
}

/** The length of a Uint8Array of any realm (a Node Buffer is one, too); TypeError for anything else. */
export const byteLengthOf: (bytes: Uint8Array, name: string) => number = /* @__PURE__ */ (() => {
  // Constants of the closure, for speed: see utf8DecoderFor.
  const getTypeName = typedArrayGetter<string | undefined>(Symbol.toStringTag);
  const getLength = typedArrayGetter<number>('length');
  return (bytes, name) => {
    if (getTypeName.call(bytes) !== 'Uint8Array') throw new TypeError(`${name} must be a Uint8Array.`);
    // What is empty has no first byte. Having read it, V8 knows what it deals with, and inlines the getter: 2 to 5 ns.
    return bytes[0] === undefined ? 0 : getLength.call(bytes);
  };
})();

/** TypeError where an argument that may be left out is given, but is of another type. */
export function checkType(value: unknown, type: 'number' | 'string' | 'object' | 'function', name: string): void {
  if (value !== undefined && (typeof value !== type || value === null)) {
    throw new TypeError(`${name} must be of type ${type}, not ${value === null ? value : typeof value}.`);
  }
}

// V8 makes one instruction of a `typeof` that is compared with a literal; where it is compared with a variable, as above,
// it takes 1 to 2 ns. So what is called most looks with literals first.

/** TypeError where the code is no number or the reason no string; either may be left out. */
export function checkClosing(code: number | undefined, reason: string | undefined): void {
  checkType(code, 'number', 'code');
  checkType(reason, 'string', 'reason');
}

/** TypeError where options are given, but are none. */
export function checkOptions(options: object | undefined): void {
  if (typeof options !== 'object' || options === null) checkType(options, 'object', 'options');
}

/** TypeError where `from` is given, but names no endpoint. */
export function checkFrom(from: Endpoint | undefined): void {
  if (from !== undefined && from !== 'client' && from !== 'server') {
    throw new TypeError("options.from must be 'client' or 'server'.");
  }
}

/** How many bytes of the target there are from `offset` on; a negative number where that is no index of one. */
export function roomFrom(target: Uint8Array, offset: number): number {
  const length = byteLengthOf(target, 'target');
  return Number.isInteger(offset) && offset >= 0 ? length - offset : -1;
}

/** RangeError where there is less room than is needed. */
export function refuseRoom(needed: number): never {
  // The offset is not named: it may be anything, and making text of it may run code of its own.
  throw new RangeError(`offset must be an integer that leaves ${needed} bytes of the target.`);
}
