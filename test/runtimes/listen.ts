/**
 * Makes the runtime's decoders and encoders of UTF-8 record their calls. Must be loaded before the library, which keeps
 * the methods that it finds.
 */

import { calls } from './calls.js';

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Methods = Record<string, Method>;

/** The depth of the recorded calls. What a runtime's own method calls is not recorded. */
let depth = 0;

function listenTo(owner: string, methods: Methods | undefined, names: RegExp): void {
  if (methods === undefined) return;
  for (const name of Object.getOwnPropertyNames(methods)) {
    const { value } = Object.getOwnPropertyDescriptor(methods, name)!; // which calls no getter
    if (!names.test(name) || typeof value !== 'function') continue;
    const method = value as Method;
    // Throws if the method cannot be replaced, so that no path is reported that was not recorded.
    methods[name] = function (...args) {
      if (depth === 0) calls.add(`${owner}.${name}`);
      depth++;
      try {
        return method.apply(this, args);
      } finally {
        depth--;
      }
    };
  }
}

const { Buffer, TextDecoder, TextEncoder } = globalThis as {
  Buffer?: { prototype: unknown };
  TextDecoder?: { prototype: unknown };
  TextEncoder?: { prototype: unknown };
};
listenTo('Buffer', Buffer as unknown as Methods, /^(?:byteLength|from)$/);
listenTo('Buffer', Buffer?.prototype as Methods, /(?:Slice|Write)$|^(?:toString|write)$/);
listenTo('TextDecoder', TextDecoder?.prototype as Methods, /^decode$/);
listenTo('TextEncoder', TextEncoder?.prototype as Methods, /^encode(?:Into)?$/);
