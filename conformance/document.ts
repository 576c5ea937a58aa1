/** docs/conformance.md and the summary in README.md, as they are made from what was measured. */

import { readFileSync } from 'node:fs';
import type { Data } from './data.js';
import { readings } from './readings.js';
import { rules } from './rules.js';
import { summary, withSummary } from './summary.js';
import { closingTable, meetingTable, proxyTable, sendingTable, takingTable } from './tables.js';
import { isDifference, ruleTables } from './vector-tables.js';

const document = new URL('../docs/conformance.md', import.meta.url);
const readme = new URL('../README.md', import.meta.url);

const HEAD = `# Conformance

What deployed WebSocket stacks and proxies do with Close frames, next to what this library says of them, and what they
send themselves. Everything here is made by \`npm run conformance\` from
[what was measured](../conformance/measured.json); with \`-- --check\` it only checks that, and with
\`-- --only gorilla\` it measures one stack. Native stacks are Debian 12's packages, unpacked into a cache folder and
compiled there; nothing is installed. A stack that cannot be had, hangs or crashes keeps what is known of it, with its date.

- [What they make of the test vectors](#what-they-make-of-the-test-vectors), rule by rule
- [Which codes they take](#which-codes-they-take), and [which codes they send](#which-codes-they-send)
- [How they close](#how-they-close), and [how they close with this library](#how-they-close-with-this-library)
- [What proxies do](#what-proxies-do)
- [Which reading this library takes, and why](#which-reading-this-library-takes-and-why)

`;

const VECTORS = `## What they make of the test vectors

Each payload and frame of \`decode-payload.json\` and \`decode-frame.json\`
([the test vectors](../test/vectors/README.md)) is sent as it is to each stack, as a client and as a server if it is both,
on its own TCP connection after a real handshake, masked if its sender must mask; if a vector is about one sender, only to
that sender's other side. The tables tell what the stack then reports to its user, and which Close frame it answers with.
*Node* is Node's own WebSocket. \`test/peers/peers.test.ts\` asserts the columns of \`ws\`, \`undici\`, \`websocket-driver\` and
Chromium with some vectors of each rule, also through [the tap-proxy](../examples/tap-proxy/proxy.ts).

✓ agrees · – the rule is about the other role · ? was not measured · *fails with*: answers with this code, and reports it
or an abnormal closure · *takes it*: closes as if nothing were wrong · *refuses it, but reports*: fails as it should, and
tells its user of this code all the same · *n of m*: with so many of the rule's vectors. Sections are those of RFC 6455.
`;

const READINGS = `## Which reading this library takes, and why

A heading has the numbers of its rules; the last ones are about what the other tables show. [Why it is so](why.md) says more of some, and shows it in code.
`;

/** What is to stand in each file. Throws if a stack differs and nobody has written why we do not. */
export function documents(data: Data): { path: URL; text: string }[] {
  return [
    { path: document, text: documentOf(data) },
    { path: readme, text: withSummary(readFileSync(readme, 'utf8'), summary(data)) },
  ];
}

export function documentOf(data: Data): string {
  const { proxies } = data;
  const languages = [...new Set(data.stacks.map(({ language }) => language))];
  const stacks = languages.flatMap((language) => data.stacks.filter((stack) => stack.language === language));
  return [
    HEAD,
    VECTORS,
    ruleTables(stacks),
    takingTable(stacks),
    sendingTable(stacks),
    closingTable(stacks),
    meetingTable(stacks),
    proxyTable(proxies),
    READINGS,
    readingsOf(data),
  ].join('\n');
}

function readingsOf({ stacks }: Data): string {
  const isContested = (id: string) => stacks.some(({ cells }) => isDifference(cells[id]));
  const contested = new Set(rules.flatMap(({ id }) => (isContested(id) ? [id] : [])));
  for (const { id, rule } of rules) {
    if (!contested.has(id) || readings.some(({ of }) => of.includes(id))) continue;
    throw new Error(`A stack differs in "${rule}": say in readings.ts why we do not.`);
  }
  const sections = readings.filter(({ of }) => of.length === 0 || of.some((id) => contested.has(id)));
  return sections
    .map(({ title, of, text }) => {
      const numbers = rules.flatMap(({ id }, index) => (of.includes(id) ? [index + 1] : []));
      return `### ${title}${numbers.length > 0 ? ` (${numbers.join(', ')})` : ''}\n\n${text.trim()}\n`;
    })
    .join('\n');
}
