/** Debian's Chromium as a peer, through playwright-core. */

import { type Browser, chromium, type Page } from 'playwright-core';
import type { Closed, Peer } from './peers.js';
import { chromiumPath } from './programs.js';

export async function launchChromium(): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return { browser, page: await browser.newPage() };
}

/** The WebSocket of a page. */
export function chromiumPeer({ browser, page }: { browser: Browser; page: Page }): Peer {
  return {
    name: 'Chromium',
    version: browser.version(),
    role: 'client',
    mayClose: (code) => code === 1000 || (code >= 3000 && code <= 4999),
    listen() {
      throw new Error('not in this role');
    },
    async open(port, path) {
      const socket = await page.evaluateHandle(async (url) => {
        const socket = new WebSocket(url);
        const closed = new Promise<Closed>((resolve) => {
          socket.onclose = ({ code, reason, wasClean }) => resolve({ code, reason, wasClean });
        });
        await new Promise((resolve) => {
          socket.onopen = resolve;
        });
        return { socket, closed };
      }, `ws://127.0.0.1:${port}${path}`);
      return {
        close: (code, reason) =>
          socket.evaluate(({ socket }, [code, reason]) => socket.close(code, reason), [code, reason] as const),
        closed: socket.evaluate(({ closed }) => closed),
      };
    },
  };
}
