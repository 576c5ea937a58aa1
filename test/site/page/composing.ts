/** Composing a frame. */

import assert from 'node:assert/strict';
import { decodeCloseFrame, encodeCloseFrame } from 'close-frame';
import type { Page } from 'playwright-core';
import type { Test } from 'uvu';
import { bytes } from '../../support/bytes.js';
import { type Site, textOf } from '../../support/page.js';

async function shownBytes(page: Page): Promise<string> {
  return (await page.locator('#cells .hex').allInnerTexts()).join(' ');
}

export function testComposing({ visit }: Site, test: Test): void {
  test('a frame from a code and a reason', () =>
    visit({}, async (page) => {
      await page.check('#compose-mode');
      assert.ok(await page.locator('#bytes').isHidden());
      assert.equal(await shownBytes(page), '88 00');
      await page.fill('#code', '1000');
      await page.fill('#reason', 'bye ✓');
      assert.equal(await shownBytes(page), '88 09 03 e8 62 79 65 20 e2 9c 93');
      assert.equal(await textOf(page, '#reason-count'), '7 of 123 bytes');
      await page.fill('#code', 'going away');
      assert.match(await textOf(page, '#verdict'), /1001 Going Away/);
      await page.selectOption('#send', 'payload');
      assert.match(await textOf(page, '#origin'), /^9 bytes, composed, taken for a payload$/);
      await page.fill('#code', '');
      await page.fill('#reason', '');
      assert.match(await textOf(page, '#verdict'), /1005 No Status Received/);
      assert.match(await textOf(page, '#origin'), /^0 bytes, composed/);
    }));

  test('masked, with a fresh key or one that is given', () =>
    visit({ fragment: '#mode=compose&code=4000&reason=hi' }, async (page) => {
      assert.ok(await page.locator('#key').isHidden());
      await page.selectOption('#send', 'client');
      const first = await page.inputValue('#key');
      assert.match(first, /^([0-9a-f]{2} ?){4}$/);
      const result = decodeCloseFrame(bytes(await shownBytes(page)), { from: 'client' });
      assert.ok(result.ok && result.code === 4000 && result.reason === 'hi');
      await page.click('#fresh-key');
      assert.notEqual(await page.inputValue('#key'), first);
      await page.fill('#key', '37fa213d');
      assert.equal(await shownBytes(page), '88 84 37 fa 21 3d 38 5a 49 54');
      await page.fill('#key', '37fa21');
      assert.match(await textOf(page, '#key-error'), /A masking key is 4 bytes/);
      assert.match(await textOf(page, '#verdict'), /No frame to send/);
      await page.fill('#key', '');
      await page.focus('#code');
      assert.match(await page.inputValue('#key'), /^([0-9a-f]{2} ?){4}$/, 'left empty, it is a fresh one');
      assert.ok(await page.locator('#key-error').isHidden());
    }));

  test('what may not be sent is refused at its control', () =>
    visit({}, async (page) => {
      await page.check('#compose-mode');
      const said = (code?: number, reason?: string) => {
        const result = encodeCloseFrame(code, reason);
        assert.ok(!result.ok);
        return result.error.message;
      };
      const long = 'x'.repeat(124);
      const refused: [code: string, reason: string, control: string, message: string][] = [
        ['1006', '', 'code', said(1006)],
        ['2000', '', 'code', said(2000)],
        ['nobody', '', 'code', 'No status code is called “nobody”.'],
        ['', 'bye', 'reason', said(undefined, 'bye')],
        ['1000', long, 'reason', said(1000, long)],
      ];
      for (const [code, reason, control, message] of refused) {
        await page.fill('#code', code);
        await page.fill('#reason', reason);
        assert.equal(await textOf(page, `#${control}-error`), `✗ ${message}`);
        assert.equal(await page.getAttribute(`#${control}`, 'aria-invalid'), 'true');
        assert.equal(await page.locator('[aria-invalid=true]').count(), 1);
        assert.ok((await textOf(page, '#verdict')).includes(message));
        assert.ok(await page.locator('#anatomy').isHidden());
      }
      await page.fill('#reason', 'x'.repeat(123));
      assert.match(await textOf(page, '#verdict'), /1000 Normal Closure/);
      assert.equal(await page.locator('.cell').count(), 127);
    }));

  test('each mode keeps what the other was given', () =>
    visit({ fragment: '#bytes=88+00' }, async (page) => {
      await page.check('#compose-mode');
      await page.fill('#code', '3000');
      await page.getByLabel('Read bytes').check();
      assert.match(await textOf(page, '#verdict'), /1005/);
      await page.check('#compose-mode');
      assert.match(await textOf(page, '#verdict'), /3000 Unauthorized/);
    }));
}
