/** The Content-Security-Policy: that it holds, from a file as over http. */

import assert from 'node:assert/strict';
import type { Test } from 'uvu';
import type { Site } from '../../support/page.js';

export function testPolicy({ url, visit }: Site, test: Test): void {
  for (const over of ['http', 'file'] as const) {
    test(`nothing else is run, loaded or sent: ${over}`, async () => {
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
            await new Promise((resolve) => setTimeout(resolve, 100)); // violations are told later
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
