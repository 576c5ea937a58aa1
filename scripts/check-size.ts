/** `npm run size`: what the library adds to a bundle, minified and gzipped; fails if anything is over its limit. */

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What is bundled, and how large it may be: what people import of the library, as nobody imports all of it. */
const limits: [what: string, names: string, limit: number, entry?: string][] = [
  ['isSendableCode', 'isSendableCode', 300],
  ['a decoder', 'decodeClosePayload', 1600],
  ['a validator', 'validateClosePayload', 1150],
  ['a stack', 'decodeCloseFrame, encodeCloseFrame, replyToClose', 3650],
  ['a proxy', 'CloseFrameScanner, encodeCloseFrame, relayClose', 4700],
  ['the names', 'codeFromName, namesOfCode', 3500, 'names/index.js'],
  ['a view', 'inspectClose', 10_000, 'inspect/index.js'],
  ['the closing handshake, with the encoder of frames', 'ClosingHandshake', 4350, 'handshake/index.js'],
];

for (const [what, names, limit, entry = 'index.js'] of limits) {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${names} } from './dist/${entry}'`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    logLevel: 'error', // nothing is lost by an import of what has no side effects
  });
  const bytes = gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
  console.log(`${String(bytes).padStart(5)} of ${limit} bytes: ${what} (${names})`);
  if (bytes > limit) {
    console.error(`      ${what} is over its limit`);
    process.exitCode = 1;
  }
}
