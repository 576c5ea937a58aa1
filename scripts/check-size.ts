/**
 * `npm run size`: how much the library adds to a bundle, minified and gzipped. Prints what is over its target, and
 * fails if anything is over its limit, which is slightly above today's size.
 */

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Typical imports and how large they may be; nobody imports everything. */
const bundles: [what: string, names: string, target: number, limit: number, entry?: string][] = [
  ['isSendableCode', 'isSendableCode', 300, 300],
  ['a decoder', 'decodeClosePayload', 1600, 1600],
  ['a validator', 'validateClosePayload', 1150, 1400],
  ['a stack', 'decodeCloseFrame, encodeCloseFrame, replyToClose', 3650, 3900],
  ['a proxy', 'CloseFrameScanner, encodeCloseFrame, relayClose', 4700, 5450],
  ['the names', 'codeFromName, namesOfCode', 3500, 3500, 'names/index.js'],
  ['a view', 'inspectClose', 10_000, 10_000, 'inspect/index.js'],
  ['the closing handshake, with the encoder of frames', 'ClosingHandshake', 3300, 4550, 'handshake/index.js'],
];

for (const [what, names, target, limit, entry = 'index.js'] of bundles) {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${names} } from './dist/${entry}'`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    logLevel: 'error', // a warning about imports without side effects is expected
  });
  const bytes = gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
  const miss = bytes > target ? `, ${bytes - target} over its target` : '';
  console.log(`${String(bytes).padStart(5)} of ${target} bytes: ${what} (${names})${miss}`);
  if (bytes > limit) {
    console.error(`      over the limit of ${limit}`);
    process.exitCode = 1;
  }
}
