/** The harness of `npm run conformance`: it reports each difference, and nothing else. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { encodeCloseFrame, isPortableCode, unwrap } from 'close-frame';
import { suite } from 'uvu';
import { cellOf } from '../../conformance/cells.js';
import { codeGroups } from '../../conformance/code-groups.js';
import { probedCodes, takesOf, UNTOLD } from '../../conformance/codes.js';
import { dataText, readData } from '../../conformance/data.js';
import { documentOf, documents } from '../../conformance/document.js';
import { readingsOf } from '../../conformance/exchange.js';
import { bytesFrom, frameOf, masked, type Vector } from '../../conformance/frames.js';
import { columns } from '../../conformance/peers/index.js';
import { proxies } from '../../conformance/peers/proxies.js';
import { readings } from '../../conformance/readings.js';
import { rules } from '../../conformance/rules.js';
import { vectors } from '../../conformance/vectors.js';
import { bytes, hex } from '../support/bytes.js';
import { abnormal, type Behavior, correctBehavior, ownPeer } from '../support/own-peer.js';
import type { Peer } from '../support/peers.js';
import { sampleOf } from '../support/sample.js';

const test = suite('peers/conformance');

const data = readData();

/** The cells of a peer, except those for rules that it follows or that are about the other role. */
async function differences(peers: Peer[], sample: readonly Vector[]): Promise<Record<string, string>> {
  const roles = await Promise.all(
    peers.map(async (peer) => ({ role: peer.role, readings: await readingsOf(peer, sample) })),
  );
  const cells = rules.map((rule) => [rule.id, cellOf(rule, roles)]);
  return Object.fromEntries(cells.filter(([, cell]) => !['✓', '–'].includes(cell!)));
}

/** The library only checks Close frames: after an invalid frame with another opcode, it reads on. */
const readsOn = { 'after-failure': 'reports 4001, which follows' };

test('this library as an endpoint agrees with every rule about Close frames, in both roles', async () => {
  assert.deepEqual(await differences([ownPeer('client'), ownPeer('server')], vectors), readsOn);
});

const sample = sampleOf(rules);

/** A peer that is right except for what it does with one code. */
function wrongAbout(code: number, behavior: Behavior): Peer {
  return ownPeer('server', (result, role) => {
    const isIt = result.ok ? result.code === code : result.error.code === code;
    return isIt ? behavior : correctBehavior(result, role);
  });
}

const echoOf = (code: number) => bytes(`8802${code.toString(16).padStart(4, '0')}`);
const answer = (code: number, reason = '') => unwrap(encodeCloseFrame(code, reason)).bytes;

const { concerns: isAnsweredCode } = rules.find(({ id }) => id === 'answered-code')!;
const answeredCodes = sample.filter((vector) => isAnsweredCode(vector) && bytesFrom(vector, 'client')).length;

const wrongPeers: [name: string, code: number, behavior: Behavior, seen: Record<string, string>][] = [
  [
    'accepts 1006',
    1006,
    { answer: echoOf(1006), closed: { code: 1006, reason: '' } },
    { forbidden: '1006: accepts it', 'code-first': '1 of 2: accepts it' },
  ],
  ['accepts 999', 999, { answer: echoOf(999), closed: { code: 999, reason: '' } }, { unused: '999: accepts it' }],
  ['refuses 1014', 1014, { answer: answer(1002), closed: abnormal }, { registered: '1014: fails with 1002' }],
  [
    'answers 1014 with 1000',
    1014,
    { answer: answer(1000), closed: { code: 1014, reason: '' } },
    { 'answered-code': `1 of ${answeredCodes}: answers 1000` },
  ],
  ['fails with another code', 1015, { answer: answer(1003), closed: abnormal }, { forbidden: '1015: fails with 1003' }],
  [
    'accepts 1014 without an answer',
    1014,
    { answer: undefined, closed: { code: 1014, reason: '' } },
    { 'answered-code': `1 of ${answeredCodes}: answers nothing` },
  ],
  [
    'throws at 1013',
    1013,
    { answer: undefined, closed: { code: null, reason: null, threw: 'TypeError' } },
    { registered: '1013: throws TypeError' },
  ],
  [
    'reports a code that it refuses',
    5000,
    { answer: answer(1002), closed: { code: 5000, reason: '' } },
    { past: '5000: rejects it, but reports its code' },
  ],
  ['leaves without a Close frame', 1004, { answer: undefined, closed: abnormal }, { reserved: 'drops the connection' }],
  [
    'throws',
    1004,
    { answer: undefined, closed: { code: null, reason: null, threw: 'TypeError' } },
    { reserved: 'throws TypeError' },
  ],
];

for (const [name, code, behavior, seen] of wrongPeers) {
  test(`the harness notices a peer that ${name}`, async () => {
    assert.deepEqual(await differences([wrongAbout(code, behavior)], sample), { ...seen, ...readsOn });
  });
}

