import assert from 'node:assert/strict';
import { closeCodes, isPortableCode } from 'close-frame';
import { suite } from 'uvu';
import { probedCodes, REFUSED } from '../../conformance/codes.js';
import { readData } from '../../conformance/data.js';
import { namesOf } from '../../site/codes/names.js';
import { conductsWith } from '../../site/codes/peers.js';
import { search } from '../../site/codes/search.js';

const test = suite('site/codes');

const all = closeCodes.map(({ code }) => code);

test('a code’s names, each with the systems that use it', () => {
  const names = namesOf(1001);
  assert.ok(names.some(({ name, systems }) => name === 'Away' && systems.join() === 'Rust ws-rs,Rust tungstenite'));
  assert.ok(names.some(({ name, systems }) => name === 'StatusGoingAway' && systems.join() === 'Go coder'));
  assert.equal(new Set(names.map(({ name }) => name)).size, names.length);
  assert.deepEqual(namesOf(100), []);
  assert.deepEqual(namesOf(3000), [{ name: 'Unauthorized', systems: ['IANA'] }]);
});

const searches: [query: string, codes: readonly number[]][] = [
  ['', all],
  ['   ', all],
  ['1006', [1006]],
  [' 1006 ', [1006]],
  ['300', [300, 3000, 3003, 3008]],
  ['going', [1001]],
  ['GOING_AWAY', [1001]],
  ['goingaway', [1001]],
  ['endpointunavail', [1001]],
  ['No_Status', [1005]],
  ['tls handshake', [1015]],
  ['502', [502, 1014]],
  ['overloaded', [1013]],
  ['message big', [1009]],
  ['StatusGoingAway', [1001]],
  ['SESSION_NOT_RELIABLE', [4500]],
  ['2500', [2500]],
  ['5000', [5000]],
  ['65535', [65535]],
  ['65536', []],
  ['-1', []],
  ['nothing of the kind', []],
  ['?', []],
  ['(1006)', [1006]],
  ['code=1006', [1006]],
  ['websocket: close 1006 (abnormal closure): unexpected EOF', [1006]],
  ['sent 1011 (internal error); then received 4001 (bye)', [1011, 4001]],
  ['0x3ee', [1006]],
  ['CloseCode::NormalClosure != CloseCode::GoingAway', [1000, 1001]],
  [`${'x'.repeat(100_000)} code=1006`, []],
];

for (const [query, codes] of searches) {
  test(`search: “${query.slice(0, 60)}”`, () => assert.deepEqual(search(query).codes, codes));
}

test('a number that is not a status code is told why', () => {
  assert.match(
    search('-1').refused ?? '',
    /^-1 is not a status code: some systems report it if there was no Close frame\./,
  );
  assert.equal(
    search('65536').refused,
    '65536 is not a status code: a status code is an integer from 0 to 65535, such as 1000.',
  );
  assert.equal(search('1006').refused, undefined);
});

test('every number has an answer', () => {
  for (let code = 0; code <= 0xffff; code += 7) {
    assert.equal(search(String(code)).codes[0], code);
  }
});

const stacks = readData().stacks.map(({ name, version, roles }) => ({ name: `${name} ${version}`, roles }));

/** The stacks that are shown as doing this with the code. */
function doing(conduct: string, code: number): string[] {
  return [...(conductsWith(code).find((one) => one.conduct === conduct)?.systems ?? [])].sort();
}

test('what stacks do: each does one thing with each code, as measured, and all accept portable codes', () => {
  const all = stacks.map(({ name }) => name).sort();
  for (const code of probedCodes) {
    const conducts = conductsWith(code);
    assert.deepEqual(conducts.flatMap(({ systems }) => systems).sort(), all, String(code));
    const isAccepted = conducts.every(({ conduct }) => conduct.startsWith('Accepted'));
    assert.equal(isAccepted, isPortableCode(code), String(code));
    const rejecting = stacks
      .filter(({ roles }) => Object.values(roles).every(({ codes }) => codes[code]!.takes === REFUSED))
      .map(({ name }) => name);
    assert.deepEqual(doing('Rejected', code), rejecting.sort(), String(code));
  }
});

test('what stacks do with a code that was not tried is what they do with its range', () => {
  for (const [code, tried] of [
    [500, 999],
    [1700, 1999],
    [3500, 3999],
    [4500, 4000],
    [40_000, 5000],
  ] as const) {
    assert.deepEqual(conductsWith(code), conductsWith(tried));
  }
  assert.deepEqual(
    conductsWith(1006).map(({ conduct }) => conduct),
    ['Rejected', 'Accepted', 'Accepted, but not reported to the application', 'Answered without a code'],
  );
  assert.ok(doing('5000: accepted; 65535: reported as -1', 40_000).some((name) => name.startsWith('Netty')));
});

test.run();
