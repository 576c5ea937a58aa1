/** docs/conformance.md, the summary in README.md and the page's table, generated from what was measured. */

import { readFileSync } from 'node:fs';
import type { Data, Measurement } from './data.js';
import { readings } from './readings.js';
import { rules } from './rules.js';
import { siteTable } from './site-table.js';
import { summary, withSummary } from './summary.js';
import { closingTable, meetingTable, proxyTable, sendingTable, takingTable } from './tables.js';
import { isDifference, ruleTables } from './vector-tables.js';

const document = new URL('../docs/conformance.md', import.meta.url);
const readme = new URL('../README.md', import.meta.url);
const sitePath = new URL('../site/codes/measured.ts', import.meta.url);

const HEAD = `# Conformance

What deployed WebSocket stacks and proxies do with Close frames, compared with this library, and which Close frames they
send. \`npm run conformance\` measures the stacks and generates this page from
[the results](../conformance/measured.json). With \`-- --check\` it only checks that the page is up to date, and with
\`-- --only gorilla\` it measures one stack. Native stacks are Debian 12's packages, unpacked into a cache folder and
compiled there; nothing is installed. If a stack is not available, hangs or crashes, its last results and their date stay.

- [What they do with the test vectors](#what-they-do-with-the-test-vectors), rule by rule
- [Which codes they accept](#which-codes-they-accept), and [which codes they send](#which-codes-they-send)
- [How they close](#how-they-close), and [how they close with this library](#how-they-close-with-this-library)
- [What proxies do](#what-proxies-do)
- [How this library reads the standards, and why](#how-this-library-reads-the-standards-and-why)

`;

const VECTORS = `## What they do with the test vectors

Each payload and frame of \`decode-payload.json\` and \`decode-frame.json\`
([the test vectors](../test/vectors/README.md)) is sent to each stack on its own TCP connection, after a real handshake.
If the stack has a client and a server, both are tested. Frames to a server are masked, unless the vector says
otherwise, and a vector for one role is sent only to that role. The tables say what the stack reports to its user, and
which Close frame it answers with. *Node* is Node's own WebSocket. \`test/peers/peers.test.ts\` asserts the columns of
\`ws\`, \`undici\`, \`websocket-driver\` and Chromium with some vectors of each rule, also through
[the tap-proxy](../examples/tap-proxy/proxy.ts).

✓ agrees · – the rule is about the other role · ? not measured · *fails with*: answers with this code, and reports it
or an abnormal closure · *accepts it*: closes as if nothing were wrong · *rejects it, but reports*: fails as it should,
but still reports this code to its user · *n of m*: for n of the rule's m vectors. Section numbers are those of RFC 6455.
`;

const READINGS = `## How this library reads the standards, and why

The numbers in a heading are those of the rules that it covers; the last sections are about the other tables.
[why.md](why.md) says more about some of them, with code.
`;

/** What each file must contain. Throws if a stack differs and `readings.ts` does not say why we disagree. */
export function documents(data: Data): { path: URL; text: string }[] {
  return [
    { path: document, text: documentOf(data) },
    { path: readme, text: withSummary(readFileSync(readme, 'utf8'), summary(data)) },
    { path: sitePath, text: siteTable(byLanguage(data)) },
  ];
}

export function documentOf(data: Data): string {
  const { proxies } = data;
  const stacks = byLanguage(data);
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

/** The stacks, sorted by language. */
function byLanguage({ stacks }: Data): Measurement[] {
  const languages = [...new Set(stacks.map(({ language }) => language))];
  return languages.flatMap((language) => stacks.filter((stack) => stack.language === language));
}

function readingsOf({ stacks }: Data): string {
  const isContested = (id: string) => stacks.some(({ cells }) => isDifference(cells[id]));
  const contested = new Set(rules.flatMap(({ id }) => (isContested(id) ? [id] : [])));
  for (const { id, rule } of rules) {
    if (!contested.has(id) || readings.some(({ of }) => of.includes(id))) continue;
    throw new Error(`A stack differs in "${rule}": say in readings.ts why we disagree.`);
  }
  const sections = readings.filter(({ of }) => of.length === 0 || of.some((id) => contested.has(id)));
  return sections
    .map(({ title, of, text }) => {
      const numbers = rules.flatMap(({ id }, index) => (of.includes(id) ? [index + 1] : []));
      return `### ${title}${numbers.length > 0 ? ` (${numbers.join(', ')})` : ''}\n\n${text.trim()}\n`;
    })
    .join('\n');
}
