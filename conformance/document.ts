/** docs/conformance.md: how it is written from the cells, and how they are read from it. */

import { AGREES, NOT_CONCERNED } from './cells.js';
import { readingOf, readings } from './readings.js';
import { rules } from './rules.js';
import { vectors } from './vectors.js';

/** A peer's cells, by the id of their rule. */
export interface ColumnCells {
  name: string;
  version: string;
  cells: ReadonlyMap<string, string>;
}

const path = new URL('../docs/conformance.md', import.meta.url);

export { path as documentPath };

const HEAD = `# Conformance

What real WebSocket stacks do with the Close frames of [the test vectors](../test/vectors/README.md), next to what this
library says of them. Each payload and frame of \`decode-payload.json\` and \`decode-frame.json\` is sent as it is to each
peer, as a client and as a server where it is both, on a TCP connection of its own behind a real handshake, masked where
its sender must; where a vector is about one sender, to that sender's other side alone. The table tells what the peer
then reports to its user, and which Close frame it answers with. *Node* is Node's own WebSocket; Python's packages and
Chromium are Debian's.

This file is written by \`npm run conformance\`, which names a vector for each difference; with \`-- --check\` it fails
where the file is not current. \`test/peers/peers.test.ts\` asserts the columns of \`ws\`, \`undici\`, \`websocket-driver\`
and Chromium with some vectors of each rule, also through [the tap-proxy](../examples/tap-proxy/proxy.ts), and that what
these peers send decodes to what they were told. Where a peer cannot be had on a machine, its column stays as it was.

${AGREES} agrees · ${NOT_CONCERNED} the rule is about the other role · *fails with*: answers with this code, and reports it or
an abnormal closure · *takes it*: closes as if nothing were wrong · *refuses it, but reports*: fails as it should, and
tells its user of this code all the same · *n of m*: with so many of the rule's vectors. Sections are those of RFC 6455.

`;

const INTRODUCTION = `Each heading has the numbers of its rules. [Why it is so](why.md) says more of some, and shows it in code.
`;

const FIRST_CELLS = ['', 'rule', 'section', 'vectors'];

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`;

/** The whole text. Throws where a peer differs and nobody has written why we do not. */
export function documentOf(columns: readonly ColumnCells[]): string {
  const header = [...FIRST_CELLS, ...columns.map(({ name, version }) => `${name} ${version}`)];
  const body = rules.map(({ id, rule, section, concerns }, index) => {
    const count = vectors.filter(concerns).length;
    return row([index + 1, rule, section, count, ...columns.map((column) => cellIn(column, id))]);
  });
  const table = row(header) + row(header.map((_, index) => (index === 3 ? '--:' : '---'))) + body.join('');
  const contested = rules.filter(({ id }) => columns.some((column) => isDifference(cellIn(column, id))));
  for (const { id, rule } of contested) {
    if (readingOf(id) === undefined) throw new Error(`A peer differs in "${rule}": say in readings.ts why we do not.`);
  }
  const texts = readings.filter(({ of }) => contested.some(({ id }) => of.includes(id)));
  const sections = texts.map(({ title, of, text }) => {
    const numbers = rules.flatMap(({ id }, index) => (of.includes(id) ? [index + 1] : []));
    return `\n### ${title} (${numbers.join(', ')})\n\n${text.trim()}\n`;
  });
  return `${HEAD}${table}\n## Which reading this library takes, and why\n\n${INTRODUCTION}${sections.join('')}`;
}

/** Of a rule that came since a peer was last to be had, nothing is known. */
const UNKNOWN = '?';

function cellIn({ cells }: ColumnCells, id: string): string {
  return cells.get(id) ?? UNKNOWN;
}

function isDifference(cell: string): boolean {
  return ![AGREES, NOT_CONCERNED, UNKNOWN].includes(cell);
}

/** The columns of a text that `documentOf` wrote; of rules that it has no row for, there is no cell. */
export function columnsIn(text: string): ColumnCells[] {
  const [header = [], , ...body] = text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '));
  return header.slice(FIRST_CELLS.length).map((title, index) => {
    const [, name, version] = title.match(/^(.*) (\S+)$/)!;
    const cells = rules.flatMap(({ id, rule }): [string, string][] => {
      const cell = body.find((row) => row[1] === rule)?.[FIRST_CELLS.length + index];
      return cell === undefined ? [] : [[id, cell]];
    });
    return { name: name!, version: version!, cells: new Map(cells) };
  });
}
