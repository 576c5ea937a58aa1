/** Reading bytes: what the page shows if they are valid, invalid or too many. */

import assert from 'node:assert/strict';
import { describeCode } from 'close-frame';
import { inspectClose } from 'close-frame/inspect';
import type { Test } from 'uvu';
import { extent } from '../../support/extent.js';
import { paste, type Site, shown, textOf } from '../../support/page.js';

/** A browser's Close frame: 1001, page closed. */
const masked = '88 8d 25 34 ec 5b 26 dd 9c 3a 42 51 cc 38 49 5b 9f 3e 41';

export function testBytes({ visit }: Site, test: Test): void {
  test('an empty page shows examples and no verdict', () =>
    visit({}, async (page) => {
      assert.ok(await page.locator('#pane').isHidden());
      assert.equal(await page.locator('main .good, main .bad, main .mark').count(), 0);
      assert.doesNotMatch(await textOf(page, 'main'), /\d{4}|✓|✗/);
      assert.match((await page.getAttribute('#bytes', 'placeholder'))!, /Paste/);
      const seen: string[] = [];
      const examples = await page.locator('[aria-label=Examples] button').allInnerTexts();
      for (const name of examples) {
        await page.getByRole('button', { name }).click();
        seen.push(await textOf(page, '#verdict h2'));
        await page.click('#clear');
      }
      assert.deepEqual(seen, [
        '1001 Going Away page closed',
        'Invalid UTF-8, at byte 13 bad byte \ufffd(',
        'Reserved code, at byte 2 done',
      ]);
      await page.click('summary');
      await page.selectOption('#as', 'payload');
      assert.match(await textOf(page, '#verdict'), /1005 No Status Received\s+A valid Close payload: 0 bytes\./);
    }));

  test('a masked frame is shown with its verdict, its meaning, both values of each masked byte, and its fields', () =>
    visit({}, async (page) => {
      await page.fill('#bytes', masked);
      assert.match(
        await textOf(page, '#verdict'),
        /✓\s+1001 Going Away page closed\s+A valid Close frame: 19 bytes, masked, as from a client\./,
      );
      assert.equal(await textOf(page, '#findings'), describeCode(1001).description);
      assert.equal(await textOf(page, '#origin'), '19 bytes, read as a frame');
      assert.equal(await textOf(page, '#in option:first-child'), 'hex (detected)');
      assert.equal(await shown(page, '.cell b'), masked);
      assert.equal(await shown(page, '.plain'), '03 e9 70 61 67 65 20 63 6c 6f 73 65 64');
      assert.equal((await shown(page, '.character')).replaceAll(' ', ''), 'page␣closed');
      assert.deepEqual(await page.locator('.offset').allInnerTexts(), ['0', '16']);
      const names = await page.locator('#fields th').allInnerTexts();
      assert.deepEqual(
        names.map((name) => name.split('\n')[0]),
        'FIN,RSV1,RSV2,RSV3,opcode,MASK,payload length,masking key,status code,reason'.split(','),
      );
      assert.match(await textOf(page, '#fields tr:nth-child(5)'), /opcode\s+byte 0, bits 4–7\s+1000\s+= 8\s+Close/);
      assert.match(await textOf(page, '#fields tr:nth-child(9)'), /bytes 6–7\s+1001\s+Going Away\s.*RFC 6455 §7.4.1/s);
    }));

  test('the bytes in the text have the colors of their fields, and the rest is dimmed', () =>
    visit({}, async (page) => {
      const painted = () =>
        page
          .locator('#paint')
          .evaluate((paint) =>
            [...paint.childNodes].map((node) =>
              node instanceof HTMLElement
                ? `${node.className || node.localName}:${node.textContent}`
                : node.textContent,
            ),
          );
      await page.fill('#bytes', 'recv: 8805 03e8 627965\nend');
      assert.equal(
        (await painted()).join('|'),
        'recv: |head:88|head:05| |code:03|code:e8| |reason:62|reason:79|reason:65|\nend|\n',
      );
      await page.fill('#bytes', '0000000 0288 ee03');
      assert.equal((await painted()).join('|'), '0000000 |head:02|head:88| |code bad:ee|code bad:03|\n');
      await page.fill('#bytes', '88 0g');
      assert.equal((await painted()).join('|'), '88 0|mark:g|\n');
      await page.fill('#bytes', 'iAUD6GJ5ZQ==');
      assert.equal((await painted()).join(''), 'head:iAhead:Ucode:Dcode:6Greason:Jreason:5reason:ZQ==\n');
      // The colors stay on the text when it scrolls.
      await page.fill('#bytes', `${'x y\n'.repeat(50)}${' '.repeat(300)}88 02 03 e8`);
      const at = await page.evaluate(() => {
        const area = document.querySelector<HTMLTextAreaElement>('#bytes')!;
        area.scrollTo(1e6, 1e6);
        return new Promise<number[]>((resolve) =>
          requestAnimationFrame(() => {
            const span = [...document.querySelectorAll('#paint span')].at(-1)!.getBoundingClientRect();
            const box = area.getBoundingClientRect();
            resolve([span.left - box.left, box.right - span.right, span.top - box.top, box.bottom - span.bottom]);
          }),
        );
      });
      assert.ok(
        at.every((distance) => distance > 0 && distance < 1200),
        at.join(),
      );
    }));

  test('the detected spelling is named and can be changed', () =>
    visit({}, async (page) => {
      await page.fill('#bytes', 'abcd');
      assert.equal(await shown(page, '.cell b'), 'ab cd');
      await page.selectOption('#in', 'base64');
      assert.equal(await shown(page, '.cell b'), '69 b7 1d');
      await page.fill('#bytes', 'iAUD6GJ5ZQ==');
      await page.selectOption('#in', 'hex');
      assert.match(await textOf(page, '#verdict'), /No bytes read\s+“i” is not a hex digit/);
      assert.ok(await page.locator('#pane').isHidden());
      await page.fill('#bytes', '88 05 03 e');
      assert.match(await textOf(page, '#verdict'), /Half a byte at the end\s+“e” is half a byte/);
      assert.equal(await shown(page, '.cell b'), '88 05 03', 'the bytes typed so far stay');
    }));

  test('all problems are listed, and ill-formed UTF-8 is explained and marked as a whole', () =>
    visit({}, async (page) => {
      const { problems } = inspectClose(Uint8Array.of(0x88, 4, 3, 0xee, 0x68, 0xff));
      await page.fill('#bytes', '88 04 03 ee 68 ff');
      assert.ok((await textOf(page, '#verdict')).includes(problems[0]!.message));
      const findings = await textOf(page, '#findings');
      assert.ok(findings.startsWith(`Also wrong: ${problems[1]!.message}`), findings);
      assert.match(findings, /Byte 5: ff cannot begin a character\./);
      assert.equal(await shown(page, '.bad b'), '03 ee ff');

      await page.fill('#bytes', '03 ef 61 e2 9c 28 f0 9f ff');
      assert.equal(await shown(page, '.bad b'), 'e2 9c f0 9f ff');
      assert.equal(await shown(page, '.bad.first b'), 'e2 f0 ff');
      assert.equal(await shown(page, '.bad.last b'), '9c 9f ff');
      assert.match(
        await textOf(page, '#findings'),
        /Byte 3: e2 9c begins a character of three bytes, but 28 does not continue it\./,
      );
      const count = (text: string) => text.split('\ufffd').length - 1;
      assert.equal(count(await textOf(page, '#cells')), 3);
      assert.equal(count(await textOf(page, '#verdict .quote')), 3);
    }));

  test('the bits are shown on demand, and the wrong ones are marked', () =>
    visit({ fragment: '#bytes=a8+05+03+e8+62+79+65' }, async (page) => {
      assert.equal(await page.locator('.bits').count(), 0);
      await page.check('#bits');
      assert.equal((await page.locator('.bits').allTextContents()).slice(0, 3).join(' '), '10101000 00000101 00000011');
      assert.equal(await page.locator('.wrong').count(), 1);
      const bit = await page.locator('.wrong').evaluate((one) => [...one.parentElement!.children].indexOf(one));
      assert.equal(bit, 2, 'RSV2');
      for (const [text, from, bits] of [
        ['f8 00', '', [1, 2, 3]],
        ['08 00', '', [0]],
        ['82 00', '', [4, 5, 6, 7]],
        ['88 00', 'client', [0]],
        ['88 01 03', '', [1, 2, 3, 4, 5, 6, 7]],
      ] as const) {
        await page.fill('#bytes', text);
        await page.selectOption('#as', 'frame', { force: true });
        await page.selectOption('#from', from, { force: true });
        const wrong = await page
          .locator('.bits:has(.wrong)')
          .evaluateAll(([byte]) => [...byte!.children].flatMap((one, at) => (one.className === 'wrong' ? [at] : [])));
        assert.deepEqual(wrong, bits, text);
      }
      await page.uncheck('#bits');
      assert.equal(await page.locator('.bits').count(), 0);
    }));

  test('an error points at its byte', () =>
    visit({}, async (page) => {
      const broken: [text: string, title: RegExp, bytes: string, field: string | undefined][] = [
        ['88 07 03 e8 6e 61 ef 76 65 88', /Invalid UTF-8, at byte 6/, 'ef', 'reason'],
        ['88 02 03 ee', /Forbidden code, at byte 2/, '03 ee', 'status code'],
        ['04 00', /Reserved code, at byte 0/, '04 00', 'status code'],
        ['88 fe 00 7e', /Payload too long, at byte 1/, 'fe', 'payload length'],
        ['98 00', /Reserved bits, at byte 0/, '98', 'RSV3'],
        ['88 05 03', /Incomplete/, '', undefined],
        ['81 02 68 69', /Not a Close frame/, '81', 'opcode'],
      ];
      for (const [text, title, bytes, field] of broken) {
        await page.fill('#bytes', text);
        assert.match(await textOf(page, '#verdict'), title);
        assert.equal(await shown(page, '.cell.bad b'), bytes, text);
        const refused = await page.locator('#fields tr:has(strong) th').allInnerTexts();
        assert.equal(refused[0]?.split('\n')[0], field);
      }
    }));

  test('the input shows only the beginning of a long text, and the pane only its first bytes', () =>
    visit({}, async (page) => {
      const size = 2 ** 20;
      const texts: [text: string, verdict: RegExp, cells: number][] = [
        ['03e8'.repeat(size / 4), /Payload too long/, 160],
        ['\ud800'.repeat(1_000_000), /U\+D800 is not a hex digit/, 0],
        [`8802 03e8 ${'00 '.repeat(size / 3)}`, /A valid Close frame: 4 bytes/, 160],
        [`${'0'.repeat(size)} x`, /No bytes read/, 0],
      ];
      for (const [text, verdict, cells] of texts.slice(0, extent(texts.length, 2))) {
        await paste(page, text);
        await page.locator('#verdict', { hasText: verdict }).waitFor();
        assert.equal(await page.locator('.cell').count(), cells);
        assert.ok((await page.inputValue('#bytes')).length === 8192);
        assert.match(await textOf(page, '#rest'), /^and 1,0\d\d,\d{3} more characters$|^and 991,808 more/);
        const nodes = await page.evaluate(() => {
          const walker = document.createTreeWalker(document);
          let count = 0;
          while (walker.nextNode() !== null) count++;
          return count;
        });
        assert.ok(nodes < 2500, `${nodes} nodes`);
        assert.ok((await textOf(page, 'main')).length < 40_000);
      }
      await page.fill('#bytes', '88 5 3');
      await page.getByRole('button', { name: 'decimal numbers' }).click();
      await paste(page, `${'88 5 3 '}${' '.repeat(size)}`);
      await page.locator('#verdict', { hasText: 'Choose one.' }).waitFor(); // the choice was for the text before
      // A new text also replaces the part that was not shown.
      await page.fill('#bytes', '88 00');
      assert.equal(await textOf(page, '#rest'), '');
      assert.match(await textOf(page, '#verdict'), /1005/);
    }));
}
