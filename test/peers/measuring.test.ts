/** If a peer does not start, crashes, prints nonsense or hangs, the run reports it and goes on with the others. */

import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { measure } from '../../conformance/measure.js';
import type { Column } from '../../conformance/peers/index.js';
import { type Program, processPeer } from '../../conformance/peers/process.js';

const test = suite('peers/measuring');

const identity = { name: 'bad', version: '1', role: 'server' } as const;

function program(source: string): Program {
  return { command: process.execPath, args: ['-e', source] };
}

/** A column for one program. */
function columnOf(program: Program): Column {
  return {
    name: 'bad',
    language: 'JavaScript',
    async start() {
      const { peer, failure, stop } = processPeer(identity, program);
      return { version: '1', peers: [peer], failures: [failure], stop };
    },
  };
}

const listening = `
  const server = require('node:net').createServer();
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
`;

const bad: [what: string, program: Program, message: RegExp][] = [
  ['is not there', { command: '/nowhere/peer', args: [] }, /as a server it does not start: .*ENOENT/],
  ['ends at once', program('process.exit(3)'), /as a server it ended with 3$/],
  ['says why it ends', program("console.error('no library'); process.exit(1)"), /ended with 1: no library/],
  ['writes a line that is not JSON', program("console.log('hello')"), /it wrote "hello"/],
  [
    'crashes on a connection',
    program(`${listening} server.on('connection', () => process.abort());`),
    /it ended with SIGABRT/,
  ],
];

for (const [what, program, message] of bad) {
  test(`a peer that ${what} is reported`, async () => {
    await assert.rejects(measure(columnOf(program), '2026-01-01'), message);
  });
}

test('a peer that accepts connections and then stays silent is reported', async () => {
  await assert.rejects(measure(columnOf(program(listening)), '2026-01-01', 100), /it hangs/);
});

test('a peer that is not available is reported', async () => {
  const start = async () => {
    throw new Error('no such package');
  };
  await assert.rejects(measure({ name: 'bad', language: 'C', start }, '2026-01-01'), /no such package/);
});

test.run();
