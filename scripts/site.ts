/** `npm run site`: builds the inspector page and serves it on loopback until Ctrl-C, on a free port or on `--port`. */

import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { buildPage, type Page } from './site/page.js';
import { serverOf } from './site/server.js';

function parsePort(): number | string {
  try {
    const { port } = parseArgs({ options: { port: { type: 'string', default: '0' } } }).values;
    return /^\d{1,5}$/.test(port) && Number(port) <= 0xffff ? Number(port) : `--port takes 0 to 65535, not ${port}.`;
  } catch (error) {
    return (error as Error).message;
  }
}

const port = parsePort();
if (typeof port === 'string') {
  console.error(`site: ${port} Usage: npm run site -- [--port PORT]`);
  process.exitCode = 2;
} else {
  let built: (page: Page) => void;
  const page = new Promise<Page>((resolve) => {
    built = resolve;
  });
  const server = serverOf(page);
  server.on('error', ({ message }) => {
    console.error(`site: ${message}`);
    process.exitCode = 1;
  });
  // Building takes seconds. Listen first, so that a port in use is reported at once.
  server.listen(port, '127.0.0.1', async () => {
    built(await buildPage());
    if (!server.listening) return; // interrupted
    console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ (Ctrl-C ends)`);
  });
  process.once('SIGINT', () => {
    server.close();
    server.closeAllConnections();
  });
}
