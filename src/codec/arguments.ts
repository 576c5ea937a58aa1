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

/** The length of a Uint8Array of any realm (a Node Buffer is one, too); TypeError for anything else, naming the `types`. */
export const byteLengthOf: (bytes: Uint8Array, name: string, types?: string) => number = /* @__PURE__ */ (() => {
  // Constants of the closure, for speed: see utf8DecoderFor.
  const getTypeName = typedArrayGetter<string | undefined>(Symbol.toStringTag);
  const getLength = typedArrayGetter<number>('length');
  return (bytes, name, types) => {
    if (getTypeName.call(bytes) !== 'Uint8Array') refuseType(name, types);
    // What is empty has no first byte. Having read it, V8 knows what it deals with, and inlines the getter: 2 to 5 ns.
    return bytes[0] === undefined ? 0 : getLength.call(bytes);
  };
})();

/** TypeError where an argument that may be left out is given, but is of another type. */
export function checkType(
  value: unknown,
  type: 'number' | 'string' | 'boolean' | 'object' | 'function',
  name: string,
): void {
  if (value !== undefined && (typeof value !== type || value === null)) {
    refuseType(name, type);
  }
}

// Apart, because what throws counts as bytecode of byteLengthOf() and so of what V8 inlines that into.
function refuseType(name: string, types: string = 'Uint8Array'): never {
  throw new TypeError(`${name} must be of type ${types}.`);
}

/** An option, or what it is if it is left out. TypeError for `null`: only `undefined` counts as left out. */
export function optionOf<T>(value: T | undefined, otherwise: T, name: string): T {
  if (value === null) throw new TypeError(`${name} must not be null.`);
  return value ?? otherwise;
}

/** The endpoint that options name, if any; TypeError where they name something else, or are no options. */
export function endpointOf(options: { readonly from?: Endpoint | undefined } | undefined): Endpoint | undefined {
  // V8 makes one instruction of a `typeof` that is compared with a literal; with a variable it takes 1 to 2 ns.
  if (typeof options !== 'object' || options === null) checkType(options, 'object', 'options');
  const from = options?.from;
  if (from !== undefined && from !== 'client' && from !== 'server') {
    throw new TypeError("options.from must be 'client' or 'server'.");
  }
  return from;
}
