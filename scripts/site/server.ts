/**
 * The inspector page over http.
 * @module
 */

import { createServer, type Server } from 'node:http';
import type { Page } from './page.js';

/** Serves only the page, at `/`. A request that comes before the page is built waits for it. */
export function serverOf(page: Page | Promise<Page>): Server {
  return createServer(async ({ method, url, headers }, response) => {
    const { html, gzipped, policy } = await page;
    const path = url?.split('?')[0];
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (path !== '/' && path !== '/index.html') {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('The only page is at /.\n');
    } else if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    } else {
      const takesGzip = /\bgzip\b/.test(String(headers['accept-encoding']));
      response
        .writeHead(200, {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': `${policy}; frame-ancestors 'none'`, // works only in a header
          'Cache-Control': 'no-store',
          Vary: 'Accept-Encoding',
          ...(takesGzip ? { 'Content-Encoding': 'gzip' } : {}),
        })
        .end(takesGzip ? gzipped : html); // Node omits the body for HEAD
    }
  });
}
