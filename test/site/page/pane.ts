/** The byte pane: what is highlighted together, moving in it, and overwriting a byte. */

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Test } from 'uvu';
import { type Site, shown, sizes, textOf } from '../../support/page.js';

/** What is highlighted in the input, in the pane, and in the table. */
async function lit(page: Page): Promise<string> {
  const rows = await page.locator('#fields .lit th').allInnerTexts();
  const fields = rows.map((row) => row.split('\n')[0]).join('+');
  return `${await shown(page, '#paint .lit')} | ${await shown(page, '.cell.lit b')} | ${fields}`;
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-at'));

export function testPane({ visit }: Site, test: Test): void {
  test('pointing at a byte or a field highlights it in the input, the pane and the table', () =>
    visit({ fragment: '#bytes=8805+03ef+61e29c' }, async (page) => {
      const code = '03 ef | 03 ef | status code';
      const broken = 'e2 9c | e2 9c | reason';
      await page.hover('.cell[data-at="1"]');
      assert.equal(await lit(page), '05 | 05 | MASK+payload length');
      await page.hover('.cell[data-at="6"]');
      assert.equal(await lit(page), broken, 'an ill-formed sequence is highlighted as a whole');
      await page.hover('#fields tr:nth-child(8) td:last-child');
      assert.equal(await lit(page), code);
      await page.hover('h1');
      assert.equal(await lit(page), ' |  | ');
      const box = (await page.locator('#paint span').nth(5).boundingBox())!;
      await page.mouse.move(box.x + 4, box.y + 8);
      assert.equal(await lit(page), broken, 'in the input');
      await page.hover('h1');
      await page.focus('#bytes');
      await page.keyboard.press('Control+Home');
      for (let step = 0; step < 7; step++) await page.keyboard.press('ArrowRight');
      await page.locator('#fields .lit th', { hasText: 'status code' }).waitFor();
      assert.equal(await lit(page), code, 'at the caret');
      await page.focus('.cell[tabindex="0"]');
      assert.match(await lit(page), /^88 \| 88 \| FIN\+RSV1\+RSV2\+RSV3\+opcode$/);
      await page.click('#fields tr:nth-child(9)');
      assert.equal(await lit(page), '61 e2 9c | 61 e2 9c | reason', 'a tap on a row');
      await page.click('.cell[data-at="2"]');
      assert.equal(await lit(page), code, 'a tap on a byte');
      assert.equal(await textOf(page, '#readout'), 'Byte 2\nstatus code');
      await page.click('.cell[data-at="6"]');
      assert.match(
        await textOf(page, '#readout'),
        /reason: e2 9c begins a character of three bytes, but the reason ends there/,
      );
    }));

  test('the bytes are one grid with one tab stop, 16 or 8 bytes wide', () =>
    visit({ fragment: `#as=payload&bytes=03e8${'61'.repeat(40)}` }, async (page) => {
      const { keyboard } = page;
      assert.equal(await page.locator('[role=grid] [tabindex="0"]').count(), 1);
      assert.deepEqual(await page.locator('.offset').allInnerTexts(), ['0', '16', '32']);
      await page.focus('.cell[tabindex="0"]');
      const moves: [key: string, at: string][] = [
        ['ArrowRight', '1'],
        ['ArrowDown', '17'],
        ['End', '31'],
        ['ArrowRight', '32'],
        ['ArrowUp', '16'],
        ['ArrowLeft', '15'],
        ['Home', '0'],
        ['ArrowLeft', '0'],
        ['ArrowUp', '0'],
        ['Control+End', '41'],
        ['ArrowDown', '41'],
        ['Home', '32'],
        ['Control+Home', '0'],
      ];
      for (const [key, at] of moves) {
        await keyboard.press(key);
        assert.equal(await focused(page), at, key);
      }
      await page.setViewportSize(sizes.phone);
      await page.locator('.offset', { hasText: '40' }).waitFor();
      assert.deepEqual(await page.locator('.offset').allInnerTexts(), ['0', '8', '16', '24', '32', '40']);
      assert.equal(await focused(page), '0', 'the focus stays');
      await keyboard.press('ArrowDown');
      assert.equal(await focused(page), '8');
      assert.equal(await page.locator('[role=grid] [tabindex="0"]').count(), 1);
    }));

  test('overwriting a byte changes the input', () =>
    visit({ fragment: "#bytes=send(b'\\x88\\x05\\x03\\xe8bye')" }, async (page) => {
      const { keyboard } = page;
      await page.click('.cell[data-at="3"]');
      await keyboard.type('e9');
      assert.equal(await page.inputValue('#bytes'), "send(b'\\x88\\x05\\x03\\xe9bye')");
      assert.match(await textOf(page, '#verdict'), /1001 Going Away/);
      assert.equal(await focused(page), '4', 'the focus moves on');
      await keyboard.type('6');
      assert.equal(await focused(page), '4', 'one digit does not move the focus');
      await keyboard.press('ArrowRight');
      await keyboard.type('Ff');
      assert.equal(await page.inputValue('#bytes'), "send(b'\\x88\\x05\\x03\\xe9b\\xffe')");
      assert.match(await textOf(page, '#verdict'), /Invalid UTF-8/);
      await keyboard.press('Control+c');
      await page.fill('#byte', '6f');
      assert.equal(await page.inputValue('#bytes'), "send(b'\\x88\\x05\\x03\\xe9b\\xff\\x6f')");
      await page.fill('#byte', '6');
      await page.fill('#byte', 'xy');
      assert.match(await page.inputValue('#bytes'), /x6f'/);
      await page.fill('#bytes', '[136, 2, 3, 232]');
      await page.click('.cell[data-at="3"]');
      await keyboard.type('ea');
      assert.equal(await page.inputValue('#bytes'), '[136, 2, 3, 234]');
      await page.fill('#bytes', '88 5 3');
      await page.getByRole('button', { name: 'decimal numbers' }).click();
      await page.click('.cell[data-at="0"]');
      await keyboard.type('88');
      assert.equal(await page.inputValue('#bytes'), '136 5 3');
      await page.goto('about:blank');
    }));
}
