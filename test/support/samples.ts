/** The code blocks in Markdown files: each is run, or compared with the file that it quotes. */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { suite } from 'uvu';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** A fenced block: `ts` runs, `ts path/to/file.ts` quotes lines of that file, `sh` and `mermaid` are for people. */
export interface CodeBlock {
  info: string;
  code: string;
  line: number;
}

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map((match) => ({
    info: match[1]!,
    code: match[2]!,
    line: markdown.slice(0, match.index).split('\n').length,
  }));
}

/** The blocks that run, as a user would paste them: without the types of a runtime. */
export function samplesOf(markdown: string): string[] {
  return codeBlocks(markdown).flatMap(({ info, code }) => (info === 'ts' ? [code] : []));
}

/** Turns each `expression; // => value` into an assertion. */
export function withAssertions(sample: string): { code: string; claims: number } {
  let claims = 0;
  const code = sample.replace(/^( *)(.*); \/\/ => (.*)$/gm, (_, indent, expression, expected) => {
    claims++;
    return `${indent}reached(); assert.deepEqual(${expression}, ${expected});`;
  });
  return { code, claims };
}

/** Does the source contain these lines in a row, whatever their indentation? */
export function isQuoted(code: string, source: string): boolean {
  const lines = (text: string) => text.trim().replace(/^[ \t]+/gm, '');
  return `\n${lines(source)}\n`.includes(`\n${lines(code)}\n`);
}

/** Adds a test for each block of a file to the suite. */
export function testCodeBlocks(test: ReturnType<typeof suite>, path: string): void {
  // Inside the repository, so that a sample's imports find the library by its name.
  const folder = mkdtempSync(join(root, 'test/.samples-'));
  test.after(() => rmSync(folder, { recursive: true }));

  for (const { info, code, line } of codeBlocks(readFileSync(join(root, path), 'utf8'))) {
    const [language, quoted] = info.split(' ');
    const name = `${path}:${line}`;
    if (language === 'sh' || language === 'mermaid') continue;
    if (path === 'docs/json.md' && language === 'json') continue; // test/cli/json.test.ts asserts what it shows
    if (language === 'ts' && quoted !== undefined) {
      test(`${name} quotes ${quoted}`, () => {
        assert.ok(isQuoted(code, readFileSync(join(root, quoted), 'utf8')));
      });
      continue;
    }
    test(`${name} runs, and each // => is true`, async () => {
      assert.equal(info, 'ts', 'a block is ts or sh');
      const asserting = withAssertions(code);
      assert.ok(asserting.claims > 0, 'a sample has a // => comment');
      const file = join(folder, `line-${line}.ts`);
      const prelude =
        "import assert from 'node:assert/strict';\nexport let count = 0;\nconst reached = () => count++;\n";
      writeFileSync(file, prelude + asserting.code);
      const { count } = await import(pathToFileURL(file).href);
      assert.equal(count, asserting.claims, 'every claim was reached');
    });
  }
}
