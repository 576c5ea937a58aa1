import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { runProgram } from '../support/program.js';

const test = suite('examples/start');

const start = (...args: string[]) => runProgram('examples/start.ts', args);

test('each real closing is shown as bytes at both ends, as both report it, and as the proxy logs it', () => {
  const { status, stdout, stderr } = start();
  assert.equal(stderr, '');
  assert.equal(status, 0);
  const scenarios = stdout.split('\n\n').slice(1);
  const expected: [title: RegExp, atServer: RegExp, atClient: RegExp, reports: RegExp, log: RegExp][] = [
    [
      /client closes/,
      /88 86 .*→ 1000/,
      /88 06 03 e8 .*→ 1000/,
      /client reports 1000 'done'.*server reports 1000/,
      /client closed with 1000.*server answered with 1000/,
    ],
    [
      /going away/,
      /88 96 .*→ 1001/,
      /88 16 03 e9 .*→ 1001/,
      /client reports 1001.*server reports 1001/,
      /server closed with 1001/,
    ],
    [
      /full 123/,
      /88 fd .*→ 4001 .* 123 bytes/,
      /88 7d .*→ 4001 .* 123 bytes/,
      /4001 'до свидания.*4001 'до/,
      /server closed with 4001/,
    ],
    [/without a code/, /88 80 .*→ 1005/, /88 00 .*→ 1005/, /1005.*1005/, /client closed with 1005/],
    [
      /client is lost/,
      /88 82 .*→ 1011/,
      /no Close frame/,
      /client reports 1006.*server reports 1011/,
      /client ended .*1006.* so the server was sent 1011; server answered with 1011/,
    ],
    [
      /server is lost/,
      /no Close frame/,
      /88 02 03 f3 .*→ 1011/,
      /client reports 1011.*server reports 1006/,
      /server ended .*1006.* so the client was sent 1011; client answered with 1011/,
    ],
    [
      /middle of a frame/,
      /no Close frame/,
      /no Close frame/,
      /client reports 1006.*server reports 1006/,
      /proxy: #7 server ended without a Close frame: 1006 Abnormal Closure$/,
    ],
    [
      /client sends 1006/,
      /88 82 .*→ forbidden-code, fail .* 1002/,
      /→ 1002/,
      /client reports 1002/,
      /client broke the protocol at byte \d+: forbidden-code; server closed with 1002/,
    ],
    [
      /not UTF-8/,
      /→ 1007/,
      /→ invalid-utf8, fail .* 1007/,
      /server reports 1007/,
      /server broke the protocol at byte \d+: invalid-utf8; client closed with 1007/,
    ],
    [
      /one byte/,
      /→ payload-too-short, fail .* 1002/,
      /→ 1002/,
      /client reports 1002/,
      /client broke .* payload-too-short; server closed with 1002/,
    ],
    [
      /RSV1/,
      /→ 1002/,
      /→ reserved-bits, fail .* 1002/,
      /server reports 1002/,
      /server broke .* reserved-bits; client closed with 1002/,
    ],
  ];
  assert.equal(scenarios.length, expected.length);
  for (const [index, patterns] of expected.entries()) {
    const scenario = scenarios[index]!.replaceAll(/\s+/g, ' ');
    const parts = scenario.match(
      /^(.*) the server receives (.*) the client receives (.*) (the client reports .*) (proxy: .*)$/,
    );
    assert.ok(parts !== null, scenario);
    for (const [part, pattern] of patterns.entries()) assert.match(parts[part + 1]!, pattern, scenario);
  }
});

test('arguments are bytes to decode, in any usual spelling', () => {
  const cases: [args: string[], status: number, output: RegExp][] = [
    [['880503e8627965'], 0, /frame\n {4}88 05 03 e8 62 79 65\n {4}→ 1000 Normal Closure, reason of 3 bytes 'bye'/],
    [['88:02', '0x03E8'], 0, /frame\n.*\n {4}→ 1000 Normal Closure, no reason/],
    [['03', 'e9'], 0, /payload\n.*\n {4}→ 1001 Going Away/],
    [[''], 0, /payload\n {4}\(no bytes\)\n {4}→ 1005 No Status Received/],
    [['880203ee'], 1, /→ forbidden-code, fail the connection with 1002/],
    [['8802'], 1, /→ incomplete\n/],
    [['8100'], 1, /→ not-close\n/],
    [['8805z'], 2, /^close-frame: '8805z' is not hex/],
    [['880'], 2, /^close-frame: '880' is not hex/],
  ];
  for (const [args, status, output] of cases) {
    const run = start(...args);
    assert.equal(run.status, status, args.join(' '));
    assert.match(status === 2 ? run.stderr : run.stdout, output);
  }
});

test.run();