test('each vector is about one rule, and each rule has vectors', () => {
  const aspects = ['bare', 'after-failure', 'answered-code', 'answered-reason'];
  const sorting = rules.filter(({ id }) => !aspects.includes(id));
  for (const vector of vectors) {
    assert.equal(sorting.filter((rule) => rule.concerns(vector)).length, 1, vector.name);
  }
  for (const rule of rules) assert.ok(vectors.some(rule.concerns), rule.id);
  const known = rules.map(({ id }) => id);
  assert.equal(new Set(known).size, known.length);
  for (const id of readings.flatMap(({ of }) => of)) assert.ok(known.includes(id), id);
});

test('a frame is sent unchanged if its vector says who sends it; otherwise, only a client masks it', () => {
  for (const vector of vectors) {
    const frame = frameOf(vector);
    for (const from of ['client', 'server'] as const) {
      const sent = bytesFrom(vector, from);
      if ('from' in vector) {
        assert.deepEqual(sent, vector.from === from ? frame : undefined, vector.name);
      } else {
        assert.equal(sent![0], frame[0], vector.name);
        if (frame.length > 1) assert.equal(sent![1]! >= 0x80, from === 'client', vector.name);
        assert.equal(hex(masked(masked(frame, from), 'server')), hex(masked(frame, 'server')), vector.name);
      }
    }
  }
  assert.equal(hex(masked(bytes('880503e8627965'), 'client')), '888537fa213d3412434452');
  assert.equal(hex(masked(bytes('8805010203'), 'client')), '888537fa213d36f822', 'cut off');
  assert.equal(hex(masked(bytes('887e0002 03e8 8900'), 'client')), '88fe000237fa213d34128900', 'followed');
  assert.equal(hex(masked(bytes('88ff'), 'server')), '887f');
});

test('the document and README match the data, and a difference without an explanation throws', () => {
  const kept = readFileSync(new URL('../../conformance/measured.json', import.meta.url), 'utf8');
  assert.equal(dataText(data), kept);
  for (const { path, text } of documents(data)) {
    assert.ok(readFileSync(path, 'utf8') === text, `npm run conformance -- --check: ${path.pathname}`);
  }
  const unheard = { ...data.stacks[0]!, cells: { other: 'treats it as one' } };
  assert.throws(() => documentOf({ ...data, stacks: [unheard] }), /another opcode is not a Close frame/);
});

test('every peer has a column, in the order of the peers, and those measured by hand come last', () => {
  const names = data.stacks.filter(({ source }) => source === undefined).map(({ name }) => name);
  assert.deepEqual(
    names,
    columns.map(({ name }) => name),
  );
  assert.deepEqual(
    data.proxies.map(({ name }) => name),
    proxies.map(({ name }) => name),
  );
});

test('a code is portable exactly if every stack accepts it, in both roles', () => {
  const roles = data.stacks.flatMap(({ name, roles }) =>
    Object.entries(roles).map(([role, { codes }]) => ({ where: `${name} as ${role}`, codes })),
  );
  assert.ok(roles.length > 40);
  for (const code of probedCodes) {
    const refusing = roles.filter(({ codes }) => !['taken', UNTOLD].includes(codes[code]!.takes));
    assert.equal(refusing.length === 0, isPortableCode(code), `${code}: ${refusing.map(({ where }) => where)}`);
  }
});

test('each code that was tried is in one group, and all codes of a group are portable or none is', () => {
  const grouped = codeGroups.flatMap(({ codes }) => codes);
  assert.deepEqual(grouped, probedCodes);
  for (const { name, codes } of codeGroups) assert.equal(new Set(codes.map(isPortableCode)).size, 1, name);
});

const closedWith = (code: number | null) => ({ code, reason: '' });
const outcomes: [name: string, code: number, closed: number | null, answer: number | undefined, expected: string][] = [
  ['reported and echoed', 4000, 4000, 4000, 'taken'],
  ['reported and answered otherwise', 4000, 4000, 1000, 'taken'],
  ['failed with 1002, whatever is reported', 1006, 1006, 1002, 'refused'],
  ['dropped', 1006, 1006, undefined, 'refused'],
  ['told to nobody, but echoed', 4000, null, 4000, UNTOLD],
  ['told to nobody', 4000, null, 1000, UNTOLD],
  ['answered without a code', 3000, null, 1005, 'answered without a code'],
  ['reported as another', 65535, -1, 65535, 'reported as -1'],
];
for (const [name, code, closed, answer, expected] of outcomes) {
  test(`what becomes of a code: ${name}`, () => {
    const answered = answer === undefined ? undefined : { code: answer, reason: '' };
    assert.equal(takesOf(code, { closed: closedWith(closed), answer: answered }), expected);
  });
}

test('the document has the versions of the pinned peers, and the newest Node of test/runtimes', () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
  const { packages } = read('conformance/package-lock.json');
  for (const name of ['Node', 'websocket']) {
    const { version } = data.stacks.find((stack) => stack.name === name)!;
    assert.equal(version, packages[`node_modules/${name.toLowerCase()}`].version);
  }
  const newest = Object.entries(read('test/runtimes/package.json').dependencies)
    .filter(([name]) => name.startsWith('node-'))
    .sort()
    .at(-1)![1];
  assert.equal(read('conformance/package.json').optionalDependencies.node, newest);
});

test.run();
