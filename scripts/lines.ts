/**
 * `npm run lines`: lines of code, of comments and of Markdown per folder, and the number of files. Blank lines,
 * generated files and data are left out. `-- FOLDER` counts another copy of the project, such as an older one.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';

/** Paths that are not counted. */
const skipped = /(^|[\\/])(node_modules|dist|coverage|\.[^\\/]+)([\\/]|$)|^docs[\\/](api|conformance\.md)/;
/** Folders whose subfolders are counted separately. */
const parents = ['src', 'scripts', 'test'];

interface Count {
  files: number;
  code: number;
  comments: number;
  prose: number;
}

const root = process.argv[2] ?? '.';
const counts = new Map<string, Count>();
for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
  const isMarkdown = file.endsWith('.md');
  if (skipped.test(file) || !(isMarkdown || file.endsWith('.ts'))) continue;
  const folders = file.split(sep).slice(0, -1);
  const folder = folders.slice(0, parents.includes(folders[0] ?? '') ? 2 : 1).join('/') || '.';
  const count = counts.get(folder) ?? { files: 0, code: 0, comments: 0, prose: 0 };
  counts.set(folder, count);
  const source = readFileSync(join(root, file), 'utf8');
  const code = isMarkdown ? '' : withoutComments(source);
  const [all, ofCode] = [linesOf(source), linesOf(code)];
  count.files++;
  count.code += ofCode;
  if (isMarkdown) count.prose += all;
  else count.comments += all - ofCode;
}

function linesOf(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

/** The source with its comments blanked. A line with code and a comment counts as code. */
function withoutComments(source: string): string {
  const file = ts.createSourceFile('', source, ts.ScriptTarget.Latest);
  const pieces = source.split('');
  const visit = (node: ts.Node): void => {
    const leading = ts.getLeadingCommentRanges(source, node.getFullStart()) ?? [];
    for (const { pos, end } of [...leading, ...(ts.getTrailingCommentRanges(source, node.getEnd()) ?? [])]) {
      for (let at = pos; at < end; at++) if (pieces[at] !== '\n') pieces[at] = ' ';
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  visit(file.endOfFileToken);
  return pieces.join('');
}

const sum = [...counts.values()].reduce((all, one) => ({
  files: all.files + one.files,
  code: all.code + one.code,
  comments: all.comments + one.comments,
  prose: all.prose + one.prose,
}));
console.log('files   code  comments  Markdown  folder');
for (const [folder, { files, code, comments, prose }] of [...[...counts].sort(), ['in all', sum] as const]) {
  const columns = [String(files).padStart(5), String(code).padStart(6), String(comments).padStart(9)];
  console.log(`${columns.join(' ')} ${String(prose).padStart(9)}  ${folder}`);
}
