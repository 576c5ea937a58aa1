/** The summary in README.md. */

import { type CodeGroup, codeGroups, conductsOf } from './code-groups.js';
import { REFUSED, SENT, TAKEN, UNTOLD } from './codes.js';
import type { Data, Measurement } from './data.js';

const BEGIN = '  <!-- conformance: npm run conformance -->\n';
const END = '  <!-- /conformance -->';

/** Does a stack accept all codes of a group in all of its roles? */
function takes(stack: Measurement, group: CodeGroup): boolean {
  return conductsOf(stack, group, 'takes').every(({ what }) => what === TAKEN || what === UNTOLD);
}

function group(name: string): CodeGroup {
  return codeGroups.find((group) => group.name === name)!;
}

export function summary({ stacks }: Data): string {
  const portable = codeGroups.filter((group) => stacks.every((stack) => takes(stack, group))).map(({ name }) => name);
  const count = (does: (stack: Measurement) => boolean) => stacks.filter(does).length;
  const accept = (...names: string[]) => count((stack) => names.every((name) => takes(stack, group(name))));
  const tolerate = (name: string) =>
    count((stack) => conductsOf(stack, group(name), 'takes').some(({ what }) => what !== REFUSED));
  const send1006 = count((stack) => conductsOf(stack, group('1006'), 'sends').some(({ what }) => what === SENT));
  return [
    `  - All ${stacks.length} stacks accept ${portable.join(', ')} (\`isPortableCode\`).`,
    `  - ${accept('3000–3999')} accept 3000–3999, ${accept('1012', '1013')} accept 1012 and 1013, and ${accept('1014')} accept 1014.`,
    `  - ${tolerate('5000–65535')} do not reject 5000 and up, and ${tolerate('1006')} do not reject 1006.`,
    `  - ${send1006} let their application send 1006, which must never be on the wire.`,
  ].join('\n');
}

/** Replaces the text between the two marks in README. */
export function withSummary(readme: string, text: string): string {
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error('README.md has no marks for the summary.');
  return `${before}${BEGIN}${text}\n${END}${after}`;
}
