/** For everybody: with axe, by keyboard alone, on a narrow screen. */

import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Test } from 'uvu';
import { type Site, show, sizes, textOf } from '../../support/page.js';

const inputs: [title: string, fragment: string][] = [
  ['empty', ''],
  ['good', '#bytes=88+8d+25+34+ec+5b+26+dd+9c+3a+42+51+cc+38+49+5b+9f+3e+41&bits=1'],
  ['broken', '#bytes=88+07+03+e8+6e+61+ef+76+65'],
  ['no bytes', '#bytes=88+0g'],
  ['composed', '#mode=compose&code=1000&reason=bye&send=client'],
  ['refused', '#mode=compose&code=1006&q=2500'],
];

/**
 * What axe finds, a line for each.
 *
 * @param exclude - What is left out, as it was looked at before.
 */
async function violations(page: Page, exclude: string[] = []): Promise<string[]> {
  const found = await page.evaluate(
    // The cast: axe is a global of the page.
    (exclude) => (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude }),
    exclude,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

export function testAccess({ visit }: Site, test: Test): void {
  for (const scheme of ['light', 'dark'] as const) {
    test(`axe finds nothing: ${scheme}, at both sizes`, () =>
      visit({ scheme }, async (page) => {
        await page.evaluate(axe.source);
        for (const size of Object.values(sizes)) {
          await page.setViewportSize(size);
          for (const [title, fragment] of inputs) {
            await show(page, fragment);
            // The table of all codes is the same each time, and most of the page.
            const exclude = title === 'empty' || title === 'refused' ? [] : ['#codes'];
            assert.deepEqual(await violations(page, exclude), [], `${title}, ${size.width} wide`);
          }
        }
      }));
  }

  test('axe would find something', () =>
    visit({}, async (page) => {
      await page.evaluate(axe.source);
      await page.evaluate(() => document.querySelector('label[for=bytes]')!.remove());
      assert.ok((await violations(page, ['#codes'])).some((line) => line.startsWith('label: <textarea')));
    }));

  test('nothing is wider than a screen of 320 pixels', () =>
    visit({ size: { width: 320, height: 640 } }, async (page) => {
      const word = `#as=payload&bytes=03e8${'5f'.repeat(123)}`;
      for (const [title, fragment] of [...inputs, ['a long word', word]] as const) {
        await show(page, fragment);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, title);
      }
    }));

  test('by keyboard alone: each control has its turn, with its focus to be seen', () =>
    visit({ fragment: '#bytes=8800' }, async (page) => {
      const order: string[] = [];
      for (let turn = 0; turn < 40; turn++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
          const element = document.activeElement as HTMLElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const name = element.id || element.getAttribute('name') || element.innerText;
          return { name, isSeen: outlineStyle !== 'none' && outlineWidth !== '0px' };
        });
        assert.ok(focused.isSeen, focused.name);
        order.push(focused.name);
        if (focused.name === 'q') break;
      }
      assert.deepEqual(
        order.filter((name) => !name.startsWith('RFC')),
        [
          ...['All status codes', 'mode', 'bytes', 'in', 'as', 'from'],
          ...[
            'normal',
            'masked, in base64',
            'a hex dump',
            'broken UTF-8',
            '1006 on the wire',
            'one to compose',
            'Clear',
          ],
          ...['bits', 'copy-hex', 'copy-link', 'FIN, RSV, opcode', 'MASK, length', 'q'],
        ],
      );
    }));

  test('by keyboard alone: paste, look at the bits, go to an explanation, compose, search', () =>
    visit({}, async (page) => {
      const { keyboard } = page;
      const tabTo = async (id: string) => {
        for (let turn = 0; turn < 60; turn++) {
          await keyboard.press('Tab');
          if (await page.evaluate((id) => document.activeElement?.id === id, id)) return;
        }
        assert.fail(`Tab does not lead to ${id}`);
      };
      await tabTo('bytes');
      await keyboard.insertText('88 02 03 e8');
      assert.match(await textOf(page, '#verdict'), /1000 Normal Closure/);
      await tabTo('bits');
      await keyboard.press('Space');
      assert.equal(await page.locator('.bits').count(), 2);
      await tabTo('copy-link');
      for (let block = 0; block < 3; block++) await keyboard.press('Tab');
      await keyboard.press('Enter');
      const row = await page.evaluate(() => (document.activeElement as HTMLElement).innerText);
      assert.match(row, /^status code\s+bytes 2–3\s+1000/);
      assert.equal(await page.locator('#cells .marked').getAttribute('data-group'), '2');
      await tabTo('q');
      await keyboard.type('away');
      assert.equal(await page.locator('#codes-rows tr').count(), 1);
      await page.focus('#bytes');
      await keyboard.press('Shift+Tab');
      await keyboard.press('ArrowRight');
      await keyboard.press('Tab');
      await keyboard.type('4999');
      assert.match(await textOf(page, '#verdict'), /4999 Private Use/);
      await keyboard.press('Enter');
      assert.match(await textOf(page, '#verdict'), /4999 Private Use/, 'Enter sends nothing');
    }));

  test('pointing at a block marks its rows, and the other way round', () =>
    visit({ fragment: '#bytes=8800' }, async (page) => {
      const marked = () => page.locator('.marked').evaluateAll((all) => all.map((element) => element.tagName).join());
      await page.hover('#cells li[data-group="1"] .hex');
      assert.equal(await marked(), 'LI,TR,TR');
      await page.hover('#fields tr:first-child td:last-child');
      assert.equal(await marked(), 'LI,TR,TR,TR,TR,TR');
      await page.hover('h1');
      assert.equal(await marked(), '');
    }));

  test('a screen reader is told the verdict, what each control is, and what is wrong with it', () =>
    visit({ fragment: '#bytes=88+0g' }, async (page) => {
      assert.equal(await page.locator('[role=status]#verdict').count(), 1);
      const field = page.getByRole('textbox', { name: 'Bytes', exact: true });
      assert.equal(await field.getAttribute('aria-describedby'), 'bytes-hint bytes-error');
      const tree = await page.locator('main').ariaSnapshot();
      assert.match(tree, /status:\s+- paragraph: No bytes to inspect/);
      await page.fill('#bytes', '88 02 03 ee');
      const shown = await page.locator('#anatomy').ariaSnapshot();
      assert.match(shown, /list "Bytes by field"/);
      assert.match(shown, /listitem: byte 2 03 breaks here/);
      assert.match(shown, /table "What each field means"/);
      assert.match(shown, /rowheader "status code bytes 2–3"/);
      await page.setViewportSize(sizes.phone);
      assert.match(await page.locator('#codes').ariaSnapshot(), /row "1000 .*rowheader "1000"/s);
    }));
}
