import assert from 'node:assert/strict';
import { CloseCode, closeCodes, codeFromName } from 'close-frame/codes';
import { suite } from 'uvu';
import { systems } from '../support/names.js';

const test = suite('codes/names');

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
