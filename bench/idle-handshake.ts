/**
 * How much memory a connection's closing handshake costs while the connection is open: `npm run bench:idle` fails if one
 * takes more than 120 bytes.
 */

import { ClosingHandshake } from 'close-frame/handshake';
import { measureHeap } from './heap.js';

const LIMIT = 120;

for (const options of [{ role: 'server' }, { role: 'client', reply: 'full' }] as const) {
  measureHeap(
    `handshakes of a ${options.role} that is open`,
    LIMIT,
    () => new ClosingHandshake(options),
    ({ state }) => state === 'open',
  );
}
