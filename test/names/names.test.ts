import assert from 'node:assert/strict';
import { CloseCode, closeCodes, describeCode } from 'close-frame/codes';
import { codeFromName, namesOfCode } from 'close-frame/names';
import { suite } from 'uvu';
import { codesByName } from '../../src/names/lookup.js';
import { systems } from '../../src/names/systems.js';

const test = suite('names');

/** Every number that may be a code, and its names. */
const allNames = Array.from({ length: 0x10000 }, (_, code) => ({ code, names: namesOfCode(code) }));

/** The names that differ from ours, by system. */
const oddNames: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'Dart ws': { normalClosure: 1000, reserved: 1004, badGateway: 1014, tlsHandshake: 1015 },
  'Dart ws codename': { NO_STATUS_RECEIVED: 1005, UNSUPPORTED_PAYLOAD: 1007, TOO_LARGE: 1009, RESTART: 1012 },
  'dart:io': { reserved1004: 1004, missingMandatoryExtension: 1010, internalServerError: 1011, reserved1015: 1015 },
  'Rust ws-rs': { Normal: 1000, Away: 1001, Status: 1005, Invalid: 1007, Size: 1009, Error: 1011, Tls: 1015 },
  'Rust tungstenite': { Protocol: 1002, Unsupported: 1003, Abnormal: 1006, Policy: 1008, Extension: 1010, Again: 1013 },
  'Unity WebSocketStatusCodes': { WrongDataType: 1003, DataError: 1007, WrongRequest: 1011, TLSHandshakeError: 1015 },
  '.NET WebSocketCloseStatus': { EndpointUnavailable: 1001, InvalidMessageType: 1003, Empty: 1005 },
  'Python websockets': { NO_STATUS_RCVD: 1005, INVALID_DATA: 1007, BAD_GATEWAY: 1014 },
  IANA: { 'Protocol error': 1002, 'No Status Rcvd': 1005, 'Mandatory Ext.': 1010, Unauthorized: 3000, Timeout: 3008 },
  'Go gorilla': { CloseNormalClosure: 1000, CloseInternalServerErr: 1011, CloseTLSHandshake: 1015 },
  'Go coder': { StatusNormalClosure: 1000, StatusNoStatusRcvd: 1005, StatusBadGateway: 1014 },
  'Java Jakarta': { CANNOT_ACCEPT: 1003, NOT_CONSISTENT: 1007, VIOLATED_POLICY: 1008, NO_EXTENSION: 1010 },
  'Java Spring': { NORMAL: 1000, NO_CLOSE_FRAME: 1006, SERVICE_OVERLOAD: 1013, SESSION_NOT_RELIABLE: 4500 },
  'Java Netty': { ENDPOINT_UNAVAILABLE: 1001, EMPTY: 1005, TLS_HANDSHAKE_FAILED: 1015 },
  'C++ Boost.Beast': { unknown_data: 1003, reserved1: 1004, bad_payload: 1007, needs_extension: 1010, reserved3: 1015 },
  'C libwebsockets': { LWS_CLOSE_STATUS_GOINGAWAY: 1001, LWS_CLOSE_STATUS_CLIENT_TRANSACTION_DONE: 2000 },
  Qt: { CloseCodeNormal: 1000, CloseCodeWrongDatatype: 1007, CloseCodeBadOperation: 1011 },
  'Python aiohttp': { OK: 1000, INVALID_TEXT: 1007, BAD_GATEWAY: 1014 },
  'Swift URLSession': { mandatoryExtensionMissing: 1010, tlsHandshakeFailure: 1015 },
  'MDN and Node websocket': { CLOSE_NORMAL: 1000, CLOSE_TOO_LARGE: 1009, CLOSE_REASON_EXTENSION_REQUIRED: 1010 },
};

test('every system has as many names as we found', () => {
  const counts = new Map(systems.map(({ system }) => [system, 0]));
  for (const { names } of allNames) for (const { system } of names) counts.set(system, counts.get(system)! + 1);
  assert.deepEqual(Object.keys(oddNames), [...counts.keys()]);
  assert.deepEqual(
    [...counts.values()],
    [16, 16, 13, 14, 14, 13, 10, 15, 18, 14, 15, 15, 15, 15, 16, 14, 13, 13, 12, 20],
  );
});

