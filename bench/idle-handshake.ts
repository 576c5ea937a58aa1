/** `npm run bench:idle`: fails if the closing handshake of an open connection takes more than 120 bytes. */

import { ClosingHandshake } from 'close-frame/handshake';
import { measureHeap } from './heap.js';

const LIMIT = 120;

for (const options of [{ role: 'server' }, { role: 'client', reply: 'full' }] as const) {
  measureHeap(
    `open handshakes of a ${options.role}`,
    LIMIT,
    () => new ClosingHandshake(options),
    ({ state }) => state === 'open',
  );
}
