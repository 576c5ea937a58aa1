/** `npm run size`: what the library adds to a bundle, minified and gzipped; fails where it is more than it may be. */

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as closeFrame from 'close-frame';
import { build } from 'esbuild';

/** Everything but the registry, whose descriptions are as long as they have to be. */
const code = Object.keys(closeFrame).filter((name) => name !== 'closeCodes' && name !== 'describeCode');

/** What is bundled, and how large it may be. */
const limits: [what: string, source: string, limit: number][] = [
  ['isSendableCode alone', "export { isSendableCode } from './dist/index.js'", 300],
  ['decodeClosePayload alone', "export { decodeClosePayload } from './dist/index.js'", 1500],
  ['all of close-frame without the registry', `export { ${code} } from './dist/index.js'`, 5500],
  ['all of close-frame', "export * from './dist/index.js'", 7300],
  ['all of close-frame/names', "export * from './dist/names/index.js'", 3500],
  ['all of close-frame/inspect', "export * from './dist/inspect/index.js'", 9000],
];

for (const [what, source, limit] of limits) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const bytes = gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
  console.log(`${String(bytes).padStart(5)} of ${limit} bytes: ${what}`);
  if (bytes > limit) {
    console.error(`      ${what} is over its limit of ${limit}`);
    process.exitCode = 1;
  }
}
