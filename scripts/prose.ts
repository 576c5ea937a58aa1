/**
 * `tsx scripts/prose.ts`: finds habits in our prose that make a reader stumble. It looks at Markdown and at the
 * comments and strings of TypeScript, and fails if it finds any. Quotations, such as code in Markdown, are skipped.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What not to write, and what to write instead. */
const habits: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [
    /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b|other\b|better\b|need\b|way\b)(?:[A-Z]\w+|number|string|function|integer|array|code|frame|object)\b/,
    'is not a',
  ],
  [/\bas of \{@link|\bas of `/, 'as for, see'],
  [
    /\bbehind (?:it|that|them|the (?:header|frame|code|reason|payload|Close|end|byte|command|last|first|second|name|text))\b/i,
    'after',
  ],
  [/\b(?:refused|accepted|given|missing|unknown|left out|allowed|needed|possible|empty) where\b/, 'if'],
  [/\bwhere (?:there is|there are|it is not|it is no|one is|the code is|nothing is|this is)\b/, 'if'],
  [/@throws \w+ where\b/, '@throws … if'],
  [/\b(?:bytes|memory|array|string|object|view|copy|number) of (?:its|their|our|your) own\b/, 'its own …, a new …'],
  [/\b(?:alone|only) may\b|\bmay alone\b/, 'only … may'],
  [
    /\btak(?:es|en|e|ing) (?:it |them |this |that |a function |the function )?in(?:to its caller)?\b(?! (?:to|the|a|an|one|turns?|memory|bytes|UTF|Node|V8|JavaScript|Rust|\d))/,
    'inlines, includes, accepts',
  ],
  [/\bthe very (?:same|error|failure|steps|code|objects?|bytes|answers?)\b/, 'the same'],
  [/\bdear(?:er|est)?\b/, 'expensive'],
  [/\bhouse\b/, 'project'],
  [/\bas good as\b|\bis as right\b/, 'equal to, also right'],
  [/\b(?:one's|oneself)\b/, 'your'],
  [/\bshall\b/, 'must, should, will'],
  [/\bbeside that\b|\bbeside (?:the|its|what)\b/, 'besides, as well as'],
  [/\bin the place of\b/, 'instead of'],
  [/\bso many (?:bytes|more|of)\b/, 'this many'],
  [/\ban? (?:row|line|file|idea) an? (?:\w+)\b/, 'one … per …'],
  [/\b(?:colour|neighbour|behaviour|judgement|recognise|licence|cancelled|spelt)\w*/, 'American spelling'],
  [/\b(?:upon|whereof|thereof|whom|amongst|whilst|anew|afresh)\b/, 'a plainer word'],
  [/(?<![Tt]here |[Ww]hich )\b(?:is|are) none\b/, 'is not one, there is none'],
  [/\bstands? (?:before|after|around|below|above|between)\b/, 'is, comes'],
  [/\bas (?:\w+ ){1,4}ha(?:ve|s) (?:it|them)\b/, 'as in'],
  [/\b(?:begin|end|start)s? so\b/, 'begins like that, begins with it'],
  [/(?:,| and) all the same\b/, 'still, even so'],
  [/\bparted by\b/, 'separated by'],
  [/\b(?<!all )but for (?:the|a|an|its|what)\b/, 'except'],
  [/\bmak(?:e|es|ing) (?:\w+ )?(?:\w+ )?of (?:a|an|it|them|that) (?!copy)/, 'turn into'],
];

/** The folders whose prose is somebody else's: quotations of other systems, samples that users paste, data. */
const skipped = /^(docs\/api|test\/(text\/samples|fuzz\/corpus|vectors\/.*\.json))\b|package-lock/;

const root = fileURLToPath(new URL('..', import.meta.url));

/** Text to check, and the line that it begins on. */
interface Passage {
  readonly text: string;
  readonly line: number;
}

/** The text of a Markdown file. Code blocks, comments and the table of these habits are blanked. */
function passagesOfMarkdown(source: string): Passage[] {
  const quotations = /^```.*?^```$|<!--.*?-->|^\| instead of \|.*?\n(?!\|)/gms;
  return [{ text: source.replace(quotations, (quotation) => quotation.replace(/[^\n]/g, ' ')), line: 1 }];
}

/** The comments and strings of a TypeScript file. */
function passagesOfTypeScript(source: string): Passage[] {
  const file = ts.createSourceFile('', source, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line + 1;
  const comments = new Map<number, Passage>();
  const strings: Passage[] = [];
  const visit = (node: ts.Node): void => {
    for (const ranges of [
      ts.getLeadingCommentRanges(source, node.getFullStart()),
      ts.getTrailingCommentRanges(source, node.getEnd()),
    ]) {
      for (const { pos, end } of ranges ?? []) {
        // The asterisks of a comment become spaces, so that a habit is found across lines.
        const text = source.slice(pos, end).replace(/^( *)\*/gm, '$1 ');
        comments.set(pos, { text, line: lineOf(pos) });
      }
    }
    const isProse = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isProse && !ts.isImportDeclaration(node.parent))
      strings.push({ text: node.text, line: lineOf(node.getStart()) });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...comments.values(), ...strings];
}

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md', '*.ts'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => !skipped.test(file) && file !== 'scripts/prose.ts' && existsSync(`${root}${file}`));

let found = 0;
for (const file of files) {
  const source = readFileSync(`${root}${file}`, 'utf8');
  for (const { text, line } of file.endsWith('.md') ? passagesOfMarkdown(source) : passagesOfTypeScript(source)) {
    for (const [pattern, instead] of habits) {
      for (const match of text.matchAll(new RegExp(pattern.source.replaceAll(' ', '\\s+'), `${pattern.flags}g`))) {
        const at = line + text.slice(0, match.index).split('\n').length - 1;
        console.error(`${file}:${at}: “${match[0].replace(/\s+/g, ' ')}”: write “${instead}”`);
        found++;
      }
    }
  }
}
if (found > 0) {
  console.error(`${found} habits in our prose: see “How we write” in CONTRIBUTING.md`);
  process.exitCode = 1;
}
