/** Finds what the bundles must not contain, with a parser. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/**
 * Names that evaluate text as code or that only Node has, as a variable, a property or a key in brackets. The library
 * has no other use for these words, so their context does not matter.
 */
const forbidden = new Set(['eval', 'Function', 'process']);

/**
 * Asserts that no file that the entries lead to contains a {@link forbidden} name, or imports anything but a file of
 * the package.
 *
 * @param folder - The folder of the package.
 * @param entries - The paths of its entries.
 * @returns The number of files.
 */
export function checkBundles(folder: string, entries: readonly string[]): number {
  const files = new Set(entries.map((entry) => join(folder, entry)));
  for (const file of files) {
    assert.ok(existsSync(file), `${relative(folder, file)} is missing`);
    const source = ts.createSourceFile(
      file,
      readFileSync(file, 'utf8'),
      ts.ScriptTarget.Latest,
      true,
      ts.ScriptKind.JS,
    );
    visit(source, (node) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const where = `${relative(folder, file)}:${line + 1}`;
      const name = nameOf(node);
      assert.ok(name === undefined || !forbidden.has(name), `${where}: ${name}`);
      const imported = importOf(node);
      if (imported === undefined) return;
      assert.ok(ts.isStringLiteralLike(imported), `${where}: an import whose path is computed: ${node.getText()}`);
      assert.match(imported.text, /^\.\.?\/.*\.js$/, `${where}: an import from outside the package`);
      files.add(join(dirname(file), imported.text)); // the loop will reach it
    });
  }
  return files.size;
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** The name that a node is, with or without quotes. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) return node.text;
  return undefined;
}

/** What a node imports from, if it imports; the node itself, if it uses `import` or `require` in any other way. */
function importOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0] ?? node;
  if (!ts.isIdentifier(node) || node.text !== 'require') return undefined;
  const { parent } = node;
  return ts.isCallExpression(parent) && parent.expression === node ? (parent.arguments[0] ?? node) : node;
}
