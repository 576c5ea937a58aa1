/**
 * The inspector page as one file.
 *
 * Script and style are in the page, and its Content-Security-Policy names their hashes and nothing else: so it works
 * from a file, where browsers load no module and `'self'` is nobody, and can neither load nor send anything.
 * @module
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../../site/', import.meta.url));

/** What the page may weigh as it is sent, gzipped; in bytes. */
export const MAX_PAGE_BYTES = 45_000;

/** The page, built. */
export interface Page {
  readonly html: string;
  readonly gzipped: Uint8Array;
  /** The policy that the page itself states, for the server to state, too. */
  readonly policy: string;
}

export async function buildPage(): Promise<Page> {
  const [script, style] = await Promise.all([bundle('main.ts'), bundle('style.css')]);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:', // the icon
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'", // no string becomes HTML, not even by mistake
    "trusted-types 'none'",
  ].join('; ');
  const replacements: [string, string][] = [
    [`content="default-src 'none'"`, `content="${policy}"`],
    ['<link rel="stylesheet" href="style.css">', `<style>${style}</style>`],
    ['<script src="main.ts"></script>', `<script>${script}</script>`],
  ];
  let html = readFileSync(`${folder}index.html`, 'utf8');
  for (const [from, to] of replacements) {
    if (html.split(from).length !== 2) throw new Error(`site/index.html must hold once: ${from}`);
    html = html.replace(from, () => to);
  }
  return { html, gzipped: gzipSync(html, { level: 9 }), policy };
}

/** A classic script or a style sheet, minified; esbuild keeps `</script` and `</style` out of either. */
async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [file],
    tsconfig: 'tsconfig.json',
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });
  return outputFiles[0]!.text.trim();
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
