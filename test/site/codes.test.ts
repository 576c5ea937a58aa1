import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { closeCodes, codeFromName } from 'close-frame';
import { suite } from 'uvu';
import { namesOf, otherNames } from '../../site/codes/names.js';
import { search } from '../../site/codes/search.js';

const test = suite('site/codes');

const all = closeCodes.map(({ code }) => code);

test('the names of other systems are those that codeFromName knows, and no other', () => {
  const shown = new Set<string>();
  for (const [system, names] of Object.entries(otherNames)) {
    for (const entry of names.split(', ')) {
      const [, code, name] = /^(\d{4}) (.+)$/.exec(entry)!;
      assert.equal(codeFromName(name!), Number(code), `${system}: ${name}`);
      shown.add(fold(name!));
    }
  }
  // The list is no part of the public face, so its source is read.
  const source = readFileSync(new URL('../../src/codes/names.ts', import.meta.url), 'utf8');
  const list = /const otherNames = \[\n(.*?)\n\];/s.exec(source)![1]!;
  const known = [...list.matchAll(/'(.+)'/g)].flatMap(([, names]) => names!.split(' ').map(fold));
  assert.ok(known.length > 30);
  const own = new Set(closeCodes.map(({ name }) => fold(name)));
  assert.deepEqual(
    known.filter((name) => !shown.has(name) && !own.has(name)),
    [],
  );
});

function fold(name: string): string {
  return name.replace(/[-_. ]/g, '').toLowerCase();
}

test('a code’s names are its own', () => {
  assert.deepEqual(namesOf(1001), [
    { name: 'Away', system: 'tungstenite' },
    { name: 'EndpointUnavailable', system: '.NET' },
  ]);
  assert.deepEqual(namesOf(100), []);
  assert.deepEqual(namesOf(3000), []);
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
  ['2500', [], 2500],
  ['5000', [], 5000],
  ['65535', [], 65535],
  ['65536', []],
  ['-1', []],
  ['nothing of the kind', []],
  ['?', []],
];

for (const [query, codes, unassigned] of searches) {
  test(`search: “${query}”`, () => {
    const found = search(query);
    assert.deepEqual(found.codes, codes);
    assert.equal(found.unassigned?.code, unassigned);
  });
}

test('every number has an answer', () => {
  for (let code = 0; code <= 0xffff; code += 7) {
    const { codes, unassigned } = search(String(code));
    assert.ok(codes.includes(code) || unassigned?.code === code, String(code));
  }
});

test.run();
