/** Reading bytes: what is shown of them, good, broken, and too many. */

import assert from 'node:assert/strict';
import { describeCode } from 'close-frame';
import { inspectClose } from 'close-frame/inspect';
import type { Test } from 'uvu';
import { type Site, textOf } from '../../support/page.js';

/** A browser's Close frame: 1001, page closed. */
const masked = '88 8d 25 34 ec 5b 26 dd 9c 3a 42 51 cc 38 49 5b 9f 3e 41';

export function testBytes({ visit }: Site, test: Test): void {
  test('nothing given shows an example, and says so', () =>
    visit({}, async (page) => {
      assert.equal(await textOf(page, '#verdict-heading'), 'An example');
      assert.match(await textOf(page, '#verdict'), /1001 Going Away/);
      assert.match(await textOf(page, '#origin'), /^18 bytes, an example, /);
      await page.selectOption('#as', 'payload');
      assert.equal(await textOf(page, '#verdict-heading'), 'What the bytes say');
      assert.match(await textOf(page, '#verdict'), /1005 No Status Received\s+A valid Close payload: 0 bytes\./);
      await page.selectOption('#as', 'frame');
      assert.match(await textOf(page, '#verdict'), /Not whole yet/);
    }));

  test('a masked frame: verdict, facts, cells and explanation', () =>
    visit({}, async (page) => {
      await page.fill('#bytes', masked);
      const verdict = await textOf(page, '#verdict');
      assert.match(verdict, /1001 Going Away\s+A valid Close frame: 19 bytes, masked as a client’s is\./);
      assert.match(await textOf(page, '#facts'), /^Reason\s+page closed\s+Meaning\s/);
      assert.ok((await textOf(page, '#facts')).includes(describeCode(1001).description));
      assert.equal(await textOf(page, '#origin'), '19 bytes, read as hex, taken for a frame');
      const titles = await page.locator('#cells > li > button').allInnerTexts();
      assert.deepEqual(titles, ['FIN, RSV, opcode', 'MASK, length', 'masking key', 'status code', 'reason']);
      assert.equal((await page.locator('#cells .hex').allInnerTexts()).join(' '), masked);
      const plain = await page.locator('#cells .plain').allTextContents();
      assert.equal(plain.join(' ').replaceAll('unmasked ', ''), '03 e9 70 61 67 65 20 63 6c 6f 73 65 64');
      assert.equal((await page.locator('#cells .character').allInnerTexts()).join(''), 'page␣closed');
      const names = await page.locator('#fields .name').allInnerTexts();
      assert.equal(
        names.join(', '),
        'FIN, RSV1, RSV2, RSV3, opcode, MASK, payload length, masking key, status code, reason',
      );
      assert.match(await textOf(page, '#fields tr:nth-child(5)'), /opcode\s+byte 0, bits\s4–7\s+1000\s+= 8\s+Close/);
      assert.match(await textOf(page, '#fields tr:nth-child(9)'), /bytes 6–7\s+1001\s+Going Away\s+RFC 6455 §7.4.1/);
    }));

  test('all that is wrong, and a hint at what the bytes are', () =>
    visit({}, async (page) => {
      const { problems, hints } = inspectClose(Uint8Array.of(0x88, 4, 3, 0xee, 0x68, 0xff));
      await page.fill('#bytes', '88 04 03 ee 68 ff');
      assert.ok((await textOf(page, '#verdict')).includes(problems[0]!.message));
      const facts = await textOf(page, '#facts');
      assert.ok(facts.startsWith(`Also wrong\n${problems[1]!.message}`), facts);
      assert.ok(facts.includes(`Hint\n${hints[0]!.message}`), facts);
      await page.fill('#bytes', '57 65 20 63 6c 6f 73 65');
      assert.match(await textOf(page, '#facts'), /^Hint\s+The payload is the text “We close”: /);
      await page.fill('#bytes', '88 00 88 00');
      assert.match(await textOf(page, '#facts'), /^Hint\s+Another Close frame begins at byte 2/);
    }));

  test('bit by bit on demand', () =>
    visit({ fragment: '#bytes=c8+05+03+e8+62+79+65' }, async (page) => {
      assert.equal(await page.locator('.bits, .binary').count(), 0);
      await page.check('#bits');
      const bits = await page.locator('.bits li').allInnerTexts();
      assert.deepEqual(
        bits.map((text) => text.replace(/\s+/g, ' ')),
        ['1 FIN', '1 RSV1', '0 RSV2', '0 RSV3', '1000 opcode', '0 MASK', '0000101 length'],
      );
      assert.match(await textOf(page, '.bits .broken'), /RSV1/);
      assert.equal(await page.locator('.bits .broken').count(), 1);
      const binary = await page.locator('.binary').allInnerTexts();
      assert.deepEqual(binary.slice(0, 2), ['0000 0011', '1110 1000']);
      await page.uncheck('#bits');
      assert.equal(await page.locator('.bits, .binary').count(), 0);
    }));

  test('an error points at its byte', () =>
    visit({}, async (page) => {
      const broken: [text: string, title: RegExp, byte: string | undefined, field: string | undefined][] = [
        ['88 07 03 e8 6e 61 ef 76 65', /Invalid UTF-8, at byte 6/, '6', 'reason'],
        ['88 02 03 ee', /Forbidden code, at byte 2/, '2', 'status code'],
        ['04 00', /Reserved code, at byte 0/, '0', 'status code'],
        ['88 01 03', /Payload too short, at byte 1/, '1', 'payload length'],
        ['88 fe 00 7e', /Payload too long, at byte 1/, '1', 'payload length'],
        ['98 00', /Reserved bits set, at byte 0/, '0', 'RSV3'],
        ['88 05 03', /Not whole yet/, undefined, undefined],
        ['81 02 68 69', /No Close frame/, '0', 'opcode'],
      ];
      for (const [text, title, byte, field] of broken) {
        await page.fill('#bytes', text);
        assert.match(await textOf(page, '#verdict'), title);
        const cells = page.locator('.cell.broken');
        assert.equal(await cells.count(), byte === undefined ? 0 : 1, text);
        if (byte === undefined) continue;
        assert.match((await cells.innerText()).replace(/\s+/g, ' '), new RegExp(`^byte ${byte} .*breaks here$`));
        assert.match(await textOf(page, '#fields tr.broken'), new RegExp(`^${field}.*✗ refused`, 's'));
      }
      await page.fill('#bytes', '08 00');
      await page.selectOption('#as', 'frame');
      assert.match(await textOf(page, '#verdict'), /Fragmented, at byte 0/);
      await page.fill('#bytes', '88 00');
      await page.selectOption('#from', 'client');
      assert.match(await textOf(page, '#verdict'), /Mask missing, at byte 1/);
      await page.fill('#bytes', '88 80 01 02 03 04');
      await page.selectOption('#from', 'server');
      assert.match(await textOf(page, '#verdict'), /Mask unexpected, at byte 1/);
    }));

  test('text that is no bytes: where it breaks, and a button that selects it there', () =>
    visit({}, async (page) => {
      await page.fill('#bytes', '88 05\n03 eg 62');
      assert.match(await textOf(page, '#verdict'), /No bytes to inspect\s+“g” is no hex digit, /);
      assert.match(await textOf(page, '#bytes-error'), /“g” is no hex digit, .*\s+Line 2, column 5: /);
      assert.equal(await textOf(page, '#bytes-error mark'), 'g');
      assert.equal(await page.getAttribute('#bytes', 'aria-invalid'), 'true');
      assert.ok(await page.locator('#anatomy').isHidden());
      await page.click('#bytes-error button');
      await page.keyboard.type('8');
      assert.equal(await page.inputValue('#bytes'), '88 05\n03 e8 62');
      assert.equal(await page.getAttribute('#bytes', 'aria-invalid'), 'false');
      assert.ok(await page.locator('#bytes-error').isHidden());
      for (const [text, message] of [
        ['88 050', /“0” is half a byte/],
        ['88 5 3', /It can be read in more than one way: as hex or as decimal numbers\. Say which/],
        ['> 8802 03e8\n< 8802 03e8', /in separate places\. Leave only one of them/],
        ['iAUD6', /“i” is no hex digit/],
        ['\u0000\u0001\ufffd', /U\+0000 is no hex digit/],
      ] as const) {
        await page.fill('#bytes', text);
        assert.match(await textOf(page, '#bytes-error'), message);
      }
    }));

  test('hex or base64, as the switch says', () =>
    visit({}, async (page) => {
      await page.fill('#bytes', 'abcd');
      assert.match(await textOf(page, '#origin'), /^2 bytes, read as hex,/);
      await page.selectOption('#in', 'base64');
      assert.match(await textOf(page, '#origin'), /^3 bytes, read as base64,/);
      await page.fill('#bytes', 'iAUD6GJ5ZQ==');
      assert.match(await textOf(page, '#verdict'), /1000 Normal Closure/);
      await page.selectOption('#in', 'hex');
      assert.match(await textOf(page, '#bytes-error'), /“i” is no hex digit/);
    }));

  test('what bytes say is shown as text, whatever it is', () =>
    visit({}, async (page) => {
      const reason = '<img src=x onerror=alert(1)>\u202e&amp;';
      await page.fill('#bytes', `03e8${Buffer.from(reason).toString('hex')}`);
      assert.equal(await page.locator('#facts bdi').textContent(), reason);
      assert.equal(await page.locator('#fields bdi').textContent(), reason);
      assert.equal(await page.locator('main img').count(), 0);
    }));

  test('each example is what it says', () =>
    visit({}, async (page) => {
      const verdicts: string[] = [];
      for (const button of await page.locator('[data-example]').all()) {
        await button.click();
        verdicts.push((await textOf(page, '#verdict .title')) + (await textOf(page, '#origin')).replace(/^[^,]*/, ''));
      }
      assert.deepEqual(verdicts, [
        '1000 Normal Closure, read as hex, taken for a frame',
        '1001 Going Away, read as base64, taken for a frame',
        '1012 Service Restart, read as a hex dump, taken for a frame',
        'Invalid UTF-8, at byte 6, read as a string with escapes, taken for a frame',
        'Forbidden code, at byte 2, read as hex, taken for a frame',
        '4000 Private Use, composed, taken for a frame',
      ]);
      await page.click('button[type=reset]');
      await page.locator('#verdict-heading', { hasText: 'An example' }).waitFor();
    }));

  test('a megabyte: as much as fits is shown, and that it is not all', () =>
    visit({}, async (page) => {
      const size = 2 ** 20;
      const megabytes: [text: string, origin: RegExp, verdict: RegExp][] = [
        ['03e8'.repeat(size / 4), /^524,288 bytes, read as hex, .*; the first 160 are shown$/, /Payload too long/],
        [`8802 03e8 ${'00 '.repeat(size / 3)}`, /^349,529 bytes, .*the first 160/, /A valid .* 4 bytes of the 349,529/],
        ['gn8A'.repeat(size / 4), /^786,432 bytes, read as base64, .*the first 160/, /No Close frame/],
      ];
      for (const [text, origin, verdict] of megabytes) {
        await page.fill('#bytes', text);
        await page.locator('#origin', { hasText: origin }).waitFor();
        assert.match(await textOf(page, '#verdict'), verdict);
        assert.equal(await page.locator('.cell').count(), 160);
        assert.match(await textOf(page, '#cells .more'), /^and [\d,]+ more$/);
        assert.ok((await textOf(page, '#anatomy')).length < 20_000);
      }
      await page.fill('#bytes', `${'0'.repeat(size)} x`);
      await page.locator('#bytes-error', { hasText: '“x” is no hex digit' }).waitFor();
      assert.ok((await textOf(page, '#bytes-error')).length < 200);
    }));
}
