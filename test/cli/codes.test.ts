import assert from 'node:assert/strict';
import { closeCodes, codeFromName, describeCode, isSendableByScript } from 'close-frame';
import { suite } from 'uvu';
import { allNames, namesOf } from '../../src/cli/names.js';
import { runCommand } from '../support/command.js';

const test = suite('cli/codes');

/** The codes in the table that was printed. */
function rowsOf(stdout: string): number[] {
  return [...stdout.matchAll(/^(\d{4}) {2}/gm)].map((match) => Number(match[1]));
}

test('the table has every assigned code, with its name and who may send it', async () => {
  const { code, stdout, stderr } = await runCommand(['codes']);
  assert.equal(code, 0);
  assert.equal(stderr, '');
  assert.match(stdout, /^code {2}name +sent by +browser +defined in\n/);
  assert.deepEqual(
    rowsOf(stdout),
    closeCodes.map((info) => info.code),
  );
  for (const { code, name, reference } of closeCodes) {
    const line = stdout.split('\n').find((line) => line.startsWith(String(code)));
    assert.ok(line?.includes(` ${name} `) && line.endsWith(reference), name);
    assert.equal(line?.includes(' yes '), isSendableByScript(code), name);
  }
});

test('one code in full', async () => {
  const { code, stdout } = await runCommand(['codes', '1012']);
  assert.equal(code, 0);
  assert.equal(
    stdout,
    `1012 Service Restart
  ${describeCode(1012).description}
  range       1000–2999, for the protocol and its extensions
  sent by     server
  browser     no script may give it to close()
  reconnect   ${describeCode(1012).reconnect}
  defined in  IANA
  called      CloseCode.ServiceRestart (close-frame)
              Service Restart (IANA)
              serviceRestart (Dart, package ws)
              RESTART (Dart, package ws, codename)
              Restart (Rust, ws-rs and tungstenite)
              SERVICE_RESTART (Python, websockets)
`,
  );
});

test('an unassigned code, and the table of those that begin so', async () => {
  const { stdout } = await runCommand(['codes', '30']);
  assert.match(stdout, /^30 Unused\n/);
  assert.match(stdout, /sent by +nobody/);
  assert.deepEqual(rowsOf(stdout), [3000, 3003, 3008]);
  const other = await runCommand(['codes', '4000']);
  assert.match(other.stdout, /^4000 Private Use\n.*\n.*range +4000–4999.*\n.*client or server\n.*a script may/);
  assert.deepEqual(rowsOf(other.stdout), []);
});

test('any number from 0 to 65535 has an answer, the next one on each side has none', async () => {
  for (let code = 0; code <= 0xffff; code += code < 5100 ? 1 : 97) {
    const outcome = await runCommand(['codes', String(code)]);
    assert.equal(outcome.code, 0);
    assert.ok(outcome.stdout.startsWith(`${code} ${describeCode(code).name}\n`));
  }
  assert.equal((await runCommand(['codes', '65535'])).code, 0);
  for (const number of ['65536', '99999999999999999999', '1.5', '1000x', '0x3e8']) {
    const { code, stderr } = await runCommand(['codes', number]);
    assert.equal(code, 2);
    assert.match(stderr, /is no status code: they are the integers from 0 to 65535/);
  }
});

test('leading zeros do not count', async () => {
  assert.match((await runCommand(['codes', '01000'])).stdout, /^1000 Normal Closure/);
});

test('by any name, also of several words', async () => {
  for (const args of [['EndpointUnavailable'], ['going', 'away'], ['Going Away'], ['going_away'], ['Away']]) {
    assert.match((await runCommand(['codes', ...args])).stdout, /^1001 Going Away\n/, args.join(' '));
  }
});

test('by the beginning of a name: one in full, several as a table', async () => {
  assert.match((await runCommand(['codes', 'endpoint'])).stdout, /^1001 Going Away\n/);
  assert.deepEqual(rowsOf((await runCommand(['codes', 'un'])).stdout), [1003, 1007, 3000]);
  assert.deepEqual(
    rowsOf((await runCommand(['codes', ''])).stdout),
    closeCodes.map((info) => info.code),
  );
});

test('a near miss is told what may have been meant, anything else where to look', async () => {
  for (const [word, message] of [
    ['unauthorised', /no status code is called "unauthorised"\. Did you mean Unauthorized\?\n$/],
    ['NormalClosrue', /Did you mean NormalClosure\?/],
    ['EndpointUnavialable', /Did you mean EndpointUnavailable\?/],
    ['xyzzy', /close-frame codes lists the codes and their names\.\n$/],
  ] as const) {
    const { code, stdout, stderr } = await runCommand(['codes', word]);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, message);
  }
});

test('every name of every system is one that the library knows, for the same code', () => {
  const counts = new Map<string, number>();
  for (const { code } of closeCodes) {
    for (const [system, name] of namesOf(code)) {
      assert.equal(codeFromName(name.replace('CloseCode.', '')), code, `${system}: ${name}`);
      counts.set(system, (counts.get(system) ?? 0) + 1);
    }
  }
  assert.deepEqual(Object.fromEntries(counts), {
    'close-frame': 19,
    IANA: 15,
    'Dart, package ws': 16,
    'Dart, package ws, codename': 3,
    'Dart, dart:io': 13,
    'Rust, ws-rs and tungstenite': 14,
    'Unity, WebSocketStatusCodes': 13,
    '.NET, WebSocketCloseStatus': 10,
    'Python, websockets': 15,
  });
  assert.deepEqual(namesOf(4000), []);
  for (const name of allNames()) assert.notEqual(codeFromName(name), undefined, name);
});

test.run();
