/** Choosing between several readings or frames, and following a hint. */

import assert from 'node:assert/strict';
import { inspectClose } from 'close-frame/inspect';
import type { Test } from 'uvu';
import { type Site, shown, textOf } from '../../support/page.js';

export function testChoices({ visit }: Site, test: Test): void {
  test('if a text has two readings, both are listed and can be chosen', () =>
    visit({}, async (page) => {
      await page.fill('#bytes', '88 5 3');
      assert.match(
        await textOf(page, '#verdict'),
        /No bytes read\s+The text can be read in more than one way\. Choose one\./,
      );
      assert.ok(await page.locator('#pane').isHidden());
      const buttons = page.locator('[aria-label=Readings] button');
      assert.deepEqual(await buttons.allInnerTexts(), [
        'hex, line 1: 88 05 03 Incomplete',
        'decimal numbers, line 1: 58 05 03 Reserved code, at byte 0',
      ]);
      await buttons.nth(1).click();
      assert.equal(await shown(page, '.cell b'), '58 05 03');
      assert.equal(await buttons.nth(1).getAttribute('aria-pressed'), 'true');
      await buttons.nth(0).click();
      assert.equal(await shown(page, '.cell b'), '88 05 03');
      await page.goBack();
      await page.locator('.cell b', { hasText: '58' }).waitFor();
      await page.fill('#bytes', '88 5 3 ');
      assert.match(await textOf(page, '#verdict'), /No bytes read/, 'a new text needs a new choice');
    }));

  test('if a text has bytes in separate places, each place can be chosen', () =>
    visit({ fragment: '#bytes=%3E+8802+03e8%0A%3C+8802+03e9' }, async (page) => {
      const buttons = page.locator('[aria-label=Readings] button');
      assert.deepEqual(await buttons.allInnerTexts(), [
        'hex, line 1: 88 02 03 e8 1000 Normal Closure',
        'hex, line 2: 88 02 03 e9 1001 Going Away',
      ]);
      await buttons.nth(1).click();
      assert.match(await textOf(page, '#verdict'), /1001 Going Away/);
      assert.match(await page.evaluate(() => location.hash), /\bpick=1\b/);
      assert.equal(await page.locator('#paint span').first().textContent(), '88');
      assert.match((await page.locator('#paint').textContent())!, /^> 8802 03e8\n< 8802 03e9/);
    }));

  test('if there are several frames, the first Close frame is chosen, and any other can be', () =>
    visit({}, async (page) => {
      await page.fill('#bytes', '81 02 68 69 88 05 03 e8 62 79 65 88 02 03 ee');
      const buttons = page.locator('[aria-label=Frames] button');
      assert.deepEqual(await buttons.allInnerTexts(), [
        '1: Text, 4 bytes',
        '2: Close, 1000 Normal Closure',
        '3: Close, Forbidden code, at byte 2',
      ]);
      assert.match(await textOf(page, '#verdict'), /1000 Normal Closure/);
      assert.equal(await textOf(page, '.offset'), '4');
      assert.match(await textOf(page, '#fields tr:nth-child(8)'), /status code\s+bytes 6–7/);
      await buttons.nth(2).click();
      assert.match(await textOf(page, '#verdict'), /Forbidden code, at byte 2/);
      assert.equal(await shown(page, '.cell b'), '88 02 03 ee');
      assert.equal(await shown(page, '#paint .bad'), '03 ee');
      await buttons.nth(0).click();
      assert.match(await textOf(page, '#verdict'), /Not a Close frame/);
    }));

  test('one click does what a hint suggests', () =>
    visit({}, async (page) => {
      const repaired: [text: string, label: string, result: RegExp, expected: string][] = [
        ['{ 0x88, 0x02, 0xe9, 0x03 }', 'Swap the two bytes', /1001 Going Away/, '88 02 03 e9'],
        [
          '57 65 20 63 6c 6f 73 65',
          'Put 1000 before the text',
          /1000 Normal Closure We close/,
          '03 e8 57 65 20 63 6c 6f 73 65',
        ],
        ["b'880203e8'", 'Read the text as hex', /1000 Normal Closure/, '88 02 03 e8'],
        [
          `4500 0030 0000 0000 4006 0000 7f000001 7f000001${'00'.repeat(12)}5000${'00'.repeat(6)}8806 03e9 62796521`,
          'Extract the frame from the packet',
          /1001 Going Away bye!/,
          '88 06 03 e9 62 79 65 21',
        ],
      ];
      for (const [text, label, result, expected] of repaired) {
        await page.fill('#bytes', text);
        assert.match(await textOf(page, '#findings'), /Hint: /, text);
        await page.getByRole('button', { name: label }).click();
        assert.match(await textOf(page, '#verdict'), result);
        assert.equal(await shown(page, '.cell b'), expected);
        await page.goBack(); // undoes it
        await page.locator('#findings', { hasText: 'Hint' }).waitFor();
        assert.equal(await page.inputValue('#bytes'), text);
      }
      await page.fill('#bytes', '88 00 88 00');
      const { hints } = inspectClose(Uint8Array.of(0x88, 0, 0x88, 0));
      assert.ok((await textOf(page, '#findings')).includes(`Hint: ${hints[0]!.message}`));
    }));
}
