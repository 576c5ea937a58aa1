/**
 * `npm run site:build`: builds the inspector page as one file, `site/dist/index.html`. Fails if it is too large.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { buildPage, MAX_PAGE_BYTES } from './site/page.js';

const folder = new URL('../site/dist/', import.meta.url);

const { html, gzipped } = await buildPage();
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('index.html', folder), html);
console.log(
  `site/dist/index.html: ${gzipped.length} of ${MAX_PAGE_BYTES} bytes gzipped, ${Buffer.byteLength(html)} uncompressed`,
);
if (gzipped.length > MAX_PAGE_BYTES) {
  console.error('The page is over its limit.');
  process.exitCode = 1;
}
