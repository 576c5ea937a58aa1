/** What the bundles may not have in them, by what a parser makes of them. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/**
 * What makes code of text, and what only Node has: as a variable, a property or a key in brackets. The library has no
 * other use for these words, so that nothing about the program around them need be known.
 */
const forbidden = new Set(['eval', 'Function', 'process']);

/**
 * Asserts that no file which the entries lead to has a name in it that is {@link forbidden}, or imports anything but a
 * file of the package.
 *
 * @param folder - The package's.
 * @param entries - The paths of its entries in it.
 * @returns How many files that is.
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
      assert.ok(ts.isStringLiteralLike(imported), `${where}: an import of what is computed: ${node.getText()}`);
      assert.match(imported.text, /^\.\.?\/.*\.js$/, `${where}: an import from outside the package`);
      files.add(join(dirname(file), imported.text)); // and the loop goes on to it
    });
  }
  return files.size;
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** The name that a node is, be it in quotes. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) return node.text;
  return undefined;
}

/** Where a node that imports imports from; the node itself where it is an import that is no call. */
function importOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0] ?? node;
  if (!ts.isIdentifier(node) || node.text !== 'require') return undefined;
  const { parent } = node;
  return ts.isCallExpression(parent) && parent.expression === node ? (parent.arguments[0] ?? node) : node;
}
