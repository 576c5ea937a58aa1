/** `npm run site`: builds the inspector page and serves it on loopback until Ctrl-C, on a free port or on `--port`. */

import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { buildPage } from './site/page.js';
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
  const server = serverOf(await buildPage());
  server.on('error', ({ message }) => {
    console.error(`site: ${message}`);
    process.exitCode = 1;
  });
  server.listen(port, '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ (Ctrl-C ends)`);
  });
  process.once('SIGINT', () => {
    server.close();
    server.closeAllConnections();
  });
}
