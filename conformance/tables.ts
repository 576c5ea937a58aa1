/** The tables of codes, of closing and of proxies. */

import { type CodeGroup, codeGroups, conductsOf } from './code-groups.js';
import { REFUSED, SENT, TAKEN, UNTOLD, WITHOUT_CODE } from './codes.js';
import type { Measurement, ProxyMeasurement, RoleMeasurement } from './data.js';
import { anchorOf, linked, table } from './markdown.js';

function codeCell(stack: Measurement, group: CodeGroup, of: 'takes' | 'sends'): string {
  const conducts = conductsOf(stack, group, of);
  if (conducts.length === 0) return '?';
  const symbols: Record<string, string> = {
    [TAKEN]: '✓',
    [UNTOLD]: '○',
    [WITHOUT_CODE]: '∅',
    [SENT]: '✓',
    [REFUSED]: '✗',
  };
  const texts = conducts.map(({ what, where }) => {
    const symbol = symbols[what] ?? (of === 'sends' ? `→ ${what}` : what);
    return where === '' || conducts.length === 1 ? symbol : `${where}: ${symbol}`;
  });
  return texts.join('; ');
}

function codeTable(stacks: readonly Measurement[], of: 'takes' | 'sends'): string {
  const rows = stacks.map((stack) => [
    linked(anchorOf(stack.name, of), `${stack.name} ${stack.version}`),
    ...codeGroups.map((group) => codeCell(stack, group, of)),
  ]);
  return table(['', ...codeGroups.map(({ name }) => name)], rows);
}

export function takingTable(stacks: readonly Measurement[]): string {
  return `## Which codes they accept

The stack receives a Close frame with the code and no reason. ✓ accepted: the application is told this code · ○ not
rejected, but the application is not told the code · ✗ rejected: the connection fails or is dropped, whatever the
application is told · ∅ answered without a code · ? not tried · anything else: what happens. Each range was tested at
both ends and at its named codes. If a cell names no role, client and server behave alike. \`isPortableCode\` is true
for the columns in which every row has ✓ or ○; a test checks that.

${codeTable(stacks, 'takes')}`;
}

export function sendingTable(stacks: readonly Measurement[]): string {
  return `## Which codes they send

The application closes with the code. ✓ sent · ✗ the call rejects it, and nothing is sent · → what is sent instead.
So deployed stacks do send codes that must not be on the wire, and whoever receives one has to fail the connection.

${codeTable(stacks, 'sends')}`;
}

/** One row per role of each stack, or one per stack if both roles do the same. */
function roleTable(
  header: readonly string[],
  stacks: readonly Measurement[],
  cellsOf: (role: RoleMeasurement) => readonly string[] | undefined,
): string {
  const rows = stacks.flatMap(({ name, version, roles }) => {
    const known = Object.entries(roles).flatMap(([role, measured]): [string, readonly string[]][] => {
      const cells = cellsOf(measured);
      return cells === undefined ? [] : [[role, cells]];
    });
    const isSame = new Set(known.map(([, cells]) => cells.join('|'))).size === 1;
    const both = known.map(([role]) => role).join(', ');
    const shown: typeof known = isSame ? [[both, known[0]![1]]] : known;
    return shown.map(([role, cells]) => [`${name} ${version}`, role, ...cells]);
  });
  return table(['', 'as a', ...header], rows);
}

export function closingTable(stacks: readonly Measurement[]): string {
  const header = [
    'closing without a code sends',
    'closing with a reason of 124 bytes sends',
    'answers 4000 "bye" with',
    'ends TCP after its own answer',
    'ends TCP after being answered',
    'ends TCP if no answer comes',
  ];
  const cells = ({ closing }: RoleMeasurement) =>
    closing && [
      closing.withoutCode ?? '?',
      closing.longReason ?? '?',
      closing.answer,
      closing.endsAfterAnswering,
      closing.endsAfterAnswer ?? '?',
      closing.endsUnanswered ?? '?',
    ];
  return `## How they close

When TCP ends also depends on the application: here, a small one that ends the connection once its stack reports that it
is closed. A server should end TCP first (§7.1.1). A client may wait for that, but here the other side never ends TCP.
*ends TCP* in a column for what is sent: no Close frame was sent. Each stack was given 35 seconds.

${roleTable(header, stacks, cells)}`;
}

export function meetingTable(stacks: readonly Measurement[]): string {
  const header = [
    'it closes first: we report',
    'it reports',
    'we close first: we report',
    'it reports',
    'both at once: we report',
    'it reports',
  ];
  const cells = ({ meetings }: RoleMeasurement) =>
    meetings &&
    (['theirs', 'ours', 'both'] as const).flatMap((situation) => {
      const { ours, theirs } = meetings[situation] ?? { ours: '?', theirs: '?' };
      return [ours, theirs];
    });
  return `## How they close with this library

The other side is [the recipe for an endpoint](../examples/recipes/endpoint.ts) with a \`ClosingHandshake\`. The stack
closes with 4001; we close with 4002 and the reason "ours". For "both at once", the stack is told to close just as our
Close frame leaves, so some stacks read ours before they send their own. We report the outcome: code, reason, whether
it was clean, and its cause.

${roleTable(header, stacks, cells)}`;
}

export function proxyTable(proxies: readonly ProxyMeasurement[]): string {
  const header = [
    '',
    'frames passed on',
    'changed',
    'rules for which `ws` behaves differently with the proxy',
    'the server ends TCP: the client sees',
    'the server resets TCP: the client sees',
    'the server ends TCP within a frame: the client sees',
    'measured',
  ];
  const rows = proxies.map((proxy) => [
    linked(anchorOf(proxy.name, 'proxy'), `${proxy.name} ${proxy.version}`),
    `${proxy.frames}`,
    `${proxy.changed}`,
    `${proxy.differences}`,
    proxy.endBetween,
    proxy.resetBetween,
    proxy.endWithin,
    proxy.date,
  ]);
  return `## What proxies do

The frames of all vectors, valid and invalid, go through the proxy in both directions, and \`ws\` as a server gets the
vectors with and without the proxy. No proxy looks into frames, and none sends a Close frame if the server is lost, so
the client reports 1006.

${table(header, rows)}`;
}
