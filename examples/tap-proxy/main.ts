/** The proxy as a program: `npm run tap-proxy -- --listen 8080 --to localhost:9000`. */

import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { createTapProxy } from './proxy.js';

const usage = 'Usage: npm run tap-proxy -- --listen [HOST:]PORT --to HOST:PORT';

/** `localhost:9000`, `[::1]:9000`, or only a port if there is a default host. */
function parseAddress(text: string | undefined, defaultHost?: string): { host: string; port: number } | undefined {
  const match = text?.match(/^(?:(?<host>[^:]+|\[[^\]]+\]):)?(?<port>\d{1,5})$/);
  const host = match?.groups?.['host']?.replace(/^\[|\]$/g, '') ?? defaultHost;
  const port = Number(match?.groups?.['port'] ?? Number.NaN);
  return host !== undefined && port <= 65_535 ? { host, port } : undefined;
}

/** An address as text, with IPv6 in brackets. */
function textOf({ host, port }: { host: string; port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function parseCommandLine(): Record<'listen' | 'to', { host: string; port: number }> | string {
  try {
    const { values } = parseArgs({ options: { listen: { type: 'string' }, to: { type: 'string' } } });
    const listen = parseAddress(values.listen, '127.0.0.1');
    const to = parseAddress(values.to);
    if (listen === undefined) return '--listen takes a port, or a host and a port.';
    if (to === undefined) return '--to takes a host and a port.';
    return { listen, to };
  } catch (error) {
    return (error as Error).message;
  }
}

const command = parseCommandLine();
if (typeof command === 'string') {
  console.error(`tap-proxy: ${command} ${usage}`);
  process.exitCode = 2;
} else {
  const { listen, to } = command;
  const proxy = createTapProxy({ to, log: console.log });
  proxy.on('error', (error) => {
    console.error(`tap-proxy: ${error.message}`);
    process.exitCode = 1;
  });
  proxy.listen(listen, () => {
    const { address, port } = proxy.address() as AddressInfo;
    console.log(`tap-proxy: listening on ${textOf({ host: address, port })}, forwarding to ${textOf(to)}`);
  });
}
