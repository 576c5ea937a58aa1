import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get, request } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { suite } from 'uvu';
import { MAX_PAGE_BYTES } from '../../scripts/site/page.js';
import { builtProgram, environment, root, runProgram } from '../support/program.js';

const test = suite('site/serve');

const program = 'scripts/site.ts';
const site = spawn(process.execPath, [builtProgram(program)], { cwd: root, env: environment() });
const [greeting] = (await once(site.stdout.setEncoding('utf8'), 'data')) as [string];
const url = /^(http:\/\/127\.0\.0\.1:\d+\/) \(Ctrl-C ends\)\n$/.exec(greeting)?.[1] ?? '';

test('npm run site says where the page is', () => assert.notEqual(url, '', greeting));

test('the page is one small file that states its policy', async () => {
  // fetch would always accept gzip and decode it.
  const [packed] = await once(get(url, { headers: { 'accept-encoding': 'gzip' } }), 'response');
  const gzipped = await buffer(packed);
  const html = gunzipSync(gzipped).toString();
  assert.ok(gzipped.length <= MAX_PAGE_BYTES && MAX_PAGE_BYTES === 45_000);
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)![1]!;
  assert.equal(packed.headers['content-security-policy'], `${policy}; frame-ancestors 'none'`);
  assert.match(policy, /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src data:;/);
  assert.doesNotMatch(policy, /unsafe|\*|http/);
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.doesNotMatch(html, /<script [^>]*src|<link rel="stylesheet"|<[^>]+ on\w+=|<[^>]+ style=/);
});

test('the page is served at / and at /index.html, and nothing else is', async () => {
  const [plain] = await once(get(url), 'response');
  assert.equal(plain.headers['content-encoding'], undefined);
  const html = await text(plain);
  for (const path of ['', 'index.html', '?x=1']) {
    const response = await fetch(url + path);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-encoding'), 'gzip');
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(await response.text(), html);
  }
  const [head] = await once(request(url, { method: 'HEAD' }).end(), 'response');
  assert.deepEqual([head.statusCode, await text(head)], [200, '']);
  assert.equal((await fetch(url, { method: 'POST', body: 'x' })).status, 405);
  for (const path of ['favicon.ico', '..%2fpackage.json', '/', 'index.htm']) {
    assert.equal((await fetch(url + path)).status, 404, path);
  }
});

test('a port in use is reported, and Ctrl-C ends the server', async () => {
  const taken = runProgram(program, ['--port', new URL(url).port]);
  assert.equal(taken.status, 1);
  assert.match(taken.stderr, /^site: .*EADDRINUSE.*\n$/);
  site.kill('SIGINT'); // although fetch keeps its connections alive
  // Windows has no signals: there the process is terminated.
  assert.deepEqual(await once(site, 'exit'), process.platform === 'win32' ? [null, 'SIGINT'] : [0, null]);
});

test('wrong usage is explained in one line', () => {
  for (const args of [['--port', '65536'], ['--port', 'http'], ['--port'], ['--host', 'x'], ['8080']]) {
    const run = runProgram(program, args);
    assert.equal(run.status, 2, args.join(' '));
    assert.match(run.stderr, /^site: .* Usage: npm run site -- \[--port PORT\]\n$/);
    assert.equal(run.stdout, '');
  }
});

test.run();
