/** The library as each kind of runtime has it: with Node's Buffer, with a TextDecoder alone, and with neither. */

import { compileFunction } from 'node:vm';
import { build } from 'esbuild';

export type Library = typeof import('close-frame');

/** A name for messages, and the library. */
export type Libraries = readonly (readonly [runtime: string, library: Library])[];

/**
 * Loads three instances.
 *
 * @param entry - The file that exports the library: `src/index.ts`, or what shall be put to the test instead.
 */
export async function loadLibraries(entry: string): Promise<Libraries> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'library',
    target: 'es2022',
    logLevel: 'warning',
  });
  // What the library wants of its runtime it looks for on globalThis, which is a parameter here.
  const instantiate = compileFunction(`${outputFiles[0]!.text}; return library;`, ['globalThis']);
  const { Buffer, TextDecoder, TextEncoder, crypto } = globalThis;
  return [
    ['with Buffer', instantiate({ Buffer, TextDecoder, TextEncoder, crypto })],
    ['with TextDecoder', instantiate({ TextDecoder, TextEncoder, crypto })],
    ['with neither', instantiate({ crypto })],
  ];
}
