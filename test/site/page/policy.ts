/** The Content-Security-Policy holds over http and from a file, and no link gets around it. */

import assert from 'node:assert/strict';
import type { Test } from 'uvu';
import { SHORTENED } from '../../../scripts/site/page.js';
import { type Site, show } from '../../support/page.js';

/** The names of all properties of a browser's objects. */
function names(): string[] {
  const globals = Object.getOwnPropertyNames(globalThis).map((name) => Reflect.get(globalThis, name));
  const objects = globals.filter(
    (value) => (typeof value === 'object' || typeof value === 'function') && value !== null,
  );
  const all = objects.flatMap((value) => [value, value.prototype ?? value]).flatMap(Object.getOwnPropertyNames);
  return [...new Set([...all, ...Object.getOwnPropertyNames(globalThis)])];
}

/** A fragment with the bytes of a peer's reason. */
const reason = (text: string) => `#bytes=03e8${Buffer.from(text).toString('hex')}`;

const hostile: readonly string[] = [
  '#bytes=<script>intruder=1</script>',
  '#bytes=<img src=x onerror=intruder=1>&in=string',
  reason('<img src=x onerror=intruder=1>'),
  reason('<style>body{display:none}</style></textarea><p id=intruder>'),
  reason('\u202e<svg/onload=intruder=1>\u2066\u2069'),
  reason('"><a href="javascript:intruder=1">'),
  `#mode=compose&code=1000&reason=${encodeURIComponent('</textarea><script>intruder=1</script>')}`,
  `#mode=compose&code=${encodeURIComponent('"><img src=x onerror=intruder=1>')}`,
  '#mode=compose&send=client&key=$%7Bintruder=1%7D',
  '#bytes=88+00&in=<b>&as=%00&from=javascript:intruder=1&pick=__proto__&frame=constructor',
  '#q=<img src=x onerror=intruder=1>',
  '#q=%E0%A4%A&__proto__=1',
  '#999999999',
  `#bytes=${'\u202e\ud800'.repeat(20_000)}`,
  `#mode=compose&reason=${'%F0%9F%98%80'.repeat(50_000)}&code=${'9'.repeat(50_000)}`,
];

export function testPolicy({ url, visit }: Site, test: Test): void {
  test(`${hostile.length} hostile fragments inject nothing and send nothing`, () =>
    visit({}, async (page) => {
      const requests: string[] = [];
      const onRequest = (request: { url(): string }) => requests.push(request.url());
      await page.evaluate(() => {
        Object.assign(globalThis, { broken: 0 });
        document.addEventListener('securitypolicyviolation', () => Object.assign(globalThis, { broken: 1 }));
      });
      const ids = await page.evaluate(() => document.querySelectorAll('[id]').length);
      page.on('request', onRequest);
      for (const fragment of hostile) {
        await show(page, fragment);
        const after = await page.evaluate(() => ({
          ids: document.querySelectorAll('[id]').length,
          foreign: document.querySelectorAll('main :is(script, style, img, svg, iframe, link, [style], [onerror])')
            .length,
          links: [...document.querySelectorAll('a')].filter(({ href }) => !/^(http|file)/.test(href)).length,
          intruder: 'intruder' in globalThis,
          broken: (globalThis as unknown as { broken: number }).broken,
        }));
        // One element has a style: the colors of the input, which are moved along when the input scrolls.
        assert.deepEqual(after, { ids, foreign: 1, links: 0, intruder: false, broken: 0 }, fragment.slice(0, 100));
      }
      page.off('request', onRequest);
      assert.deepEqual(requests, []);
    }));

  test('the build does not shorten the name of any property of a browser', () =>
    visit({}, async (page) => {
      const taken = await page.evaluate(names);
      assert.ok(taken.includes('textContent') && taken.includes('matchAll'));
      assert.deepEqual(
        SHORTENED.filter((name) => taken.includes(name)),
        [],
      );
    }));

  for (const over of ['http', 'file'] as const) {
    test(`the policy lets the page run, load and send nothing else: ${over}`, async () => {
      await assert.rejects(
        visit({ over, fragment: '#bytes=8800' }, async (page) => {
          const outcome = await page.evaluate(async (address) => {
            const broken: string[] = [];
            document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
            const script = document.createElement('script');
            const attempts: [string, () => unknown][] = [
              ['HTML', () => document.body.insertAdjacentHTML('beforeend', '<p></p>')],
              ['fetch', () => fetch(address)],
              ['style', () => document.body.setAttribute('style', 'color: red')],
              ['image', () => Object.assign(new Image(), { src: `${address}x.png` })],
              ['script', () => document.body.append(script)],
            ];
            script.append('globalThis.intruder = 1');
            const thrown: string[] = [];
            for (const [what, attempt] of attempts) {
              try {
                await attempt();
              } catch {
                thrown.push(what);
              }
            }
            await new Promise((resolve) => setTimeout(resolve, 100)); // violations are reported later
            return { broken, thrown, ran: 'intruder' in globalThis };
          }, url.http);
          assert.equal(outcome.ran, false);
          assert.ok(outcome.thrown.includes('HTML') && outcome.thrown.includes('fetch'), outcome.thrown.join());
          for (const directive of ['connect-src', 'style-src-attr', 'img-src']) {
            assert.ok(outcome.broken.includes(directive), `${directive} in ${outcome.broken.join()}`);
          }
        }),
        /the console stays empty/, // which shows that the other tests would see a violation
      );
    });
  }
}
