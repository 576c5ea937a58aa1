/**
 * What was given, to look at as often as it takes.
 * @module
 */

type Getter<T> = (this: unknown) => T;

/** A getter of %TypedArray%.prototype, which looks into the object itself: no subclass, proxy or realm misleads it. */
function typedArrayGetter<T>(key: PropertyKey): Getter<T> {
  // The cast: TypeScript types getters as any. Every TypedArray has these two (ECMA-262 §23.2.3).
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), key)!.get as Getter<T>;
}

const getTypeName = /* @__PURE__ */ typedArrayGetter<string | undefined>(Symbol.toStringTag);
const getLength = /* @__PURE__ */ typedArrayGetter<number>('length');

/**
 * A copy, as another thread may write to what was given. A detached buffer counts as empty.
 *
 * @throws TypeError where `bytes` is no Uint8Array, of this or another realm.
 */
export function snapshotOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (getTypeName.call(bytes) !== 'Uint8Array') {
    throw new TypeError(`bytes must be a Uint8Array, not ${bytes === null ? 'null' : `of type ${typeof bytes}`}.`);
  }
  return getLength.call(bytes) === 0 ? new Uint8Array(0) : new Uint8Array(bytes);
}
