import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { Equivalent } from './equivalent.js';
import { judge, type Report, scoreOf } from './judge.js';

const test = suite('mutants/judge');

type Mutant = Report['files'][string]['mutants'][number];

const source = 'if (a <\n    b) c();\nif (a < b) d();\n';

function mutant(status: string, replacement: string, start: [number, number], end: [number, number]): Mutant {
  const [from, to] = [start, end].map(([line, column]) => ({ line, column }));
  return { mutatorName: 'EqualityOperator', replacement, status, location: { start: from!, end: to! } };
}

const report: Report = {
  files: {
    'src/x.ts': {
      source,
      mutants: [
        mutant('Killed', 'a >= b', [1, 5], [2, 6]),
        mutant('Timeout', 'a > b', [1, 5], [2, 6]),
        mutant('Survived', 'a <= b', [1, 5], [2, 6]),
        mutant('Survived', 'a <= b', [3, 5], [3, 10]),
        mutant('Survived', 'a >= b', [3, 5], [3, 10]),
      ],
    },
    'src/y.ts': { source: 'e', mutants: [mutant('Killed', '', [1, 1], [1, 2])] },
  },
};

const equivalent: Equivalent = {
  file: 'src/x.ts',
  mutator: 'EqualityOperator',
  original: 'a < b',
  replacement: 'a <= b',
  times: 2,
  why: 'they never are equal',
};

test('survivors are listed with their code on one line, and a timeout counts as killed', () => {
  const { rows, total, survivors, stale } = judge(report, []);
  assert.deepEqual(rows, [
    { name: 'src/x.ts', mutants: 5, killed: 1, timedOut: 1, setAside: 0, survived: 3 },
    { name: 'src/y.ts', mutants: 1, killed: 1, timedOut: 0, setAside: 0, survived: 0 },
  ]);
  assert.deepEqual(total, { name: 'in all', mutants: 6, killed: 2, timedOut: 1, setAside: 0, survived: 3 });
  assert.equal(scoreOf(total), 50);
  assert.deepEqual(
    survivors.map(({ file, line, original, replacement }) => [file, line, original, replacement]),
    [
      ['src/x.ts', 1, 'a < b', 'a <= b'],
      ['src/x.ts', 3, 'a < b', 'a <= b'],
      ['src/x.ts', 3, 'a < b', 'a >= b'],
    ],
  );
  assert.deepEqual(stale, []);
});

test('only equivalents are set aside', () => {
  const { total, survivors, stale } = judge(report, [equivalent]);
  assert.equal(total.setAside, 2);
  assert.equal(scoreOf(total), 75);
  assert.deepEqual(
    survivors.map(({ replacement }) => replacement),
    ['a >= b'],
  );
  assert.deepEqual(stale, []);
  assert.equal(judge(report, [{ ...equivalent, original: /^a/ }]).total.setAside, 2);
});

test('an equivalent that survives less or more often than it says, or never, is stale', () => {
  for (const change of [
    { times: 1 },
    { times: 3 },
    { times: undefined },
    { file: 'src/y.ts' },
    { mutator: 'ConditionalExpression' },
    { original: 'a < c' },
    { original: /c$/ },
    { replacement: 'a > b' }, // which was killed
  ]) {
    const changed: Equivalent = { ...equivalent, ...change };
    assert.deepEqual(judge(report, [changed]).stale, [changed], JSON.stringify(change));
  }
});

test('a mutant that was not tried is an error', () => {
  const file = { source, mutants: [mutant('NoCoverage', 'a', [1, 5], [1, 6])] };
  assert.throws(() => judge({ files: { 'src/x.ts': file } }, []), /src\/x\.ts:1 is NoCoverage/);
});

test('the score is 100 if all mutants are set aside', () => {
  assert.equal(scoreOf({ name: '', mutants: 2, killed: 0, timedOut: 0, setAside: 2, survived: 0 }), 100);
});

test.run();
