import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { codeRange, isPortableCode, isSendableByScript, isSendableCode } from 'close-frame/codes';
import { suite } from 'uvu';

const test = suite('codes/ranges');

const require = createRequire(import.meta.url);
const wsValidation = join(dirname(require.resolve('ws/package.json')), 'lib/validation.js');
const { isValidStatusCode } = require(wsValidation) as { isValidStatusCode(code: number): boolean };

/** Numbers that are not status codes. */
const nonCodes: unknown[] = [-1, -1000, 1000.5, 3000.000001, NaN, Infinity, -Infinity, 65536, 2 ** 32 + 1000];
/** An object whose code must not run. */
const loud = {
  toString() {
    throw new Error('loud');
  },
};
const nonNumbers: unknown[] = [
  loud,
  Object.create(null),
  '1000',
  1000n,
  null,
  undefined,
  {},
  [1000],
  true,
  Symbol('1000'),
  new Number(1000),
];

test('sendable on both sides of each limit', () => {
  const borders: [code: number, sendable: boolean][] = [
    [0, false],
    [1000 - 32, false], // a shift by 32 bits is a shift by none
    [999, false],
    [1000, true],
    [1003, true],
    [1004, false],
    [1005, false],
    [1006, false],
    [1007, true],
    [1014, true],
    [1015, false],
    [1016, false],
    [1000 + 32, false],
    [2999, false],
    [3000, true],
    [4999, true],
    [5000, false],
    [65535, false],
  ];
  for (const [code, sendable] of borders) assert.equal(isSendableCode(code), sendable, `code ${code}`);
});

test('all 65,536 codes are sendable if and only if ws accepts them', () => {
  let sendable = 0;
  for (let code = 0; code <= 0xffff; code++) {
    assert.equal(isSendableCode(code), isValidStatusCode(code), `code ${code}`);
    if (isSendableCode(code)) sendable++;
  }
  assert.equal(sendable, 4 + 8 + 2000);
});

test('all 65,536 codes: a script may send 1000 and 3000–4999', () => {
  const allowed: number[] = [];
  for (let code = 0; code <= 0xffff; code++) if (isSendableByScript(code)) allowed.push(code);
  assert.deepEqual(allowed, [1000, ...Array.from({ length: 2000 }, (_, index) => 3000 + index)]);
});

test('all 65,536 codes: 1000–1003, 1007–1011 and 4000–4999 are portable', () => {
  const portable: number[] = [];
  for (let code = 0; code <= 0xffff; code++) if (isPortableCode(code)) portable.push(code);
  const privateCodes = Array.from({ length: 1000 }, (_, index) => 4000 + index);
  assert.deepEqual(portable, [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, ...privateCodes]);
});

test('portable on both sides of each limit', () => {
  for (const code of [1000, 1003, 1007, 1011, 4000, 4999]) assert.equal(isPortableCode(code), true, `code ${code}`);
  for (const code of [0, 999, 1004, 1006, 1012, 1014, 2999, 3000, 3999, 5000, 65535]) {
    assert.equal(isPortableCode(code), false, `code ${code}`);
  }
});

test('anything but a status code is not sendable', () => {
  for (const value of [...nonCodes, ...nonNumbers]) {
    assert.equal(isSendableCode(value as number), false);
    assert.equal(isSendableByScript(value as number), false);
    assert.equal(isPortableCode(value as number), false);
  }
});

test('all 65,536 codes fall into the five ranges', () => {
  const starts = new Map<string, [first: number, last: number]>();
  for (let code = 0; code <= 0xffff; code++) {
    const range = codeRange(code);
    starts.set(range, [starts.get(range)?.[0] ?? code, code]);
  }
  assert.deepEqual(
    [...starts],
    [
      ['unused', [0, 999]],
      ['protocol', [1000, 2999]],
      ['registered', [3000, 3999]],
      ['private', [4000, 4999]],
      ['invalid', [5000, 65535]],
    ],
  );
});

test('anything but a status code has no range', () => {
  for (const value of [...nonCodes, ...nonNumbers]) {
    assert.throws(() => codeRange(value as number), /^RangeError: A status code must be an integer in 0…65535/);
  }
});

test.run();
