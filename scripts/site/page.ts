/**
 * The inspector page as one file.
 *
 * Script and style are inline, and the Content-Security-Policy allows only these two, by their hashes, and the icon, a
 * `data:` image. So the page works from a file, where browsers do not load modules and `'self'` matches nothing, and it
 * can neither load nor send anything.
 * @module
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { minify } from 'terser';

const folder = fileURLToPath(new URL('../../site/', import.meta.url));

/** The most bytes that the page may have, gzipped. */
export const MAX_PAGE_BYTES = 45_000;

/**
 * Properties of our own objects that the build gives shorter names, which saves 350 bytes, gzipped. No object of the
 * language or of a browser has such a property (test/site/page/policy.ts), and no bundled code spells one in a string.
 */
// biome-ignore format: a list of words.
export const SHORTENED: readonly string[] = [
  'spelling', 'starts', 'ends', 'readings', 'tokens', 'fault', 'others', 'readWhole', 'isOverLimits',
  'restStart', 'digits', 'numbers', 'dumps', 'payloadStart', 'payloadLength', 'maskingKey', 'isClose', 'bitOffset',
  'problems', 'hints', 'meaning', 'section', 'broken', 'failCode', 'bytesNeeded', 'sentBy', 'codename', 'sendable',
  'assigned', 'systems', 'plain', 'shown', 'wrongBits', 'reading', 'refusal', 'inspection', 'opcode',
  'brokenAt',
];

/** The page, built. */
export interface Page {
  readonly html: string;
  readonly gzipped: Uint8Array;
  /** The policy in the page, which the server also sends. */
  readonly policy: string;
}

export async function buildPage(): Promise<Page> {
  const [script, style] = await Promise.all([bundle('main.ts', false).then(squeezed), bundle('style.css')]);
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
  let html = readFileSync(`${folder}index.html`, 'utf8').replace(/>\n+</g, '><');
  for (const [from, to] of replacements) {
    if (html.split(from).length !== 2) throw new Error(`site/index.html must contain this exactly once: ${from}`);
    html = html.replace(from, () => to);
  }
  return { html, gzipped: gzipSync(html, { level: 9 }), policy };
}

/** Bundles a classic script or a style sheet. esbuild escapes `</script` and `</style` in them. */
async function bundle(file: string, minify = true): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [file],
    tsconfig: 'tsconfig.json',
    bundle: true,
    minify,
    minifySyntax: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
    plugins: [leaner],
    mangleProps: new RegExp(`^(${SHORTENED.join('|')})$`),
  });
  return outputFiles[0]!.text.trim();
}

/**
 * Leaves out what the page does not need of the library, which saves 1,400 bytes, gzipped: where the names of other
 * systems were read, which is for maintainers, and most decoders and writers of UTF-8, which differ only in speed and
 * are mainly for Node. The page uses the portable decoder and the browser's own writer.
 */
const leaner: Plugin = {
  name: 'leaner',
  setup({ onLoad }) {
    onLoad({ filter: /names[\\/]systems\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replace(/\bsource: '[^'\n]*',/g, ''),
    }));
    onLoad({ filter: /codec[\\/]utf8-host\.ts$/ }, () => ({
      loader: 'ts',
      contents: `import { portableDecoder } from './utf8.js';
        export const decodeUtf8 = portableDecoder();`,
    }));
    onLoad({ filter: /codec[\\/]utf8-write\.ts$/ }, () => ({
      contents: `export function writeUtf8(target, at, room, reason) {
          const bytes = new TextEncoder().encode(reason);
          if (bytes.length <= Math.min(room, 123)) target.set(bytes, at);
          return bytes.length;
        }`,
    }));
  },
};

/** Minifies a script with terser, which shortens names and inlines functions that are called once: 1,500 bytes less. */
async function squeezed(script: string): Promise<string> {
  const { code } = await minify(script, { ecma: 2022, toplevel: true, compress: { passes: 2, inline: 1 } });
  return code!;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
