/** Composing a frame. */

import assert from 'node:assert/strict';
import { decodeCloseFrame, encodeCloseFrame } from 'close-frame';
import type { Test } from 'uvu';
import { readBytes, spellings } from '../../../src/text/index.js';
import { bytes, hex } from '../../support/bytes.js';
import { type Site, shown, textOf } from '../../support/page.js';

export function testComposing({ visit }: Site, test: Test): void {
  test('a code and a reason become a frame, and the bytes of the reason are counted', () =>
    visit({ fragment: '#compose' }, async (page) => {
      assert.equal(await page.inputValue('#bytes'), '88 00');
      await page.fill('#code', '1000');
      await page.fill('#reason', 'bye ✓');
      assert.equal(await page.inputValue('#bytes'), '88 09 03 e8 62 79 65 20 e2 9c 93');
      assert.equal(await shown(page, '.cell b'), '88 09 03 e8 62 79 65 20 e2 9c 93');
      assert.equal(await textOf(page, '#reason-count'), '7 of 123 bytes');
      await page.fill('#code', 'going away');
      assert.match(await textOf(page, '#verdict'), /1001 Going Away/);
      await page.selectOption('#send', 'payload');
      assert.equal(await textOf(page, '#origin'), '9 bytes, read as a payload');
      await page.fill('#code', '');
      await page.fill('#reason', '');
      assert.match(await textOf(page, '#verdict'), /1005 No Status Received/);
      assert.equal(await textOf(page, '#origin'), '0 bytes, read as a payload');
    }));

  test('the page composes what the library encodes', () =>
    visit({ fragment: '#compose' }, async (page) => {
      const reasons = ['', 'é'.repeat(61), 'é'.repeat(62), '✓'.repeat(41), '✓'.repeat(42), `${'😀'.repeat(30)}abc`];
      for (const reason of [...reasons, '\ud800', 'a\udc00b', '\ufeffx', 'x'.repeat(123), 'x'.repeat(124)]) {
        const text = await page.evaluate((reason) => {
          const [code, area] = ['code', 'reason'].map((id) => document.getElementById(id) as HTMLInputElement);
          code!.value = '1000';
          area!.value = reason;
          area!.dispatchEvent(new Event('input', { bubbles: true }));
          return document.querySelector<HTMLTextAreaElement>('#bytes')!.value;
        }, reason);
        const result = encodeCloseFrame(1000, reason);
        assert.equal(text.replaceAll(' ', ''), result.ok ? hex(result.bytes) : '', reason);
      }
    }));

  test('a composed frame can be copied in any spelling', () =>
    visit({ fragment: '#mode=compose&code=1000&reason=bye' }, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      for (const { name } of spellings) {
        await page.selectOption('#in', name);
        const text = await page.inputValue('#bytes');
        const read = readBytes(text, name);
        assert.ok(read.ok && hex(read.bytes) === '880503e8627965', `${name}: ${text}`);
        assert.match(await textOf(page, '#verdict'), /1000 Normal Closure/);
        assert.equal(await shown(page, '.cell b'), '88 05 03 e8 62 79 65');
      }
      await page.selectOption('#in', 'erlang');
      await page.click('#copy-bytes');
      await page.locator('#copied', { hasText: 'Copied.' }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '<<136,5,3,232,98,121,101>>');
    }));

  test('a client’s frame is masked with a new key or a given one', () =>
    visit({ fragment: '#mode=compose&code=4000&reason=hi' }, async (page) => {
      assert.ok(await page.locator('#key').isHidden());
      await page.selectOption('#send', 'client');
      const first = await page.inputValue('#key');
      assert.match(first, /^([0-9a-f]{2} ?){4}$/);
      const result = decodeCloseFrame(bytes(await page.inputValue('#bytes')), { from: 'client' });
      assert.ok(result.ok && result.code === 4000 && result.reason === 'hi');
      await page.click('#fresh-key');
      assert.notEqual(await page.inputValue('#key'), first);
      await page.fill('#key', '37fa213d');
      assert.equal(await page.inputValue('#bytes'), '88 84 37 fa 21 3d 38 5a 49 54');
      await page.fill('#key', '37fa21');
      assert.match(await textOf(page, '#key-error'), /A masking key is 4 bytes/);
      assert.match(await textOf(page, '#verdict'), /No frame to send/);
      await page.fill('#key', '');
      await page.focus('#code');
      assert.match(await page.inputValue('#key'), /^([0-9a-f]{2} ?){4}$/, 'an empty key is replaced by a new one');
      assert.equal(await textOf(page, '#key-error'), '');
    }));

  test('a value that may not be sent is refused at its control', () =>
    visit({ fragment: '#compose' }, async (page) => {
      const said = (code?: number, reason?: string) => {
        const result = encodeCloseFrame(code, reason);
        assert.ok(!result.ok);
        return result.error.message;
      };
      const long = 'x'.repeat(124);
      const refused: [code: string, reason: string, control: string, message: string][] = [
        ['1006', '', 'code', said(1006)],
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
        assert.ok(await page.locator('#pane').isHidden());
      }
      await page.fill('#reason', 'x'.repeat(123));
      assert.match(await textOf(page, '#verdict'), /1000 Normal Closure/);
      assert.equal(await page.locator('.cell').count(), 127);
    }));

  test('composing begins with the frame that was read, and ends when its bytes are changed', () =>
    visit({ fragment: '#bytes=88+83+37+fa+21+3d+34+13+40' }, async (page) => {
      await page.getByRole('link', { name: 'Compose' }).click();
      await page.locator('#composing').waitFor();
      const values = await page
        .locator('#code, #reason, #send, #key')
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
      assert.deepEqual(values, ['1001', 'a', 'client', '37 fa 21 3d']);
      await page.fill('#reason', 'b');
      assert.equal(await page.inputValue('#bytes'), '88 83 37 fa 21 3d 34 13 43');
      await page.click('.cell[data-at="8"]');
      await page.keyboard.type('42');
      assert.equal(await page.inputValue('#bytes'), '88 83 37 fa 21 3d 34 13 42');
      assert.ok(await page.locator('#composing').isHidden());
      assert.match(await textOf(page, '#verdict'), /1001 Going Away c/);
    }));
}
