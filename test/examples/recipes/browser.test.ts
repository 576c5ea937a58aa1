import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { closeCodes } from 'close-frame';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { explain, reconnectDelay } from '../../../examples/recipes/browser.js';
import { launchChromium } from '../../support/chromium.js';
import { has } from '../../support/programs.js';
import { root } from '../../support/samples.js';

const test = suite('examples/recipes/browser');

test('explain describes an event, with advice if there is any', () => {
  assert.match(explain({ code: 1000, reason: '' }), /^1000 Normal Closure: [^:]+\.$/);
  assert.match(explain({ code: 1012, reason: 'v42' }), /^1012 Service Restart \(v42\): [^:]+\. Connect again: .+$/);
});

test('the delay is what the advice says, and there is none without advice', () => {
  const advised = closeCodes.filter(({ reconnect }) => reconnect !== undefined).map(({ code }) => code);
  assert.deepEqual(advised, [1006, 1012, 1013]);
  const ranges: [code: number, attempt: number, from: number, to: number][] = [
    [1006, 0, 0, 5_000],
    [1006, 1, 0, 10_000],
    [1006, 5, 0, 160_000],
    [1006, 6, 0, 300_000],
    [1006, 2000, 0, 300_000],
    [1012, 0, 5_000, 30_000],
    [1012, 9, 5_000, 30_000],
  ];
  const { random } = Math;
  for (const [code, attempt, from, to] of ranges) {
    Math.random = () => 0;
    assert.equal(reconnectDelay(code, attempt), from);
    Math.random = () => 1;
    assert.equal(reconnectDelay(code, attempt), to);
  }
  Math.random = random;
  for (const { code } of closeCodes) {
    if (code !== 1006 && code !== 1012) assert.equal(reconnectDelay(code, 0), undefined, String(code));
  }
});

/** Loads the recipe into a page, as `recipe`. */
async function load(page: Page): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['examples/recipes/browser.ts'],
    bundle: true,
    format: 'iife',
    globalName: 'recipe',
    write: false,
  });
  await page.addScriptTag({ content: outputFiles[0]!.text });
}

declare const recipe: typeof import('../../../examples/recipes/browser.js');

if (has('chromium', test, 'the recipe for browsers')) {
  const { browser, page } = await launchChromium();
  await load(page);
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  test.after(async () => {
    await browser.close();
    server.close();
  });

  const closings: [title: string, close: (socket: ServerSocket) => void, explained: RegExp][] = [
    ['a code and a reason', (socket) => socket.close(4001, 'bye'), /^4001 Private Use \(bye\): \S/],
    ['a restart', (socket) => socket.close(1012), /^1012 Service Restart: .* Connect again: \S/],
    ['no code', (socket) => socket.close(), /^1005 No Status Received: \S/],
    ['a lost connection', (socket) => socket.terminate(), /^1006 Abnormal Closure: .* Connect again: \S/],
  ];
  for (const [title, close, explained] of closings) {
    test(`Chromium explains ${title}`, async () => {
      const connected = once(server, 'connection');
      const explanation = page.evaluate(
        (port) =>
          new Promise<string>((resolve) => {
            const socket = new WebSocket(`ws://127.0.0.1:${port}`);
            socket.onclose = (event) => resolve(recipe.explain(event));
          }),
        port,
      );
      const [socket] = (await connected) as [ServerSocket];
      close(socket);
      assert.match(await explanation, explained);
    });
  }

  const sent: [code: number | undefined, reason: string | undefined, arrives: [number, string]][] = [
    [1000, 'done', [1000, 'done']],
    [4999, 'я'.repeat(100), [4999, 'я'.repeat(61)]],
    [1001, 'leaving', [4011, 'leaving']],
    [1006, '', [4011, '']],
    [undefined, undefined, [1005, '']],
  ];
  for (const [code, reason, arrives] of sent) {
    test(`Chromium closes with ${code}, and ${arrives[0]} arrives`, async () => {
      const connected = once(server, 'connection');
      const closing = page.evaluate(
        ([port, code, reason]) => {
          const socket = new WebSocket(`ws://127.0.0.1:${port}`);
          return new Promise<void>((resolve) => {
            socket.onopen = () => {
              recipe.closeByScript(socket, code, reason);
              resolve();
            };
          });
        },
        [port, code, reason] as const,
      );
      const [socket] = (await connected) as [ServerSocket];
      const [arrived, text] = await once(socket, 'close');
      assert.deepEqual([arrived, String(text)], arrives);
      await closing;
    });
  }
}

test.run();
