import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { suite } from 'uvu';
import { calls, type Make } from '../support/calls.js';
import { foreign, Misleading, resizable, shared, trapped } from '../support/hostile.js';
import { loadLibraries } from '../support/library.js';

const test = suite('hostile/arrays');

const libraries = await loadLibraries();

/** What trusting code would read from an array. */
const members: PropertyKey[] = [
  'length',
  'byteLength',
  'byteOffset',
  'buffer',
  'slice',
  'set',
  'fill',
  'copyWithin',
  'map',
]
  .concat([
    'at',
    'every',
    'indexOf',
    'join',
    'subarray',
    'constructor',
    'toString',
    'valueOf',
    'toJSON',
    'BYTES_PER_ELEMENT',
  ])
  .concat([Symbol.iterator, Symbol.toStringTag, Symbol.toPrimitive, Symbol.species] as never[]);

const read: PropertyKey[] = [];

class Trapped extends Uint8Array {}
trapped(Trapped.prototype, members, (key) => read.push(key));

/** Fills the memory through a plain Uint8Array, so that no method of the class is called. */
function over(Class: typeof Uint8Array, bytes: Uint8Array): Uint8Array {
  return new Class(bytes.slice().buffer);
}

const realm = runInNewContext(`
  class Subclass extends Uint8Array {
    get length() { return 1; }
  }
  Uint8Array.prototype.subarray = Uint8Array.prototype.slice = () => new Uint8Array(2);
  ({ Subclass, Uint8Array, SharedArrayBuffer })
`) as { Subclass: typeof Uint8Array; Uint8Array: typeof Uint8Array; SharedArrayBuffer: typeof SharedArrayBuffer };

const makers: { readonly [name: string]: Make } = {
  'in the pool of Node’s Buffers': (bytes) => Buffer.concat([Buffer.of(0x61), bytes]).subarray(1),
  'of a subclass that reports the wrong length': (bytes) => Misleading.from(bytes),
  'of a subclass whose members throw': (bytes) => over(Trapped, bytes),
  'with own members that throw': (bytes) => trapped(bytes.slice(), members, (key) => read.push(key)),
  'that is not extensible': (bytes) => Object.preventExtensions(bytes.slice()),
  'of another realm': foreign,
  'of another realm, whose methods lie': (bytes) => over(realm.Uint8Array, bytes),
  'of a subclass of another realm': (bytes) => over(realm.Subclass, bytes),
  'over memory of another realm': (bytes) => {
    const array = new Uint8Array(foreign(new Uint8Array(bytes.length)).buffer);
    array.set(bytes);
    return array;
  },
  'over shared memory': shared,
  'over shared memory of another realm': (bytes) => {
    const array = new Uint8Array(new realm.SharedArrayBuffer(bytes.length));
    array.set(bytes);
    return array;
  },
  'over resizable memory': (bytes) => resizable(bytes).array,
  'over a part of resizable memory': (bytes) => resizable(bytes, { more: 9, isTracking: false }).array,
};

for (const [name, make] of Object.entries(makers)) {
  test(`an array ${name}: the results are the same as for any other, and none of its code is run`, () => {
    for (const [runtime, library] of libraries) {
      for (const [call, results] of Object.entries(calls)) {
        const expected = results(library, (bytes) => bytes.slice());
        read.length = 0;
        assert.deepEqual(results(library, make), expected, `${call} ${runtime}`);
        assert.deepEqual(read, [], `${call} ${runtime}`);
      }
    }
  });
}

test('the members that throw record what is read', () => {
  for (const make of [makers['of a subclass whose members throw']!, makers['with own members that throw']!]) {
    read.length = 0;
    assert.throws(() => make(Uint8Array.of(1)).slice(), /slice was read/);
    assert.deepEqual(read, ['slice']);
  }
});

/** A handler whose traps all record their calls. */
function listening(called: string[]): ProxyHandler<Uint8Array> {
  return new Proxy(
    {},
    {
      get: (_, trap) => {
        called.push(String(trap));
        return undefined;
      },
    },
  );
}

test('a proxy is not a Uint8Array, whatever its target, and none of its traps is called', () => {
  const revoked = Proxy.revocable(new Uint8Array(4), {});
  revoked.revoke();
  const called: string[] = [];
  const proxies: [name: string, proxy: Uint8Array][] = [
    ['of an array', new Proxy(new Uint8Array(4), listening(called))],
    ['of a subclass', new Proxy(new Trapped(4), listening(called))],
    ['of another realm', new Proxy(foreign([1, 2, 3, 4]), listening(called))],
    ['of a proxy', new Proxy(new Proxy(new Uint8Array(4), {}), listening(called))],
    ['revoked', revoked.proxy],
  ];
  for (const [, library] of libraries) {
    for (const [name, proxy] of proxies) {
      for (const [call, results] of Object.entries(calls)) {
        assert.throws(() => results(library, () => proxy), TypeError, `${call}: ${name}`);
      }
    }
  }
  assert.deepEqual(called, []);
});

test('options may be a proxy: each key is read once, and no other', () => {
  const bytes = Uint8Array.of(0x88, 0x80, 0, 0, 0, 0);
  const good = { ok: true, code: 1000, reason: 'bye' } as const;
  const cases: [name: string, expected: string[], options: object, call: (options: object) => unknown][] = [];
  for (const [runtime, library] of libraries) {
    const { CloseFrameScanner, decodeCloseFrame, encodeCloseFrame, encodeCloseFrameInto, relayClose } = library;
    const target = new Uint8Array(200);
    const masking = { from: 'client', maskingKey: Uint8Array.of(1, 2, 3, 4) };
    cases.push(
      [`decodeCloseFrame ${runtime}`, ['from'], { from: 'client' }, (options) => decodeCloseFrame(bytes, options)],
      [
        'CloseFrameScanner',
        ['from', 'skipHttpHead'],
        { skipHttpHead: true },
        (options) => new CloseFrameScanner(options),
      ],
      ['encodeCloseFrame', ['from', 'maskingKey'], masking, (options) => encodeCloseFrame(1000, 'bye', options)],
      [
        'encodeCloseFrameInto',
        ['from', 'maskingKey'],
        masking,
        (options) => encodeCloseFrameInto(target, 0, 1000, 'bye', options),
      ],
      ['replyToClose', ['reason'], { reason: 'full' }, (options) => library.replyToClose(good, options)],
      ['relayClose', ['accepts', 'fallback'], { fallback: 4000 }, (options) => relayClose(1006, 'bye', options)],
    );
  }
  for (const [name, expected, options, call] of cases) {
    const keys: string[] = [];
    const proxy = new Proxy(options, {
      get(target, key) {
        keys.push(String(key));
        return Reflect.get(target, key);
      },
    });
    const result = call(proxy);
    assert.deepEqual(keys.sort(), expected, name);
    if (!(result instanceof Object && 'push' in result)) assert.deepEqual(result, call(options), name);
    const { proxy: revoked, revoke } = Proxy.revocable(options, {});
    revoke();
    assert.throws(() => call(revoked), TypeError, name);
  }
});

test.run();
