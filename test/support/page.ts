/** The inspector page in Debian's Chromium, from a file and over http. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConsoleMessage, Page } from 'playwright-core';
import { buildPage } from '../../scripts/site/page.js';
import { serverOf } from '../../scripts/site/server.js';
import { launchChromium } from './chromium.js';

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;

export interface PageOptions {
  readonly fragment?: string;
  readonly over?: 'http' | 'file';
  readonly size?: { width: number; height: number };
  readonly scheme?: 'light' | 'dark';
}

/** One browser, one page and one server for all tests. */
export interface Site {
  readonly url: Readonly<Record<'http' | 'file', string>>;
  /** Loads the inspector, and fails if it logs anything, such as an error or a violation of its policy. */
  visit(options: PageOptions, use: (page: Page) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const built = await buildPage();
  const folder = mkdtempSync(join(tmpdir(), 'close-frame-site-'));
  const file = join(folder, 'index.html');
  writeFileSync(file, built.html);
  const server = serverOf(built);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { browser, page } = await launchChromium();
  page.setDefaultTimeout(30_000); // a missing element fails its test and does not block the others
  const url = {
    http: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    file: pathToFileURL(file).href,
  };
  return {
    url,
    visit: (options, use) => visit(page, url[options.over ?? 'http'], options, use),
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}

async function visit(
  page: Page,
  url: string,
  { fragment = '', size = sizes.desktop, scheme = 'light' }: PageOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const logged: string[] = [];
  const onConsole = (message: ConsoleMessage) => logged.push(message.text());
  const onError = (error: Error) => logged.push(String(error));
  page.on('console', onConsole);
  page.on('pageerror', onError);
  try {
    await page.goto('about:blank'); // so that even the same address is loaded again
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(url + fragment);
    await use(page);
    assert.deepEqual(logged, [], 'the console stays empty');
  } finally {
    page.off('console', onConsole);
    page.off('pageerror', onError);
    await page.context().clearPermissions();
  }
}

/** Shows another fragment in the open page, and waits until the page has handled it. */
export async function show(page: Page, fragment: string): Promise<void> {
  await page.evaluate(
    (fragment) =>
      new Promise<void>((resolve) => {
        if (location.hash === fragment) resolve();
        addEventListener('hashchange', () => resolve(), { once: true }); // after the page's own listener
        location.hash = fragment;
      }),
    fragment,
  );
}

/** The visible text of an element. */
export function textOf(page: Page, selector: string): Promise<string> {
  return page.locator(selector).innerText();
}

/** The visible texts of all elements that the selector finds. */
export async function shown(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).allInnerTexts()).join(' ').trim();
}

/** Replaces the input by pasting a text, as a browser does. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    const area = document.querySelector<HTMLTextAreaElement>('#bytes')!;
    area.focus();
    area.select();
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
