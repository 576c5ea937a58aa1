import assert from 'node:assert/strict';
import { codeFromName } from 'close-frame/names';
import { suite } from 'uvu';
import { codesIn, whyNoStatusCode } from '../../src/text/index.js';

const test = suite('text/codes');

/** Texts as people paste them, and the status codes that each contains. */
const texts: [text: string, codes: readonly number[]][] = [
  // alone, or with the punctuation that quoting and copying leave around it
  ['1006', [1006]],
  ['(1006)', [1006]],
  ['"1006",', [1006]],
  ['#1006:', [1006]],
  ['0x3ee', [1006]],
  ['[0X3EE]', [1006]],
  ['-1', [-1]],
  ['\u22121', [-1]],
  ['65536', [65536]],
  ['1.5', []],
  ['1006x', []],
  ['12345678901', []],
  // after a word
  ['code=1006', [1006]],
  ['code=999', [999]],
  ['code=-1', [-1]],
  ['code=65536', [65536]],
  ['closeCode: 0x3ee', [1006]],
  ['close_status => 1006', [1006]],
  ['{"code":1006,"reason":""}', [1006]],
  ['event.code === 1006', [1006]],
  ['websocket: close 1006 (abnormal closure): unexpected EOF', [1006]],
  ['received 1001 (going away); then sent 1001', [1001]],
  ['received 1001 (going away); then sent 1001 (going away) after 3000 frames', [1001]],
  ['sent 1011 (internal error) keepalive ping timeout; no close frame received', [1011]],
  ['WebSocket closed with code 4008 (code 1006)', [4008, 1006]],
  ['Close(code=1009, reason="over code=1000")', [1009]],
  ["Close(code=1009, reason='it\\'s code=1000')", [1009]],
  ['{close,1006,<<>>}', [1006]],
  ['ws.close(4001, "bye")', [4001]],
  ['Disconnected with status code of 1013.', [1013]],
  ['exit status 1, close code 1006', [1006]],
  ['present 5, encode 7', []],
  [
    'CloseEvent {isTrusted: true, wasClean: false, code: 1006, reason: "", type: "close", timeStamp: 4512.5, eventPhase: 0}',
    [1006],
  ],
  ['CloseEvent { wasClean: true, code: 1000, reason: "error code 4001", timeStamp: 1234 }', [1000]],
  // names in a longer text
  ['failed to read: status = StatusNormalClosure and reason = ""', [1000]],
  ['CloseFrame { code: Away, reason: "" }', [1001]],
  ['Some(CloseFrame { code: CloseCode::Policy })', [1008]],
  ['closed: WebSocketCloseStatus.EndpointUnavailable', [1001]],
  ['it was GOING_AWAY, not going away', [1001]],
  ['an Error, then a Restart', []],
  // without a word that marks it
  ['connection lost [1006]', [1006]],
  ['on_close(ws, 1000, 4001)', [1000, 4001]],
  ['12:00:01 1006 lost', [1006]],
  ['lost: 999, 5000, 1000, 4999', [1000, 4999]],
  ['lost with 0x3e7 0x3e8 0x1387 0x1388', [1000, 4999]],
  ['lost 1000ms 1001 ms 1002 bytes 1003KB 1006 msg', [1006]],
  ['2024-05-01 12:00:01.1006 lost', []],
  ['05/01/2024, at localhost:3000', []],
  ['Wed May 01 2024 12:00:01 lost', []],
  ['May 1 12:00:01 UTC 2024: lost', []],
  ['01 May 2024 lost; 3 March, 2024', []],
  ['pid 1234, port=3000, line 1006', []],
  ['http://10.0.1.1006/ v1.1006 a1006 1006a +1006', []],
  ['received 2024-05-01', []],
  ['closed 12:00', []],
  ['received 1024 bytes', []],
  ['', []],
  ['nothing at all', []],
];

for (const [text, codes] of texts) {
  test(`codes in ${JSON.stringify(text)}`, () => assert.deepEqual(codesIn(text, codeFromName), codes));
}

test('any number from 0 to 65535 counts if it stands alone or after a word such as "code"', () => {
  for (let code = 0; code <= 0xffff; code += code < 5100 ? 1 : 97) {
    const hex = `0x${code.toString(16)}`;
    for (const text of [`(${code})`, hex, `code=${code}`, `code: ${hex},`, `websocket: close ${code} (bye): EOF`]) {
      assert.deepEqual(codesIn(text, codeFromName), [code], text);
    }
  }
});

test('only the first 65,536 characters are searched, also in repetitive text', () => {
  for (const part of ['code ', 'close code is ', 'reason: "', 'a_', 'May ', 'code::', '( ', '-', '1006:']) {
    codesIn(part.repeat(200_000), codeFromName);
  }
  assert.deepEqual(codesIn(`${' '.repeat(65_536)}code=1006`, codeFromName), []);
  assert.deepEqual(codesIn(`${' '.repeat(65_527)}code=1006`, codeFromName), [1006]);
});

test('a number that is not a status code is explained', () => {
  assert.match(whyNoStatusCode(-1), /^some systems report it .* In 16 bits it is 65535\.$/);
  assert.match(whyNoStatusCode(-2), /^a status code is an integer from 0 to 65535/);
});

test.run();
