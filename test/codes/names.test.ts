import assert from 'node:assert/strict';
import { CloseCode, closeCodes, codeFromName } from 'close-frame/codes';
import { suite } from 'uvu';

const test = suite('codes/names');

/** The names of each system as they stand in its own documentation. */
const systems: Record<string, Record<string, number>> = {
  "Dart's package ws": {
    normalClosure: 1000,
    goingAway: 1001,
    protocolError: 1002,
    unsupportedData: 1003,
    reserved: 1004,
    noStatusReceived: 1005,
    abnormalClosure: 1006,
    invalidFramePayloadData: 1007,
    policyViolation: 1008,
    messageTooBig: 1009,
    mandatoryExtension: 1010,
    internalError: 1011,
    serviceRestart: 1012,
    tryAgainLater: 1013,
    badGateway: 1014,
    tlsHandshake: 1015,
    UNSUPPORTED_PAYLOAD: 1007,
    TOO_LARGE: 1009,
    RESTART: 1012,
  },
  'dart:io': {
    reserved1004: 1004,
    missingMandatoryExtension: 1010,
    internalServerError: 1011,
    reserved1015: 1015,
  },
  "Rust's ws-rs and tungstenite": {
    Normal: 1000,
    Away: 1001,
    Protocol: 1002,
    Unsupported: 1003,
    Status: 1005,
    Abnormal: 1006,
    Invalid: 1007,
    Policy: 1008,
    Size: 1009,
    Extension: 1010,
    Error: 1011,
    Restart: 1012,
    Again: 1013,
    Tls: 1015,
  },
  "Unity's WebSocketStatusCodes": {
    WrongDataType: 1003,
    NoStatusCode: 1005,
    ClosedAbnormally: 1006,
    DataError: 1007,
    PolicyError: 1008,
    TooBigMessage: 1009,
    ExtensionExpected: 1010,
    WrongRequest: 1011,
    TLSHandshakeError: 1015,
  },
  ".NET's WebSocketCloseStatus": {
    EndpointUnavailable: 1001,
    InvalidMessageType: 1003,
    Empty: 1005,
    InvalidPayloadData: 1007,
    InternalServerError: 1011,
  },
  "Python's websockets and IANA": {
    NO_STATUS_RCVD: 1005,
    INVALID_DATA: 1007,
    'Mandatory Ext.': 1010,
    'TLS handshake': 1015,
  },
};

test('every name of every other system', () => {
  for (const [system, names] of Object.entries(systems)) {
    for (const [name, code] of Object.entries(names)) assert.equal(codeFromName(name), code, `${system}: ${name}`);
  }
});

test('our own keys, names and codenames', () => {
  for (const [key, code] of Object.entries(CloseCode)) assert.equal(codeFromName(key), code, key);
  for (const { code, name, codename } of closeCodes) {
    assert.equal(codeFromName(name), code, name);
    assert.equal(codeFromName(codename), code, codename);
  }
});

test('case, hyphen, underscore, full stop and space do not count', () => {
  for (const name of ['goingaway', 'GOING-AWAY', 'Going.Away', ' going_away ', 'gOiNg aWaY', '__going--away..']) {
    assert.equal(codeFromName(name), 1001, name);
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
    'Goíng Away',
    'tls handsha\u212Ae',
  ]) {
    assert.equal(codeFromName(name), undefined, name);
  }
});

test('names that every object has are no names of codes', () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  assert.ok(inherited.includes('__proto__') && inherited.includes('constructor'));
  for (const name of inherited) assert.equal(codeFromName(name), undefined, name);
});

test.run();
