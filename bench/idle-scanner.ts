/**
 * How much memory a connection costs that is only open: `npm run bench:idle` measures the heap that 200,000 idle
 * scanners take, themselves included, and fails where one takes more than 128 bytes.
 */

import assert from 'node:assert/strict';
import { CloseFrameScanner } from 'close-frame';

const COUNT = 200_000;
const LIMIT = 128;

assert.ok(globalThis.gc, 'run with --expose-gc');
const { gc } = globalThis;

function used(): number {
  gc();
  gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Idle means that no frame is half read; the states differ in what was read before. */
const states: [name: string, make: () => CloseFrameScanner][] = [
  ['that have read nothing', () => new CloseFrameScanner({ from: 'client' })],
  [
    'behind an HTTP head and a frame',
    () => {
      const scanner = new CloseFrameScanner({ from: 'server', skipHttpHead: true });
      scanner.push(Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
      scanner.push(Uint8Array.of(0x82));
      scanner.push(Uint8Array.of(2, 0, 0));
      return scanner;
    },
  ],
  [
    'in the payload of a frame of 8 GiB',
    () => {
      const scanner = new CloseFrameScanner();
      scanner.push(Uint8Array.of(0x82, 127, 0, 0, 0, 2, 0, 0, 0, 0, 0x88, 0x88));
      return scanner;
    },
  ],
];

/** Two positions past 2^31 are numbers outside V8's small integers. This memory is never touched, so never there. */
const huge = new Uint8Array(2 ** 31);
states.push([
  'in the same, 2 GiB on',
  () => {
    const scanner = new CloseFrameScanner();
    scanner.push(Uint8Array.of(0x82, 127, 0, 0, 0, 2, 0, 0, 0, 0));
    scanner.push(huge);
    return scanner;
  },
]);

for (const [name, make] of states) {
  const scanners = new Array<CloseFrameScanner | undefined>(COUNT).fill(undefined);
  for (let index = 0; index < COUNT; index++) make(); // compiled, and the class laid out for good
  const before = used();
  for (let index = 0; index < COUNT; index++) scanners[index] = make();
  const bytes = (used() - before) / COUNT;
  assert.ok(scanners.every((scanner) => scanner?.result === undefined));
  console.log(`${bytes.toFixed(1).padStart(6)} bytes for each of ${COUNT} scanners ${name}`);
  if (bytes > LIMIT) {
    console.error(`        over the limit of ${LIMIT}`);
    process.exitCode = 1;
  }
}
