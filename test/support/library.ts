/** The library as each kind of runtime has it: with Node's Buffer, with a TextDecoder alone, and with neither. */

import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';

export type Library = typeof import('close-frame');

/** A name for messages, and the library. */
export type Libraries = readonly (readonly [runtime: string, library: Library])[];

/** A TextDecoder as browsers have it: Web IDL refuses memory that is shared or can be resized, and Node's does not. */
class BrowserTextDecoder extends TextDecoder {
  override decode(bytes: Uint8Array): string {
    const { buffer } = bytes;
    const isRefused = buffer instanceof SharedArrayBuffer || ('resizable' in buffer && buffer.resizable);
    if (isRefused) throw new TypeError('The memory must be neither shared nor resizable.');
    return super.decode(bytes);
  }
}

/** A runtime that is this one but for some of its globals, which the library then finds undefined. */
function hostWithout(...names: string[]): object {
  const missing = names.map((name) => [name, { value: undefined, writable: true }]);
  // crypto is a getter that wants globalThis itself.
  return Object.create(globalThis, { ...Object.fromEntries(missing), crypto: { value: globalThis.crypto } });
}

/**
 * Loads three instances.
 *
 * @param entry - The file that exports the library: `src/index.ts`, or another one to test instead.
 */
export async function loadLibraries(
  entry: string = fileURLToPath(new URL('../../src/index.ts', import.meta.url)),
): Promise<Libraries> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'library',
    target: 'es2022',
    logLevel: 'warning',
  });
  const instantiate = compileFunction(`${outputFiles[0]!.text}; return library;`, ['globalThis']);
  const neither = hostWithout('Buffer', 'TextDecoder');
  const libraries: Libraries = [
    ['with Buffer', instantiate(hostWithout())],
    [
      'with TextDecoder',
      instantiate(Object.assign(hostWithout('Buffer', 'TextDecoder'), { TextDecoder: BrowserTextDecoder })),
    ],
    ['with neither', instantiate(neither)],
  ];
  // How to decode and encode is chosen when the library is loaded; what else needs a TextDecoder has one.
  Object.assign(neither, { TextDecoder });
  return libraries;
}
