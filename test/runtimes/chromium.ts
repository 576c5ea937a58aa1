/** Headless Chromium: ES modules from a server on loopback, and an import map that knows the library by its name. */

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { launchChromium } from '../support/chromium.js';
import type { Report } from './program.js';
import type { Runtime } from './runtime.js';

const imports = {
  'close-frame': '/node_modules/close-frame/dist/index.js',
  'close-frame/handshake': '/node_modules/close-frame/dist/handshake/index.js',
  'close-frame/vectors/': '/node_modules/close-frame/test/vectors/',
};
const page = `<!doctype html><title>close-frame</title><script type="importmap">${JSON.stringify({ imports })}</script>`;

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
};

function serve(folder: string): Server {
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url!, 'http://localhost').pathname;
    const type = path === '/' ? 'text/html' : types[extname(path)];
    const content = path === '/' ? page : await readFile(join(folder, path)).catch(() => undefined);
    if (content === undefined || type === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', type).end(content);
  });
  return server.listen(0, '127.0.0.1');
}

export const chromium: Runtime = {
  name: 'Chromium',
  loadedBy: 'import',
  async run(folder, listening) {
    const { browser, page: tab } = await launchChromium();
    const server = serve(folder);
    try {
      await once(server, 'listening');
      await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      // As text, because tsx would compile an import() in this file.
      const listen = listening ? "await import('/listen.mjs');" : '';
      const report = await tab.evaluate(
        `(async () => { ${listen} const { report } = await import('/program.mjs'); return report(); })()`,
      );
      return { version: browser.version(), report: report as Report };
    } finally {
      await browser.close();
      server.close();
      server.closeAllConnections();
    }
  },
};
