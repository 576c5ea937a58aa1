/**
 * `npm run site:speed`: how long a long paste keeps the main thread of the inspector page busy in Chromium, with
 * parsing and with everything else. The best of three runs counts.
 */

import { build } from 'esbuild';
import { openSite, paste } from '../test/support/page.js';

const size = 2 ** 20;
const pastes: [title: string, text: string][] = [
  ['a megabyte of hex in one line', '03e8'.repeat(size / 4)],
  ['a megabyte of hex in 21,845 lines', `${'03 e8 '.repeat(8)}\n`.repeat(21_845)],
  ['a Close frame and a megabyte after it', `8802 03e8 ${'00 '.repeat(size / 3)}`],
  ['a megabyte of base64', 'gn8A'.repeat(size / 4)],
  ['a megabyte of surrogates in UTF-8', 'eda080'.repeat(size / 6)],
  ['a million lone surrogates', '\ud800'.repeat(1_000_000)],
];

const { outputFiles } = await build({
  entryPoints: ['src/text/index.ts'],
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'text',
  write: false,
});
const site = await openSite();
await site.visit({}, async (page) => {
  await page.evaluate(`${outputFiles[0]!.text}; globalThis.readBytes = text.readBytes`);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
  };
  const pasted = async (text: string) => {
    await page.fill('#bytes', '');
    const parse = await page.evaluate((text) => {
      const start = performance.now();
      // The cast: the script evaluated above sets it.
      (globalThis as unknown as { readBytes(text: string): void }).readBytes(text);
      return performance.now() - start;
    }, text);
    // Only what follows the paste counts, not sending the text to the page.
    await paste(page, text);
    const start = await busy();
    await page.locator('#verdict .mark').waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    return { parse, rest: Math.max(0, (await busy()) - start - parse) };
  };
  for (const [title, text] of pastes) {
    const runs = [await pasted(text), await pasted(text), await pasted(text)];
    const { parse, rest } = runs.reduce((best, run) => (run.parse + run.rest < best.parse + best.rest ? run : best));
    const elements = await page.locator('*').count();
    console.log(`${title}: parse ${parse.toFixed(0)} ms, the rest ${rest.toFixed(0)} ms, ${elements} elements`);
  }
});
await site.close();
