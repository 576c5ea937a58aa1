/**
 * Argument checks, which throw before any data is judged or written.
 * @module
 */

/**
 * The two ends of a WebSocket connection. A client masks every frame that it sends; a server masks none (RFC 6455
 * §5.1).
 */
export type Endpoint = 'client' | 'server';

type Getter<T> = (this: unknown) => T;

/**
 * A getter of %TypedArray%.prototype. It reads the object's internal slots, so no subclass, proxy or realm can fool it.
 */
export function typedArrayGetter<T>(key: PropertyKey): Getter<T> {
  // The cast: TypeScript types getters as any. Every TypedArray has the ones used here (ECMA-262 §23.2.3).
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), key)!.get as Getter<T>;
}

/**
 * The length of a Uint8Array from any realm (a Node Buffer is one); 0 if its buffer is detached. For anything else,
 * throws a TypeError that names `types`.
 */
export const byteLengthOf: (bytes: Uint8Array, name: string, types?: string) => number = /* @__PURE__ */ (() => {
  // Closure constants, for speed: see utf8DecoderFor().
  const getTypeName = typedArrayGetter<string | undefined>(Symbol.toStringTag);
  const getLength = typedArrayGetter<number>('length');
  return (bytes, name, types) => {
    if (getTypeName.call(bytes) !== 'Uint8Array') throwTypeError(name, types);
    // Read bytes[0] first: V8 then knows the type and inlines the getter (2 to 5 ns; npm run bench).
    return bytes[0] === undefined ? 0 : getLength.call(bytes);
  };
})();

/** Throws a TypeError if an optional argument is given but has the wrong type. `null` does not count as an object. */
export function checkType(
  value: unknown,
  type: 'number' | 'string' | 'boolean' | 'object' | 'function',
  name: string,
): void {
  if (value !== undefined && (typeof value !== type || value === null)) {
    throwTypeError(name, type);
  }
}

// A separate function, to keep its bytecode out of byteLengthOf(), which V8 inlines.
function throwTypeError(name: string, types: string = 'Uint8Array'): never {
  throw new TypeError(`${name} must be of type ${types}.`);
}

/** The option, or its default if it is `undefined`. Throws a TypeError for `null`. */
export function optionOf<T>(value: T | undefined, defaultValue: T, name: string): T {
  if (value === null) throw new TypeError(`${name} must not be null.`);
  return value ?? defaultValue;
}

/** `options.from`, if given. Throws a TypeError if it is not an endpoint, or if the options are not an object. */
export function endpointOf(options: { readonly from?: Endpoint | undefined } | undefined): Endpoint | undefined {
  // Compare typeof with a literal, which V8 compiles to one instruction: with a variable it takes 1 to 2 ns (npm run
  // bench).
  if (typeof options !== 'object' || options === null) checkType(options, 'object', 'options');
  const from = options?.from;
  if (from !== undefined && from !== 'client' && from !== 'server') {
    throw new TypeError("options.from must be 'client' or 'server'.");
  }
  return from;
}
