import assert from 'node:assert/strict';
import { closeCodes, isPortableCode } from 'close-frame';
import { suite } from 'uvu';
import { namesOf } from '../../site/codes/names.js';
import { deedsWith } from '../../site/codes/peers.js';
import { search } from '../../site/codes/search.js';

const test = suite('site/codes');

const all = closeCodes.map(({ code }) => code);

test('each name of a code comes with the systems that use it', () => {
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

test('if a number is not a status code, the search says why', () => {
  assert.match(
    search('-1').refused ?? '',
    /^-1 is not a status code: some systems report it if there was no Close frame\./,
  );
  assert.equal(search('65536').refused, '65536 is not a status code: they are integers from 0 to 65535, such as 1000.');
  assert.equal(search('1006').refused, undefined);
});

test('every number from 0 to 65535 is found', () => {
  for (let code = 0; code <= 0xffff; code += 7) {
    assert.equal(search(String(code)).codes[0], code);
  }
});

test('each stack does one thing with a code, and all do the same only if the code is portable', () => {
  for (const code of [0, 999, 1000, 1004, 1005, 1006, 1011, 1012, 1014, 1015, 2999, 3000, 4000, 4999, 5000, 65535]) {
    const deeds = deedsWith(code);
    const systems = deeds.flatMap(({ systems }) => systems);
    assert.equal(systems.length, 16, String(code));
    assert.equal(new Set(systems).size, 16);
    assert.equal(deeds.length === 1, isPortableCode(code), String(code));
  }
  assert.deepEqual(deedsWith(1000)[0]?.deed, 'accept it');
  assert.ok(
    deedsWith(1006)
      .find(({ deed }) => deed === 'accept it')
      ?.systems.includes('aiohttp 3.8'),
  );
  assert.ok(
    !deedsWith(1005)
      .find(({ deed }) => deed === 'accept it')
      ?.systems.includes('aiohttp 3.8'),
  );
  assert.deepEqual(deedsWith(3000)[1], { deed: 'answer with an empty Close frame', systems: ['uWebSockets 20.79'] });
});

test.run();
