/**
 * A program for a separate process, because lockdown() changes the whole process. `node compartment.mjs FILE...` loads
 * each file, a CommonJS bundle of an entry of the library, twice: as usual, and in an SES compartment that has only
 * `crypto`. It calls the library in both, and prints as JSON what each file exports and what the calls returned.
 */

import 'ses';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** This function is also evaluated in the compartment. */
function resultsOf({ inspectClose, CloseFrameScanner, decodeCloseFrame, encodeCloseFrame, relayClose, unwrap }) {
  if (inspectClose) return inspectClose(Uint8Array.of(0x88, 0x02, 0x03, 0xe8));
  if (!decodeCloseFrame) return undefined;
  const results = [];
  for (const reason of ['', 'bye', 'früh am Morgen, 世界, und 😀!', '界'.repeat(41), 'a'.repeat(123)]) {
    for (const from of ['client', 'server']) {
      encodeCloseFrame(4000, reason, { from }); // with a fresh key
      const maskingKey = from === 'client' ? Uint8Array.of(1, 2, 3, 4) : undefined;
      const { bytes } = unwrap(encodeCloseFrame(4000, reason, { from, maskingKey }));
      const scanner = new CloseFrameScanner({ from });
      scanner.push(bytes.subarray(0, 3));
      results.push(
        decodeCloseFrame(bytes),
        scanner.push(bytes.subarray(3)),
        relayClose(1000, bytes.subarray(6).fill(0xff)),
      );
      results.push(decodeCloseFrame(bytes).error?.kind);
    }
  }
  try {
    unwrap(decodeCloseFrame(Uint8Array.of(0x81)));
  } catch (error) {
    results.push(error.name, error.message, error.kind);
  }
  return results;
}

const files = process.argv.slice(2);
const usual = files.map((file) => resultsOf(createRequire(import.meta.url)(file)));

lockdown();
const { crypto } = globalThis;
const getRandomValues = harden((array) => crypto.getRandomValues(array));

const compartments = files.map((file) => {
  const compartment = new Compartment({ globals: { crypto: { getRandomValues } }, __options__: true });
  const library = compartment.evaluate(`const module = { exports: {} }; ${readFileSync(file, 'utf8')}; module.exports`);
  return { names: Object.keys(library), results: compartment.evaluate(`(${resultsOf})`)(library) };
});
console.log(JSON.stringify(files.map((_, index) => ({ ...compartments[index], usual: usual[index] }))));
