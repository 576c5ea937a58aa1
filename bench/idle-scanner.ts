/**
 * `npm run bench:idle`: fails if an idle scanner takes more than 128 bytes, even in the middle of a header, or more
 * than 448 in the longest Close frame.
 */

import { CloseFrameScanner } from 'close-frame';
import { measureHeap } from './heap.js';

const LIMIT = 128;
const CLOSE_LIMIT = 448;

/** A scanner that has read these bytes. */
function after(...bytes: number[]): CloseFrameScanner {
  const scanner = new CloseFrameScanner();
  scanner.push(Uint8Array.from(bytes));
  return scanner;
}

/** What the scanners have read. */
const states: [name: string, make: () => CloseFrameScanner, limit?: number][] = [
  ['that have read nothing', () => new CloseFrameScanner({ from: 'client' })],
  [
    'after an HTTP head and a frame',
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

const longest = [0x88, 0xfd, 0x37, 0xfa, 0x21, 0x3d, ...new Array<number>(124).fill(0x61)];
states.push(
  ['in the first byte of a header', () => after(0x82)],
  ['in a header, at its last byte', () => after(0x82, 0xff, 0, 0, 0, 0, 0, 0, 1, 0, 0x37, 0xfa, 0x21)],
  ['in the header of a Close frame', () => after(0x88)],
  ['in a Close frame of 131 bytes, at its last byte', () => after(...longest), CLOSE_LIMIT],
);

/**
 * Positions past 2^31 are not small integers in V8. The system never provides this memory, because nothing touches it.
 */
const huge = new Uint8Array(2 ** 31);
states.push([
  'in such a payload, after 2 GiB',
  () => {
    const scanner = new CloseFrameScanner();
    scanner.push(Uint8Array.of(0x82, 127, 0, 0, 0, 2, 0, 0, 0, 0));
    scanner.push(huge);
    return scanner;
  },
]);

for (const [name, make, limit = LIMIT] of states) {
  measureHeap(`scanners ${name}`, limit, make, ({ result }) => result === undefined);
}
