/** The library as in each kind of runtime: with Node's Buffer, with only a TextDecoder, and with neither. */

import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';

export type Library = typeof import('close-frame');

/** Instances of the library, each with a name for messages. */
export type Libraries = readonly (readonly [runtime: string, library: Library])[];

/** A TextDecoder as in browsers: unlike Node's, it refuses shared and resizable memory, as Web IDL demands. */
class BrowserTextDecoder extends TextDecoder {
  override decode(bytes: Uint8Array): string {
    const { buffer } = bytes;
    const isRefused = buffer instanceof SharedArrayBuffer || ('resizable' in buffer && buffer.resizable);
    if (isRefused) throw new TypeError('The memory must be neither shared nor resizable.');
    return super.decode(bytes);
  }
}

/** This runtime, in which some of the globals are undefined. */
function hostWithout(...names: string[]): object {
  const missing = names.map((name) => [name, { value: undefined, writable: true }]);
  // crypto is a getter that works only on globalThis itself.
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
  // The library chose its decoder and encoder when it was loaded. Other code of the bundle may use a TextDecoder.
  Object.assign(neither, { TextDecoder });
  return libraries;
}
