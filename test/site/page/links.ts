/** The link that contains the input, and copying. */

import assert from 'node:assert/strict';
import type { Test } from 'uvu';
import { type Site, show, textOf } from '../../support/page.js';

/** The fragment as Chromium reports it to the page. */
const fragment = () => location.hash;

export function testLinks({ url, visit }: Site, test: Test): void {
  for (const over of ['http', 'file'] as const) {
    test(`the address contains the input, and a new page shows the same: ${over}`, async () => {
      let link = '';
      let shown = '';
      await visit({ over }, async (page) => {
        await page.fill('#bytes', '0000  88 02 03 ee  ....\n');
        await page.click('summary');
        await page.selectOption('#from', 'client');
        await page.check('#bits');
        await page.waitForFunction(() => location.hash.includes('bits=1'));
        link = await page.evaluate(fragment);
        shown = await textOf(page, '#inspector');
        assert.equal(link, '#bytes=0000++88+02+03+ee++....%0A&from=client&bits=1');
      });
      await visit({ over, fragment: link }, async (page) => {
        assert.equal(await textOf(page, '#inspector'), shown);
        assert.equal(await page.inputValue('#bytes'), '0000  88 02 03 ee  ....\n');
        await page.click('#clear');
        await page.waitForFunction(() => location.href.endsWith('/') || location.href.endsWith('.html'));
      });
    });
  }

  test('the address contains a composed frame and its key', async () => {
    let link = '';
    let shown = '';
    await visit({ fragment: '#compose' }, async (page) => {
      await page.fill('#code', '4001');
      await page.fill('#reason', 'a=b&c#d ✓ 😀');
      await page.selectOption('#send', 'client');
      await page.waitForFunction(() => location.hash.includes('key='));
      link = await page.evaluate(fragment);
      shown = await textOf(page, '#pane');
    });
    assert.match(link, /^#mode=compose&code=4001&reason=[^#]*&send=client&key=[0-9a-f+]{11}$/);
    await visit({ fragment: link }, async (page) => assert.equal(await textOf(page, '#pane'), shown));
  });

  test('a new fragment is shown at once, and nonsense in it is ignored', () =>
    visit({ fragment: '#bytes=88+02+03+e8' }, async (page) => {
      await show(page, '#bytes=88+02+03+e9');
      await page.locator('#verdict', { hasText: '1001' }).waitFor();
      await page.goBack();
      await page.locator('#verdict', { hasText: '1000' }).waitFor();
      await show(page, '#bytes=%E0%&in=nonsense&as=<b>&from=&mode=x&bits=2&pick=z&frame=-1&unknown=1&constructor=2');
      await page.locator('#verdict', { hasText: 'is not a hex digit' }).waitFor();
      assert.equal(await page.inputValue('#in'), '');
      assert.equal(await page.inputValue('#as'), '');
      assert.ok(await page.locator('#composing').isHidden());
      assert.ok(!(await page.isChecked('#bits')));
      await show(page, '#');
      await page.locator('[aria-label=Examples]').waitFor();
    }));

  test('an input that is too long for a link is left out of the address, and Back does not lose it', () =>
    visit({ fragment: '#bytes=8800' }, async (page) => {
      await page.fill('#bytes', '88'.repeat(5000));
      await page.waitForFunction(() => location.hash === '');
      await page.click('#copy-link');
      assert.equal(await textOf(page, '#copied'), 'The text is too long for a link.');
      await page.getByRole('link', { name: 'Codes' }).click();
      await page.goBack();
      await page.locator('#verdict', { hasText: 'Payload too long' }).or(page.locator('#verdict .mark')).waitFor();
      assert.equal((await page.inputValue('#bytes')).length, 10_000);
    }));

  test('the page copies the bytes and the link, or says that it may not', () =>
    visit({ fragment: '#bytes=iAUD6GJ5ZQ' }, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.click('#copy-bytes');
      await page.locator('#copied', { hasText: 'Copied.' }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '88 05 03 e8 62 79 65');
      await page.click('#copy-link');
      await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('http'));
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${url.http}#bytes=iAUD6GJ5ZQ`);
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
      });
      await page.click('#copy-bytes');
      await page.locator('#copied', { hasText: 'does not let this page copy. Here it is: 88 05' }).waitFor();
    }));
}
