import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { suite } from 'uvu';
import { buildPage, MAX_PAGE_BYTES } from '../../scripts/site/page.js';
import { serverOf } from '../../scripts/site/server.js';
import { builtProgram, environment, root, runProgram } from '../support/program.js';

const test = suite('site/serve');

const program = 'scripts/site.ts';
const page = await buildPage();

test('the page is one small file, which states its policy', () => {
  assert.ok(page.gzipped.length <= MAX_PAGE_BYTES && MAX_PAGE_BYTES === 45_000);
  assert.equal(gunzipSync(page.gzipped).toString(), page.html);
  assert.ok(page.html.includes(`<meta http-equiv="Content-Security-Policy" content="${page.policy}">`));
  assert.match(page.policy, /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src data:;/);
  assert.doesNotMatch(page.policy, /unsafe|\*|http/);
  assert.equal(page.html.match(/<script/g)?.length, 1);
  assert.doesNotMatch(page.html, /<script [^>]*src|<link rel="stylesheet"|<[^>]+ on\w+=|<[^>]+ style=/);
});

test('served at / with its policy, and nothing else is', async () => {
  const server = serverOf(page);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const path of ['/', '/index.html', '/?x=1']) {
    const response = await fetch(url + path);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-encoding'), 'gzip');
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(response.headers.get('content-security-policy'), `${page.policy}; frame-ancestors 'none'`);
    assert.equal(await response.text(), page.html);
  }
  // As fetch would always take gzip.
  const [plain] = await once(get(url), 'response');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(await text(plain), page.html);
  const [head] = await once(request(url, { method: 'HEAD' }).end(), 'response');
  assert.deepEqual([head.statusCode, await text(head)], [200, '']);
  assert.equal((await fetch(url, { method: 'POST', body: 'x' })).status, 405);
  for (const path of ['/favicon.ico', '/..%2fpackage.json', '//', '/index.htm']) {
    assert.equal((await fetch(url + path)).status, 404, path);
  }
  server.close();
  server.closeAllConnections();
});

test('npm run site says where, and ends on Ctrl-C', async () => {
  const site = spawn(process.execPath, [builtProgram(program)], { cwd: root, env: environment() });
  const [greeting] = (await once(site.stdout.setEncoding('utf8'), 'data')) as [string];
  const url = /^(http:\/\/127\.0\.0\.1:\d+\/) \(Ctrl-C ends\)\n$/.exec(greeting)?.[1];
  assert.ok(url !== undefined, greeting);
  assert.equal(await (await fetch(url)).text(), page.html, 'the same page each time'); // whose connection is kept alive
  const taken = runProgram(program, ['--port', new URL(url).port]);
  assert.equal(taken.status, 1);
  assert.match(taken.stderr, /^site: .*EADDRINUSE.*\n$/);
  site.kill('SIGINT');
  // Windows has no signals: there it is just ended.
  assert.deepEqual(await once(site, 'exit'), process.platform === 'win32' ? [null, 'SIGINT'] : [0, null]);
});

test('a wrong call says what and how, in one line', () => {
  for (const args of [['--port', '65536'], ['--port', 'http'], ['--port'], ['--host', 'x'], ['8080']]) {
    const run = runProgram(program, args);
    assert.equal(run.status, 2, args.join(' '));
    assert.match(run.stderr, /^site: .* Usage: npm run site -- \[--port PORT\]\n$/);
    assert.equal(run.stdout, '');
  }
});

test.run();
