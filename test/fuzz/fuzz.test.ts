import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as closeFrame from 'close-frame';
import { suite } from 'uvu';
import { hex } from '../support/bytes.js';
import { isExhaustive } from '../support/extent.js';
import type { Libraries } from '../support/library.js';
import { decoding, faults, faulty } from './faults.js';
import { fromJson, type Recorded, toJson } from './file.js';
import { fuzz, replay } from './fuzz.js';
import type { Kind } from './inputs.js';

const test = suite('fuzz');

const right: Libraries = [['as it is', closeFrame]];

for (const [name, { kind, library, isSmall }] of Object.entries(faults)) {
  test(`finds the fault of a library that ${name}, and shrinks the input`, async () => {
    const libraries = faulty(library);
    const { found } = await fuzz({ libraries, seed: 1, kind, goesOn: (executions) => executions[kind] < 20_000 });
    assert.ok(found !== undefined, 'the fault is found');
    assert.ok(isSmall(found.input), `the input is shrunk: ${toJson(found)}`);
    const read = fromJson(toJson(found)) as Recorded;
    assert.equal(replay(libraries, read), found.why, 'the input fails in the same way when it is read from its file');
    assert.equal(replay(right, read), undefined, 'the input passes with the unchanged library');
  });
}

/** The minimum share of the inputs of each kind for which ws is asked, in percent. */
const shares = { payload: 100, frame: 80, stream: 45, encoding: 80 };

for (const [name, share] of Object.entries(shares)) {
  const kind = name as Kind;
  test(`finds nothing in the unchanged library, and asks ws often enough: ${kind}`, async () => {
    const { found, executions, askedWs } = await fuzz({
      libraries: right,
      seed: 1,
      kind,
      goesOn: (executions) => executions[kind] < 1000,
    });
    assert.equal(found, undefined);
    assert.deepEqual(executions, { payload: 0, frame: 0, stream: 0, encoding: 0, [kind]: 1000 });
    assert.ok(askedWs >= share * 10, `${askedWs} of 1000`);
  });
}

test('the same seed gives the same inputs, and another seed other inputs', async () => {
  const inputsOf = async (seed: number) => {
    const inputs: string[] = [];
    const recording = decoding((payload) => {
      inputs.push(hex(payload));
      return payload;
    });
    await fuzz({ libraries: faulty(recording), seed, kind: undefined, goesOn: ({ payload }) => payload < 1500 });
    return inputs;
  };
  const first = await inputsOf(7);
  assert.ok(first.length >= 1500);
  assert.deepEqual(await inputsOf(7), first);
  assert.notDeepEqual(await inputsOf(8), first);
});

test('a file keeps bytes, and numbers that JSON does not have', () => {
  const values = {
    bytes: Uint8Array.of(3, 0xe8),
    codes: [-0, Number.NaN, Infinity, -Infinity, 1000],
    reason: '\ud800',
  };
  assert.deepEqual(fromJson(toJson(values)), values);
});

const root = fileURLToPath(new URL('../..', import.meta.url));

function command(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--import', 'tsx', 'test/fuzz/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

if (isExhaustive) {
  test('the command: a fault gives exit code 1 and a file that can be replayed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'close-frame-fuzz-'));
    try {
      const library = join(folder, 'library.ts');
      const file = join(folder, 'found', 'input.json');
      writeFileSync(
        library,
        `import { decodeClosePayload as decode } from ${JSON.stringify(join(root, 'src/index.ts'))};
         export * from ${JSON.stringify(join(root, 'src/index.ts'))};
         export const decodeClosePayload = (payload) => (payload[1] === 0xec ? { ok: true, code: 1004, reason: '' } : decode(payload));`,
      );
      const run = command('--seconds', '60', '--seed', '1', '--kind', 'payload', '--library', library, '--out', file);
      assert.equal(run.status, 1, run.stderr);
      assert.match(run.stdout, /^seed 1\n.* executions, .* a second \(payload /);
      assert.ok(run.stderr.includes(`--replay ${file}`), run.stderr);
      assert.equal((fromJson(readFileSync(file, 'utf8')) as Recorded).kind, 'payload');
      assert.equal(command('--replay', file, '--library', library).status, 1);
      const replayed = command('--replay', file);
      assert.deepEqual([replayed.status, replayed.stdout], [0, 'It passes.\n']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('the command: exit code 0 if nothing is found, and 1 for a wrong argument', () => {
    const run = command('--seconds', '0.1', '--seed', '1');
    assert.equal(run.status, 0, run.stderr);
    for (const args of [
      ['--seconds', 'x'],
      ['--kind', 'toString'],
    ]) {
      const { status, stderr } = command(...args);
      assert.equal(status, 1, args.join(' '));
      assert.match(stderr, new RegExp(`TypeError: ${args[0]} takes`));
    }
  });
}

test.run();
