import assert from 'node:assert/strict';
import { closeCodes, describeCode, isSendableByScript } from 'close-frame';
import { codeFromName } from 'close-frame/names';
import { suite } from 'uvu';
import { allNames, namedCodes } from '../../src/cli/names.js';
import { wrapped } from '../../src/cli/words.js';
import { runCommand } from '../support/command.js';

const test = suite('cli/codes');

/** The codes in a printed table. */
function rowsOf(stdout: string): number[] {
  return [...stdout.matchAll(/^(\d{4}) {2}/gm)].map((match) => Number(match[1]));
}

test('the table lists every assigned code, with its name and who may send it', async () => {
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

test('a number prints all that is known about that code', async () => {
  const { code, stdout } = await runCommand(['codes', '1012']);
  assert.equal(code, 0);
  assert.equal(
    stdout,
    `1012 Service Restart
${wrapped(describeCode(1012).description, '  ').join('\n')}
  range       1000–2999, for the protocol and its extensions
  sent by     server
  browser     no script may pass it to close()
  reconnect   ${describeCode(1012).reconnect}
  defined in  IANA
  called      CloseCode.ServiceRestart (close-frame)
              serviceRestart (Dart ws)
              RESTART (Dart ws codename)
              Restart (Rust ws-rs)
              Restart (Rust tungstenite)
              SERVICE_RESTART (Python websockets)
              Service Restart (IANA)
              CloseServiceRestart (Go gorilla)
              StatusServiceRestart (Go coder)
              SERVICE_RESTART (Java Jakarta)
              SERVICE_RESTARTED (Java Spring)
              SERVICE_RESTART (Java Netty)
              service_restart (C++ Boost.Beast)
              SERVICE_RESTART (Python aiohttp)
`,
  );
});

test('an unassigned number is explained, followed by a table of the codes that begin with it', async () => {
  const { stdout } = await runCommand(['codes', '30']);
  assert.match(stdout, /^30 Unused\n/);
  assert.match(stdout, /sent by +nobody/);
  assert.deepEqual(rowsOf(stdout), [3000, 3003, 3008]);
  const other = await runCommand(['codes', '4000']);
  assert.match(other.stdout, /^4000 Private Use\n.*\n.*\n.*range +4000–4999.*\n.*client or server\n.*a script may/);
  assert.deepEqual(rowsOf(other.stdout), []);
});

test('every number from 0 to 65535 is explained; any other number but -1 is refused', async () => {
  for (let code = 0; code <= 0xffff; code += code < 5100 ? 1 : 97) {
    const outcome = await runCommand(['codes', String(code)]);
    assert.equal(outcome.code, 0);
    assert.ok(outcome.stdout.startsWith(`${code} ${describeCode(code).name}\n`));
  }
  assert.equal((await runCommand(['codes', '65535'])).code, 0);
  for (const number of ['65536', '99999999999999999999', '1.5', '1000x', '-2', '-12', 'code=65536']) {
    const { code, stderr } = await runCommand(['codes', number]);
    assert.equal(code, 2);
    assert.match(stderr, /is not a status code: a status code is an integer from 0 to 65535/);
  }
});

test('every code in a pasted line is explained in full', async () => {
  for (const [args, ...codes] of [
    [['code=1006'], 1006],
    [['(1006)'], 1006],
    [['0x3ee'], 1006],
    [['websocket: close 1006 (abnormal closure): unexpected EOF'], 1006],
    [['websocket:', 'close', '1006', '(abnormal closure):', 'unexpected', 'EOF'], 1006],
    [['received 1001 (going away); then sent 1001'], 1001],
    [['received 1001 (going away); then sent 4001'], 1001, 4001],
    [['CloseEvent {isTrusted: true, wasClean: false, code: 1006, reason: "", type: "close", timeStamp: 4512.5}'], 1006],
    [['status = StatusGoingAway and reason = ""'], 1001],
  ] as const) {
    const { code, stdout, stderr } = await runCommand(['codes', ...args]);
    assert.deepEqual([code, stderr], [0, '']);
    const each = await Promise.all(codes.map(async (code) => (await runCommand(['codes', String(code)])).stdout));
    assert.equal(stdout, each.join('\n'), args.join(' '));
  }
});

test('-1 is explained, also inside a text and after --', async () => {
  for (const args of [['-1'], ['--', '-1'], ['code=-1'], ['--no-color', '(-1)']]) {
    const { code, stdout, stderr } = await runCommand(['codes', ...args]);
    assert.match(stdout, /^-1 No Status Code\n {2}Some systems report it if there was no Close frame\. /);
    assert.deepEqual([code, stderr], [0, '']);
  }
});

test('leading zeros are ignored', async () => {
  assert.match((await runCommand(['codes', '01000'])).stdout, /^1000 Normal Closure/);
});

test('a code is found by any of its names, also in several words', async () => {
  for (const args of [['EndpointUnavailable'], ['going', 'away'], ['Going Away'], ['going_away'], ['Away']]) {
    assert.match((await runCommand(['codes', ...args])).stdout, /^1001 Going Away\n/, args.join(' '));
  }
});

test('the beginning of a name prints one match in full, several as a table', async () => {
  assert.match((await runCommand(['codes', 'endpoint'])).stdout, /^1001 Going Away\n/);
  assert.deepEqual(rowsOf((await runCommand(['codes', 'un'])).stdout), [1003, 1007, 1011, 3000]);
  assert.deepEqual(
    rowsOf((await runCommand(['codes', ''])).stdout),
    namedCodes().map((info) => info.code),
  );
});

test('a misspelled name gets a suggestion, and any other word a hint where to look', async () => {
  for (const [word, message] of [
    ['unauthorised', /no status code is called "unauthorised"\. Did you mean Unauthorized\?\n$/],
    ['NormalClosrue', /Did you mean NormalClosure\?/],
    ['EndpointUnavialable', /Did you mean EndpointUnavailable\?/],
    ['WsNormalClosure', /Did you mean NormalClosure\?/],
    ['WS_CLOSE_GOING_AWAY', /Did you mean CloseGoingAway\?/],
    ['NormalClosrue'.padEnd(129, 'x'), /close-frame codes lists the codes and their names\.\n$/],
    ['xyzzy', /close-frame codes lists the codes and their names\.\n$/],
  ] as const) {
    const { code, stdout, stderr } = await runCommand(['codes', word]);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, message);
  }
});

test('a code is found by the name that another system gives it, even if it is not assigned', async () => {
  for (const [name, line] of [
    ['StatusNormalClosure', '1000 Normal Closure'],
    ['CLOSE_NORMAL', '1000 Normal Closure'],
    ['CloseCodeWrongDatatype', '1007 Invalid Frame Payload Data'],
    ['SESSION_NOT_RELIABLE', '4500 Private Use'],
    ['lws_close_status_client', '2000 Unassigned'],
  ] as const) {
    const { code, stdout } = await runCommand(['codes', name]);
    assert.equal(code, 0, name);
    assert.ok(stdout.startsWith(`${line}\n`), name);
  }
  assert.match((await runCommand(['codes', '4500'])).stdout, /called +SESSION_NOT_RELIABLE \(Java Spring\)\n$/);
});

test('every suggested name belongs to a code, and every code with a name is searched', () => {
  const names = allNames();
  for (const name of names) assert.notEqual(codeFromName(name), undefined, name);
  assert.ok(names.includes('NormalClosure') && names.includes('StatusNormalClosure'));
  assert.deepEqual(
    namedCodes().map(({ code }) => code),
    [...closeCodes.map(({ code }) => code), 2000, 4500].sort((one, other) => one - other),
  );
});

test.run();
