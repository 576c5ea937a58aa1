/** `npm run size`: what the library adds to a bundle, minified and gzipped; fails where it is more than it may be. */

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What is bundled, how large it should be, and, where it is not there yet, how large it may not even become. */
const limits: [what: string, source: string, aim: number, limit: number][] = [
  ['isSendableCode alone', "export { isSendableCode } from './dist/index.js'", 300, 300],
  ['decodeClosePayload alone', "export { decodeClosePayload } from './dist/index.js'", 1500, 1500],
  ['all of close-frame', "export * from './dist/index.js'", 5500, 6480],
];

for (const [what, source, aim, limit] of limits) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const bytes = gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
  const remark = bytes > aim ? ` (over its aim; must stay within ${limit})` : '';
  console.log(`${String(bytes).padStart(5)} of ${aim} bytes: ${what}${remark}`);
  if (bytes > limit) {
    console.error(`      ${what} is over its limit of ${limit}`);
    process.exitCode = 1;
  }
}