for (const [system, names] of Object.entries(oddNames)) {
  test(`${system}: from the name to the code and back`, () => {
    for (const [name, code] of Object.entries(names)) {
      assert.equal(codeFromName(name), code, name);
      assert.ok(
        namesOfCode(code).some((one) => one.system === system && one.name === name),
        name,
      );
    }
  });
}

test('every name of every code leads back to it: no name has two meanings', () => {
  let count = 0;
  for (const { code, names } of allNames) {
    for (const { system, name } of names) {
      assert.equal(codeFromName(name), code, `${system}: ${name}`);
      assert.match(name, /^[A-Za-z][\w .]*$/);
      assert.ok(code >= 1000 && code <= 4999);
      count++;
    }
  }
  assert.ok(count > 280, String(count));
});

test('the names of a code are frozen, in the order of the systems, and without repetition', () => {
  const order = systems.map(({ system }) => system);
  for (const { code, names } of allNames) {
    assert.ok(Object.isFrozen(names));
    for (const name of names) assert.ok(Object.isFrozen(name));
    const places = names.map(({ system }) => order.indexOf(system));
    assert.deepEqual(
      places,
      [...places].sort((one, other) => one - other),
      String(code),
    );
    assert.equal(new Set(names.map(({ system, name }) => `${system} ${name}`)).size, names.length, String(code));
  }
});

test('every system says where we found its names', () => {
  for (const { system, source } of systems) assert.match(source, /^\S.+[/ ].*\S$/, system);
});

test('our own keys, names and codenames have their codes', () => {
  for (const [key, code] of Object.entries(CloseCode)) assert.equal(codeFromName(key), code, key);
  for (const { code, name, codename } of closeCodes) {
    assert.equal(codeFromName(name), code, name);
    assert.equal(codeFromName(codename), code, codename);
  }
});

test('our own names win, and a name with two meanings has no code', () => {
  const codes = codesByName([
    { system: 'one', source: '', names: '1001 Gone, 1003 Same, 1007 Normal Closure, 1008 Thrice' },
    { system: 'other', source: '', names: '1002 GONE, 1003 same, 1009 thrice, 1008 THRICE' },
  ]);
  assert.equal(codes.get('gone'), undefined);
  assert.equal(codes.get('thrice'), undefined);
  assert.equal(codes.get('same'), 1003);
  assert.equal(codes.get('normalclosure'), 1000);
});

test('case, hyphens, underscores, periods and spaces are ignored', () => {
  for (const name of ['goingaway', 'GOING-AWAY', 'Going.Away', ' going_away ', 'gOiNg aWaY', '__going--away..']) {
    assert.equal(codeFromName(name), 1001, name);
  }
});

test('a name may have up to 128 characters, including separators', () => {
  assert.equal(codeFromName('GoingAway'.padEnd(128)), 1001);
  assert.equal(codeFromName('GoingAway'.padEnd(129)), undefined);
  for (const { names } of allNames) {
    for (const { name } of names) assert.equal(codeFromName([...name].join('_')), codeFromName(name), name);
  }
});

test('other names have no code', () => {
  for (const name of [
    '',
    ' ',
    'going',
    'goingaways',
    'normal/closure',
    'going\taway',
    '1000',
    'close',
    'none', // Boost.Beast's 0
    'Goíng Away',
    'tls handsha\u212Ae',
  ]) {
    assert.equal(codeFromName(name), undefined, name);
  }
});

test('names of properties that every object has are not names of codes', () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  assert.ok(inherited.includes('__proto__') && inherited.includes('constructor'));
  for (const name of inherited) assert.equal(codeFromName(name), undefined, name);
});

test('a value that is not a string throws a TypeError, and none of its code is run', () => {
  const loud = {
    toString() {
      throw new Error('loud');
    },
    get length() {
      throw new Error('loud');
    },
  };
  for (const value of [
    loud,
    Object.create(null),
    new String('Normal'),
    ['Normal'],
    1000,
    null,
    undefined,
    Symbol('a'),
  ]) {
    assert.throws(() => codeFromName(value as string), /^TypeError: name must be of type string\.$/);
  }
});

test('a code that is out of range throws a RangeError, as for describeCode', () => {
  for (const value of [-1, 65536, 1000.5, NaN, Infinity, '1000', 1000n, undefined, null]) {
    assert.throws(() => describeCode(value as number), RangeError);
    assert.throws(() => namesOfCode(value as number), RangeError, String(value));
  }
  assert.deepEqual(namesOfCode(-0), []);
});

test.run();
