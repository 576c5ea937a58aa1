/** The table of all codes. */

import assert from 'node:assert/strict';
import { closeCodes } from 'close-frame';
import type { Page } from 'playwright-core';
import type { Test } from 'uvu';
import { type Site, textOf } from '../../support/page.js';

async function shownCodes(page: Page): Promise<number[]> {
  return (await page.locator('#codes-rows th').allInnerTexts()).map(Number);
}

export function testCodes({ visit }: Site, test: Test): void {
  test('all codes, with what the registry says of them', () =>
    visit({}, async (page) => {
      assert.deepEqual(
        await shownCodes(page),
        closeCodes.map(({ code }) => code),
      );
      for (const [index, { name, codename, description, reference }] of closeCodes.entries()) {
        const row = await textOf(page, `#codes-rows tr:nth-child(${index + 1})`);
        for (const text of [name, codename, description, reference]) assert.ok(row.includes(text), `${name}: ${text}`);
      }
      assert.match(await textOf(page, '#codes-rows tr:nth-child(7)'), /Connect again: /);
      await page.locator('#codes-rows tr:nth-child(7) summary').click();
      assert.match(await textOf(page, '#codes-rows tr:nth-child(7)'), /\sAbnormal Rust ws-rs, Rust tungstenite\s/);
      assert.match(await textOf(page, '#codes-rows tr:nth-child(11)'), /client alone\s+browser’s close\(\): no/);
    }));

  test('search by number, by name, by the name of another system', () =>
    visit({}, async (page) => {
      const found: [query: string, codes: number[], says: string][] = [
        ['1006', [1006], '1 of 19 codes'],
        ['101', [1010, 1011, 1012, 1013, 1014, 1015], '101 is not assigned; this is what its range is for.'],
        ['policy', [1008], '1 of 19 codes'],
        ['EndpointUnavailable', [1001], '1 of 19 codes'],
        ['received 1001 (going away); then sent 1006', [1001, 1006], '2 of 19 codes'],
        ['65536', [], '65536 is no status code: they are the integers from 0 to 65535, as in 1000.'],
        ['no such', [], 'No status code has this number or name. Numbers go from 0 to 65535.'],
        ['', closeCodes.map(({ code }) => code), ''],
      ];
      for (const [query, codes, says] of found) {
        await page.fill('#q', query);
        const shown = await shownCodes(page);
        assert.deepEqual(query === '101' ? shown.slice(1) : shown, codes, query);
        assert.equal(await textOf(page, '#codes-count'), says);
      }
      await page.fill('#q', 'codes 4000, 4001');
      assert.equal(await textOf(page, '#codes-count'), 'Some are not assigned; this is what their ranges are for.');
      await page.fill('#q', '2500');
      assert.match(await textOf(page, '#codes-rows'), /^2500\s+Unassigned\s.*never sent/s);
    }));

  test('a link to a search leads to the table', () =>
    visit({ fragment: '#q=1006' }, async (page) => {
      assert.deepEqual(await shownCodes(page), [1006]);
      assert.ok(await page.evaluate(() => document.getElementById('q')!.getBoundingClientRect().top < innerHeight));
      await page.getByRole('link', { name: 'All status codes' }).click();
      assert.deepEqual(await shownCodes(page), [1006], 'a place on the page leaves the form as it is');
    }));
}
