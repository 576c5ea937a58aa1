/** Every WebSocket API's close() accepts what relayClose returns, for each of the 65,536 codes. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type CloseArguments, isSendableByScript, relayClose } from 'close-frame';
import * as undici from 'undici';
import { suite } from 'uvu';
import { WebSocket } from 'ws';
import { launchChromium } from '../support/chromium.js';
import { listen, rawServer } from '../support/net.js';
import { has } from '../support/programs.js';

const test = suite('peers/relay');

const longReason = '界'.repeat(60);

/** Every different result of relayClose over all codes. */
function relayAll(options?: Parameters<typeof relayClose>[2]): CloseArguments[] {
  const all = new Map<number | undefined, CloseArguments>();
  for (let code = 0; code <= 0xffff; code++) {
    const relayed = relayClose(code, longReason, options);
    all.set(relayed.code, relayed);
  }
  return [...all.values()];
}

const forScripts = relayAll({ accepts: isSendableByScript, fallback: 4011 });
assert.equal(forScripts.length, 1 + 1 + 2000, 'none, 1000, 3000–4999');

test('ws accepts each result, each on a new connection', async () => {
  const server = rawServer(({ socket }) => socket.resume());
  const port = await listen(server);
  for (const { code, reason } of relayAll()) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    await once(socket, 'open');
    socket.close(code, reason);
    socket.terminate();
  }
  server.close();
});

// The Web APIs check the arguments of close() before the state of the connection.
test('undici accepts each result for scripts', async () => {
  const server = rawServer(({ socket }) => socket.end());
  const socket = new undici.WebSocket(`ws://127.0.0.1:${await listen(server)}`);
  await new Promise((resolve) => socket.addEventListener('close', resolve));
  for (const { code, reason } of forScripts) socket.close(code, reason);
  assert.throws(() => socket.close(1006), 'undici checks the arguments');
  assert.throws(() => socket.close(1000, longReason));
  server.close();
});

if (has('chromium', test, 'a relay to Chromium')) {
  test('Chromium accepts each result for scripts', async () => {
    const server = rawServer(({ socket }) => socket.end());
    const port = await listen(server);
    const { browser, page } = await launchChromium();
    const refused = await page.evaluate(
      async ({ port, forScripts, longReason }) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}`);
        await new Promise((resolve) => {
          socket.onclose = resolve;
        });
        return [...forScripts, { code: 1006, reason: '' }, { code: 1000, reason: longReason }].filter(
          ({ code, reason }) => {
            try {
              socket.close(code, reason);
              return false;
            } catch {
              return true;
            }
          },
        );
      },
      { port, forScripts, longReason },
    );
    await browser.close();
    server.close();
    assert.deepEqual(refused, [
      { code: 1006, reason: '' },
      { code: 1000, reason: longReason },
    ]);
  });
}

test.run();
