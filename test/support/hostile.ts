import { runInNewContext } from 'node:vm';

/** A subclass that reports the wrong length. */
export class Misleading extends Uint8Array {
  override get length(): number {
    return 200;
  }
}

/** A Uint8Array from another realm, such as an iframe or a vm context. */
export function foreign(values: Iterable<number>): Uint8Array {
  return runInNewContext('Uint8Array.from(values)', { values: [...values] }) as Uint8Array;
}

/** A Uint8Array over shared memory. */
export function shared(values: Iterable<number>): Uint8Array {
  const list = [...values];
  const array = new Uint8Array(new SharedArrayBuffer(list.length));
  array.set(list);
  return array;
}

/** A Uint8Array whose memory has been transferred away. */
export function detached(length: number): Uint8Array {
  const array = new Uint8Array(length);
  detach(array);
  return array;
}

/** A resizable ArrayBuffer (ECMAScript 2024), which TypeScript's es2022 does not have. */
interface Resizable {
  resize(byteLength: number): void;
}

/** A Uint8Array over resizable memory that has `more` bytes after the values. `resize` changes the memory's length. */
export function resizable(
  values: Iterable<number>,
  { more = 0, isTracking = true }: { more?: number; isTracking?: boolean } = {},
): { array: Uint8Array; resize(byteLength: number): void } {
  const list = [...values];
  const buffer: ArrayBuffer & Resizable = Reflect.construct(ArrayBuffer, [
    list.length + more,
    { maxByteLength: list.length + more + 1000 },
  ]);
  const array = isTracking ? new Uint8Array(buffer) : new Uint8Array(buffer, 0, list.length);
  array.set(list);
  return { array, resize: (byteLength) => buffer.resize(byteLength) };
}

/** Transfers the memory of an array away. */
export function detach(array: Uint8Array<ArrayBuffer>): void {
  structuredClone(array.buffer, { transfer: [array.buffer] });
}

/**
 * Gives an array own properties that report each read, and then throw.
 *
 * @param onRead - Is called with the name of each property that is read.
 */
export function trapped(
  array: Uint8Array,
  keys: readonly PropertyKey[],
  onRead: (key: PropertyKey) => void,
): Uint8Array {
  for (const key of keys) {
    Object.defineProperty(array, key, {
      get() {
        onRead(key);
        throw new Error(`${String(key)} was read.`);
      },
    });
  }
  return array;
}

/** Values that may be mistaken for a Uint8Array. */
export const impostors: [name: string, value: unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a string', '\x03\xe8'],
  ['an array', [3, 232]],
  ['an ArrayBuffer', new ArrayBuffer(2)],
  ['a DataView', new DataView(new ArrayBuffer(2))],
  ['a Uint16Array', new Uint16Array(1)],
  ['a Uint8ClampedArray', new Uint8ClampedArray(2)],
  ['an Int8Array', new Int8Array(2)],
  ['an array-like object', { 0: 3, 1: 232, length: 2 }],
  ['an object with its prototype', Object.create(Uint8Array.prototype)],
  ['an object with its name', { length: 2, [Symbol.toStringTag]: 'Uint8Array' }],
  ['a proxy of a Uint8Array', new Proxy(Uint8Array.of(3, 232), {})],
];

/** Values that are not numbers, but may be passed as a code. */
export const nonCodes: unknown[] = [null, '1000', 1000n, true, {}, [1000], new Number(1000), Symbol('1000')];

/** Values that are neither a string nor bytes, but may be passed as a reason. */
export const nonReasons: unknown[] = [null, 0, true, {}, ['bye'], new String('bye'), new ArrayBuffer(3), Symbol('bye')];
