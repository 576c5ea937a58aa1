/** Nothing moves while somebody types, and what matters is visible without scrolling. */

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Test } from 'uvu';
import { extent } from '../../support/extent.js';
import { type Site, show, sizes } from '../../support/page.js';

const masked = '88 8d 25 34 ec 5b 26 dd 9c 3a 42 51 cc 38 49 5b 9f 3e 41';

/** The bottom edge of each element. */
function bottoms(page: Page, selectors: readonly string[]): Promise<number[]> {
  return page.evaluate(
    (selectors) => selectors.map((one) => document.querySelector(one)!.getBoundingClientRect().bottom),
    selectors,
  );
}

export function testSteadiness({ visit }: Site, test: Test): void {
  for (const size of Object.values(sizes)) {
    test(`the input, the verdict and the bytes are above the fold: ${size.width} wide`, () =>
      visit({ size }, async (page) => {
        for (const text of [
          masked,
          "b'\\x88\\x0e\\x03\\xefbad byte \\xe2\\x9c('",
          '{ 0x88, 0x06, 0xe8, 0x03, 0x64, 0x6f, 0x6e, 0x65 }',
        ]) {
          await show(page, `#bytes=${encodeURIComponent(text)}`);
          const all = await bottoms(page, ['#bytes', '#verdict', '#findings', '.row:last-child']);
          assert.ok(
            all.every((bottom) => bottom < size.height),
            `${text}: ${all.join()}`,
          );
        }
        await show(page, '#');
        const [examples] = await bottoms(page, ['[aria-label=Examples]']);
        assert.ok(examples! < size.height);
      }));

    test(`nothing moves while somebody types: ${size.width} wide`, () =>
      visit({ size }, async (page) => {
        await page.evaluate(() => {
          const moved: string[] = [];
          Object.assign(globalThis, { moved });
          new PerformanceObserver((list) => {
            // The cast: TypeScript's DOM types do not have this entry yet.
            for (const entry of list.getEntries() as unknown as { sources: { node: Element | null }[] }[])
              moved.push(
                ...entry.sources.map(({ node }) => node?.id || node?.parentElement?.id || String(node?.nodeName)),
              );
          }).observe({ type: 'layout-shift' });
        });
        await page.focus('#bytes');
        const typed = ['5765', '8804 03ef e29c', masked, "'\\x88\\x02\\x03\\xee'", '8805 03e8 627965'];
        for (const text of typed.slice(0, extent(typed.length, 2))) {
          for (const key of text) {
            await page.keyboard.press(key === ' ' ? 'Space' : key);
            await page.evaluate(() => new Promise(requestAnimationFrame));
          }
          await page.keyboard.press('Control+a');
        }
        assert.deepEqual(await page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved), []);
      }));
  }
}
