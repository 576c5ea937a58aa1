/** The summary in README.md, in five lines. */

import { type CodeGroup, codeGroups, conductsOf } from './code-groups.js';
import { REFUSED, SENT, TAKEN, UNTOLD } from './codes.js';
import type { Data, Measurement } from './data.js';

const BEGIN = '  <!-- conformance: npm run conformance -->\n';
const END = '  <!-- /conformance -->';

/** Does a stack accept all codes of a group, in all its roles? */
function takes(stack: Measurement, group: CodeGroup): boolean {
  return conductsOf(stack, group, 'takes').every(({ what }) => what === TAKEN || what === UNTOLD);
}

function group(name: string): CodeGroup {
  return codeGroups.find((group) => group.name === name)!;
}

function names(stacks: readonly Measurement[]): string {
  return stacks.map(({ name }) => name).join(', ');
}

export function summary({ stacks }: Data): string {
  const all = stacks.length;
  const portable = codeGroups.filter((group) => stacks.every((stack) => takes(stack, group))).map(({ name }) => name);
  const without = (name: string) => stacks.filter((stack) => !takes(stack, group(name)));
  const takers = (name: string) =>
    stacks.filter((stack) => conductsOf(stack, group(name), 'takes').some(({ what }) => what !== REFUSED));
  const senders = stacks.filter((stack) => conductsOf(stack, group('1006'), 'sends').some(({ what }) => what === SENT));
  return [
    `  - Accepted by all ${all} stacks: ${portable.join(', ')} (\`isPortableCode\`).`,
    `  - 3000–3999: accepted by all but ${names(without('3000–3999'))}. 1012 and 1013: by all but ${names(without('1012'))}.`,
    `  - 1014: ${all - without('1014').length} of ${all} accept it.`,
    `  - 5000 and up: ${takers('5000–65535').length} do not reject them. 1006: not rejected by ${names(takers('1006'))}.`,
    `  - ${senders.length} of ${all} let their application send 1006, which must never be on the wire.`,
  ].join('\n');
}

/** Replaces the text between the two marks. */
export function withSummary(readme: string, text: string): string {
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error('README.md has no marks for the summary.');
  return `${before}${BEGIN}${text}\n${END}${after}`;
}
