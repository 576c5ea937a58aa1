import assert from 'node:assert/strict';
import { closeCodes } from 'close-frame';
import { suite } from 'uvu';
import { namesOf } from '../../site/codes/names.js';
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

const searches: [query: string, codes: readonly number[], unassigned?: number][] = [
  ['', all],
  ['   ', all],
  ['1006', [1006]],
  [' 1006 ', [1006]],
  ['300', [3000, 3003, 3008], 300],
  ['going', [1001]],
  ['GOING_AWAY', [1001]],
  ['goingaway', [1001]],
  ['endpointunavail', [1001]],
  ['No_Status', [1005]],
  ['tls handshake', [1015]],
  ['502', [1014], 502],
  ['overloaded', [1013]],
  ['StatusGoingAway', [1001]],
  ['SESSION_NOT_RELIABLE', [], 4500],
  ['2500', [], 2500],
  ['5000', [], 5000],
  ['65535', [], 65535],
  ['65536', []],
  ['-1', []],
  ['nothing of the kind', []],
  ['?', []],
  ['(1006)', [1006]],
  ['code=1006', [1006]],
  ['websocket: close 1006 (abnormal closure): unexpected EOF', [1006]],
  ['sent 1011 (internal error); then received 4001 (bye)', [1011], 4001],
  ['0x3ee', [1006]],
  ['CloseCode::NormalClosure != CloseCode::GoingAway', [1000, 1001]],
];

for (const [query, codes, unassigned] of searches) {
  test(`search: “${query}”`, () => {
    const found = search(query);
    assert.deepEqual(found.codes, codes);
    assert.deepEqual(
      found.unassigned.map(({ code }) => code),
      unassigned === undefined ? [] : [unassigned],
    );
  });
}

test('a number that is no status code is told why', () => {
  assert.match(
    search('-1').refused ?? '',
    /^-1 is no status code: some systems report it if there was no Close frame\./,
  );
  assert.equal(search('65536').refused, '65536 is no status code: they are the integers from 0 to 65535, as in 1000.');
  assert.equal(search('1006').refused, undefined);
});

test('every number has an answer', () => {
  for (let code = 0; code <= 0xffff; code += 7) {
    const { codes, unassigned } = search(String(code));
    assert.ok(codes.includes(code) || unassigned[0]?.code === code, String(code));
  }
});

test.run();
