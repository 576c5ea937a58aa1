/**
 * Checks the source maps of the package, as a debugger reads them: from a place in a built file to one in a source.
 */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { eachMapping, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** Libraries in the command, whose sources are not in the package. */
const libraries = new Set([join('cli', 'commander.js'), join('cli', 'completion.js')]);

/**
 * Asserts that every file in `dist` has a source map, that the sources are in the package, that no mapping leads past
 * the end of one, and that the maps lead to where the names are declared.
 *
 * @param folder - The folder of the package.
 * @param names - What src declares and exports. Each must be found in an ES module, in a CommonJS module and in a
 *   declaration.
 * @returns The number of source maps.
 */
export function checkSourceMaps(folder: string, names: readonly string[]): number {
  const outputs = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|d\.ts)$/.test(file) && !libraries.has(file))
    .map((file) => join(folder, 'dist', file));
  const seen = new Set<string>();
  for (const output of outputs) {
    const text = readFileSync(output, 'utf8');
    const map = readMap(folder, output, text);
    for (const name of names) if (leadsToDeclaration(map, output, text, name)) seen.add(`${name} ${formOf(output)}`);
  }
  const missing = names.flatMap((name) => ['ESM', 'CommonJS', 'types'].map((form) => `${name} ${form}`));
  assert.deepEqual(
    missing.filter((each) => !seen.has(each)),
    [],
    'declarations that no source map leads to',
  );
  return outputs.length;
}

function formOf(output: string): 'ESM' | 'CommonJS' | 'types' {
  if (output.endsWith('.d.ts')) return 'types';
  return /[\\/]dist[\\/]cjs[\\/]/.test(output) ? 'CommonJS' : 'ESM';
}

/** Reads the map that the last line names, and asserts that its sources exist and agree. */
function readMap(folder: string, output: string, text: string): TraceMap {
  const where = relative(folder, output);
  const [, url] = text.match(/\n\/\/# sourceMappingURL=(.+)\s*$/) ?? [];
  assert.equal(url, `${basename(output)}.map`, `${where} does not name its source map`);
  const path = join(dirname(output), url!);
  assert.ok(existsSync(path), `${where}: ${url} is missing`);
  const map = new TraceMap(JSON.parse(readFileSync(path, 'utf8')));
  const lines = map.sources.map((source, at) => {
    const file = join(dirname(output), source ?? '');
    const isInside = !relative(folder, file).startsWith('..');
    assert.ok(isInside && existsSync(file), `${where}: the source ${source} is not in the package`);
    const content = readFileSync(file, 'utf8');
    const copy = map.sourcesContent?.[at] ?? content;
    assert.equal(copy === content, true, `${where}: another text of ${source} is in the source map`);
    return content.split('\n');
  });
  eachMapping(map, ({ source, originalLine, originalColumn }) => {
    if (source === null) return;
    const line = lines[map.sources.indexOf(source)]?.[originalLine - 1];
    const isThere = line !== undefined && originalColumn <= line.length;
    assert.ok(isThere, `${where}: a mapping leads to ${source}:${originalLine}:${originalColumn}, past its end`);
  });
  return map;
}

/** Is the name declared here? Then the map must lead to where src declares it. */
function leadsToDeclaration(map: TraceMap, output: string, text: string, name: string): boolean {
  const at = text.search(new RegExp(`(?<=^(?:export )?(?:declare )?(?:function|class|const|var) )${name}\\b`, 'm'));
  if (at === -1) return false;
  const before = text.slice(0, at).split('\n');
  const { source, line } = originalPositionFor(map, { line: before.length, column: before.at(-1)!.length });
  assert.ok(source !== null, `${name} in ${basename(output)} is mapped to nothing`);
  const original = readFileSync(join(dirname(output), source), 'utf8').split('\n')[line - 1]!;
  const isDeclared = new RegExp(`^export (?:function|class|const) ${name}\\b`).test(original);
  assert.ok(isDeclared, `${basename(output)}: ${name} is not declared at ${source}:${line}`);
  return true;
}
