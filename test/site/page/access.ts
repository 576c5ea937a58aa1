/** Accessibility: axe, the keyboard, narrow and zoomed screens, the system's colors and reduced motion. */

import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Test } from 'uvu';
import { type Site, show, shown, sizes, textOf } from '../../support/page.js';

const inputs: [title: string, fragment: string][] = [
  ['empty', ''],
  ['good', '#bytes=88+8d+25+34+ec+5b+26+dd+9c+3a+42+51+cc+38+49+5b+9f+3e+41&bits=1'],
  ['broken', '#bytes=88+07+03+e8+6e+61+ef+76+65'],
  ['a hint', '#bytes=e8+03+62'],
  ['several frames', '#bytes=81+02+68+69+88+05+03+e8+62+79+65+88+02+03+ee'],
  ['several readings', '#bytes=88+5+3'],
  ['no bytes', '#bytes=88+0g'],
  ['composed', '#mode=compose&code=1000&reason=bye&send=client'],
  ['refused', '#mode=compose&code=1006'],
  ['all codes', '#codes'],
  ['one code', '#1006'],
];

/** What axe finds, one line per element. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(
    // The cast: axe is a global of the page.
    () => (globalThis as unknown as { axe: typeof axe }).axe.run(),
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
            assert.deepEqual(await violations(page), [], `${title}, ${size.width} wide`);
          }
        }
        await show(page, inputs[1]![1]);
        await page.click('.cell[data-at="7"]');
        await page.click('summary');
        assert.deepEqual(await violations(page), [], 'with a highlighted byte');
      }));
  }

  test('axe finds a control whose label was removed', () =>
    visit({}, async (page) => {
      await page.evaluate(axe.source);
      await page.evaluate(() => document.querySelector('label[for=in]')!.remove());
      assert.ok((await violations(page)).some((line) => line.startsWith('select-name: <select')));
    }));

  test('nothing is wider than a screen of 320 pixels, or of 640 pixels at a zoom of 200%', () =>
    visit({ size: { width: 320, height: 640 } }, async (page) => {
      const word = `#as=payload&bytes=03e8${'5f'.repeat(123)}`;
      for (const [title, fragment] of [...inputs, ['a long word', word]] as const) {
        await show(page, fragment);
        // The body's width, because space is reserved for the scroll bar.
        const [width, all] = await page.evaluate(() => [
          document.body.getBoundingClientRect().width,
          document.documentElement.scrollWidth,
        ]);
        assert.ok(all! <= width!, `${title}: ${all} in ${width}`);
      }
    }));

  test('the text, the wrong bit and the highlighted byte are visible with the system’s colors', () =>
    visit({ fragment: '#bytes=c8+00&bits=1' }, async (page) => {
      await page.emulateMedia({ forcedColors: 'active' });
      const style = (selector: string, property: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((one, property) => getComputedStyle(one).getPropertyValue(property), property);
      assert.notEqual(await style('#bytes', 'color'), 'rgba(0, 0, 0, 0)');
      assert.equal(await style('#paint', 'display'), 'none');
      assert.equal(await style('.wrong', 'border-bottom-style'), 'solid');
      await page.click('.cell');
      assert.equal(await style('.cell.lit', 'outline-style'), 'solid');
      await page.emulateMedia({ forcedColors: null });
    }));

  test('nothing moves if the user wants reduced motion', () =>
    visit({ fragment: '#bytes=8800' }, async (page) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.hover('.cell');
      const durations = await page
        .locator('*')
        .evaluateAll((all) =>
          all.map((one) => getComputedStyle(one).transitionDuration + getComputedStyle(one).animationName),
        );
      assert.deepEqual([...new Set(durations)], ['0snone']);
      await page.emulateMedia({ reducedMotion: null });
    }));

  test('Tab reaches each control in order, and the focus is visible', () =>
    visit({ fragment: '#bytes=8800' }, async (page) => {
      const order: string[] = [];
      for (let turn = 0; turn < 20; turn++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
          const element = document.activeElement as HTMLElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const name = element.id || element.getAttribute('aria-label') || element.innerText.split('\n')[0]!;
          return { name, isSeen: outlineStyle !== 'none' && outlineWidth !== '0px' };
        });
        assert.ok(focused.isSeen, focused.name);
        order.push(focused.name);
        if (focused.name.startsWith('byte 0')) break;
      }
      assert.deepEqual(order, [
        ...['Inspect', 'Compose', 'Codes', 'bytes', 'in', 'Options', 'copy-bytes', 'copy-link', 'clear'],
        ...['bits', 'byte', 'byte 0:'],
      ]);
    }));

  test('the keyboard is enough to paste, repair, show the bits, overwrite a byte, compose and search', () =>
    visit({}, async (page) => {
      const { keyboard } = page;
      const tabTo = async (selector: string) => {
        for (let turn = 0; turn < 40; turn++) {
          await keyboard.press('Tab');
          if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
        }
        assert.fail(`Tab does not reach ${selector}`);
      };
      await tabTo('#bytes');
      await keyboard.insertText('88 02 e8 03');
      await tabTo('#findings button');
      await keyboard.press('Enter');
      assert.match(await textOf(page, '#verdict'), /1000 Normal Closure/);
      await tabTo('#bits');
      await keyboard.press('Space');
      assert.equal(await page.locator('.bits').count(), 4);
      await tabTo('[role=gridcell]');
      await keyboard.press('End');
      await keyboard.type('e9');
      assert.match(await textOf(page, '#verdict'), /1001 Going Away/);
      await tabTo('a[href="#compose"]');
      await keyboard.press('Enter');
      await tabTo('#code');
      await keyboard.insertText('4999');
      assert.match(await textOf(page, '#verdict'), /4999 Private Use/);
      await keyboard.press('Enter');
      assert.match(await textOf(page, '#verdict'), /4999 Private Use/, 'Enter sends nothing');
      await tabTo('a[href="#codes"]');
      await keyboard.press('Enter');
      await tabTo('#q');
      await keyboard.type('away');
      assert.match(await textOf(page, 'h3'), /1001 Going Away/);
    }));

  test('a screen reader is told the verdict, what each control is, and what each byte is', () =>
    visit({ fragment: '#bytes=88+0g' }, async (page) => {
      assert.equal(await page.locator('[role=status]#verdict').count(), 1);
      assert.match(await page.locator('main').ariaSnapshot(), /status:\s+- text: ✗\s+- heading "No bytes read"/);
      await page.fill('#bytes', '88 04 03 ee e2 9c');
      const anatomy = await page.locator('#inspector').ariaSnapshot();
      assert.match(anatomy, /grid "Bytes"/);
      assert.match(anatomy, /row "0 .*rowheader "0".*gridcell "byte 0: 88 , FIN, RSV and opcode"/s);
      assert.match(anatomy, /gridcell "byte 3: ee , status code, wrong"/);
      assert.match(anatomy, /gridcell "byte 4: e2 \ufffd , reason, wrong"/);
      assert.match(anatomy, /table "What each field means"/);
      assert.match(anatomy, /rowheader "status code bytes 2–3"/);
      await page.setViewportSize(sizes.phone);
      await page.locator('.row:first-child:last-child').waitFor();
      assert.equal(await shown(page, '.row:first-child b'), '88 04 03 ee e2 9c');
    }));
}
