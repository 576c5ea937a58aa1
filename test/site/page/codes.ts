/** The status codes: the search, and a page for each code. */

import assert from 'node:assert/strict';
import { closeCodes, describeCode } from 'close-frame';
import { namesOfCode } from 'close-frame/names';
import type { Page } from 'playwright-core';
import type { Test } from 'uvu';
import { type Site, textOf } from '../../support/page.js';

async function listed(page: Page): Promise<number[]> {
  return (await page.locator('#found li b').allInnerTexts()).map(Number);
}

export function testCodes({ visit }: Site, test: Test): void {
  test('all codes are listed, with what the registry says about them', () =>
    visit({ fragment: '#codes' }, async (page) => {
      assert.deepEqual(
        await listed(page),
        closeCodes.map(({ code }) => code),
      );
      const items = await page.locator('#found li').allInnerTexts();
      for (const [index, { name, description, sentBy }] of closeCodes.entries()) {
        assert.ok(items[index]!.includes(name) && items[index]!.includes(description), name);
        assert.equal(items[index]!.includes('must not be sent'), sentBy === 'none');
      }
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.equal(await textOf(page, '[aria-current=page]'), 'Codes');
    }));

  test('the search accepts a number, a name, another system’s name, words, or a line of a log', () =>
    visit({ fragment: '#codes' }, async (page) => {
      const one: [query: string, code: number][] = [
        ['1006', 1006],
        ['policy', 1008],
        ['EndpointUnavailable', 1001],
        ['overloaded', 1013],
        ['2500', 2500],
        ['websocket: close 1006 (abnormal closure): unexpected EOF', 1006],
      ];
      for (const [query, code] of one) {
        await page.fill('#q', query);
        assert.equal(await textOf(page, 'h3 span'), String(code), query);
      }
      await page.waitForFunction(() => location.hash.startsWith('#q=websocket'));
      await page.fill('#q', '101');
      assert.deepEqual(await listed(page), [101, 1010, 1011, 1012, 1013, 1014, 1015]);
      await page.fill('#q', 'received 1001 (going away); then sent 1006');
      assert.deepEqual(await listed(page), [1001, 1006]);
      assert.equal(await textOf(page, '#codes-count'), '2 codes');
      await page.fill('#q', '65536');
      assert.match(await textOf(page, '#codes-count'), /^65536 is not a status code: a status code is an integer/);
      await page.fill('#q', 'xyzzy');
      assert.match(await textOf(page, '#codes-count'), /^No status code has this number or name/);
      await page.fill('#q', '4001');
      await page.waitForFunction(() => location.hash === '#4001');
    }));

  test('each code has an address, which shows all that is known about it', () =>
    visit({ fragment: '#1006' }, async (page) => {
      const said = await textOf(page, '#found');
      const { name, codename, description, reconnect } = describeCode(1006);
      for (const text of [name, codename, description, reconnect!]) assert.ok(said.includes(text), text);
      for (const { system, name } of namesOfCode(1006)) assert.ok(said.includes(system) && said.includes(name), system);
      assert.match(
        said,
        /May be sent by\s+nobody\s+Allowed in a browser’s close\(\)\s+no\s+Accepted by every tested stack\s+no/,
      );
      assert.match(said, /Accepted \(2\)\s+aiohttp [\d.]+, Tornado [\d.]+/);
      assert.match(said, /As bytes\s+03 ee\s+Defined in\s+RFC 6455 §7\.4\.1/);
      await page.goto(`${page.url().replace(/#.*/, '')}#4999`);
      await page.locator('h3', { hasText: '4999 Private Use' }).waitFor();
      await page.getByRole('link', { name: 'Compose a frame with 4999' }).click();
      await page.locator('#verdict', { hasText: '4999 Private Use' }).waitFor();
      await page.goBack();
      await page.getByRole('link', { name: 'All 19 codes' }).click();
      await page.locator('#found li').first().waitFor();
      assert.equal((await listed(page)).length, 19);
    }));

  test('after a visit to its code, the frame is still there', () =>
    visit({}, async (page) => {
      await page.fill('#bytes', '88 02 03 ee');
      await page.getByRole('link', { name: 'All about 1006' }).click();
      await page.locator('h3', { hasText: '1006' }).waitFor();
      assert.ok(await page.locator('#input').isHidden());
      await page.getByRole('link', { name: 'Inspect' }).click();
      await page.locator('#verdict', { hasText: 'Forbidden code' }).waitFor();
      assert.equal(await page.inputValue('#bytes'), '88 02 03 ee');
      await page.waitForFunction(() => location.hash.includes('03+ee'));
    }));
}
