/**
 * `npm run conformance`: sends the vectors to the peers, prints where each differs, and writes the results to
 * measured.json and to the files that are made from it: docs/conformance.md, README.md and the page's table of stacks.
 * `--only NAME` measures one peer. Two options measure nothing: `--check` fails if the files do not match
 * measured.json, and `--write` writes them.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AGREES, behaviorOf, type RoleReadings } from './cells.js';
import { type Data, type ProxyMeasurement, readData, writeData } from './data.js';
import { documents } from './document.js';
import { eachOf } from './exchange.js';
import { measure } from './measure.js';
import { columns } from './peers/index.js';
import { proxies } from './peers/proxies.js';
import { measureProxy } from './proxy.js';
import { rules } from './rules.js';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
});

/** How many stacks are measured at once, because most of the time is spent waiting for them. */
const AT_ONCE = 4;

const today = new Date().toISOString().slice(0, 10);

/** Prints each difference with the first vector that shows it, so that you can reproduce it. */
function printDifferences(name: string, roles: readonly RoleReadings[]): void {
  for (const rule of rules) {
    const shown = new Set<string>([AGREES]);
    for (const [vector, behavior] of roles.flatMap(({ readings }) => [...behaviorOf(rule, readings)])) {
      if (!shown.has(behavior)) console.log(`  ${name}: ${rule.rule}: ${behavior}, such as "${vector.name}"`);
      shown.add(behavior);
    }
  }
}

function isAsked(name: string): boolean {
  return options.only === undefined || options.only.includes(name);
}

/** The new results for a stack or a proxy, or the old ones if it is not or cannot be measured. */
async function resultsOf<M extends { version: string; date: string; connections: number }>(
  name: string,
  before: M | undefined,
  now: () => Promise<M>,
): Promise<M[]> {
  const last = before === undefined ? [] : [before];
  if (!isAsked(name)) return last;
  const start = performance.now();
  try {
    const measured = await now();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${name} ${measured.version}: ${measured.connections} connections in ${seconds} s`);
    connections += measured.connections;
    return [measured];
  } catch (error) {
    const kept = before === undefined ? 'It is left out' : `Its results of ${before.date} stay`;
    console.error(`${name} could not be measured: ${(error as Error).message}\n  ${kept}.`);
    return last;
  }
}

let connections = 0;

async function measureAll(before: Data): Promise<Data> {
  for (const { name, prepare } of columns) {
    if (!isAsked(name)) continue;
    try {
      prepare?.(); // first, because it blocks this process
    } catch {
      // resultsOf() reports it: starting the peer then fails, too.
    }
  }
  const now = await eachOf(
    columns,
    async (column) => {
      const old = before.stacks.find(({ name }) => name === column.name);
      return await resultsOf(column.name, old, async () => {
        const { measurement, readings } = await measure(column, today);
        printDifferences(column.name, readings);
        return measurement;
      });
    },
    AT_ONCE,
  );
  const stacks = now.flat();
  // Keep the results of stacks that were measured by hand.
  stacks.push(...before.stacks.filter(({ source }) => source !== undefined));
  const measuredProxies: ProxyMeasurement[] = [];
  for (const proxy of proxies) {
    const old = before.proxies.find(({ name }) => name === proxy.name);
    measuredProxies.push(...(await resultsOf(proxy.name, old, () => measureProxy(proxy, today))));
  }
  return { stacks, proxies: measuredProxies };
}

async function run(): Promise<void> {
  const start = performance.now();
  const names = [...columns, ...proxies].map(({ name }) => name);
  const unheard = options.only?.find((name) => !names.includes(name));
  if (unheard !== undefined) {
    console.error(`Unknown peer ${unheard}. The peers are: ${names.join(', ')}.`);
    process.exit(2);
  }
  writeData(await measureAll(readData()));
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  console.log(`${connections} connections in ${minutes} minutes`);
}

const isMeasuring = !options.check && !options.write;
if (isMeasuring) await run();
for (const { path, text } of documents(readData())) {
  if (!options.check) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path.pathname} does not match conformance/measured.json: run npm run conformance -- --write`);
    process.exitCode = 1;
  }
}
if (isMeasuring) process.exit(); // even if a peer that failed has left something open
