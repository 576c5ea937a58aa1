import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { suite } from 'uvu';

const test = suite('hostile/snapshot');

const folder = mkdtempSync(join(tmpdir(), 'close-frame-snapshot-'));
test.after(() => rmSync(folder, { recursive: true }));

/** Encodes frames wherever a program can before its snapshot is taken, and prints some keys in each process. */
const program = `
  import { startupSnapshot } from 'node:v8';
  import { encodeCloseFrame, unwrap } from 'close-frame';

  const keys = (count) => Array.from({ length: count }, () => {
    const { bytes } = unwrap(encodeCloseFrame(1000, '', { from: 'client' }));
    return Buffer.from(bytes.subarray(2, 6)).toString('hex');
  });
  const before = keys(1);
  setTimeout(() => before.push(...keys(2)), 1);
  startupSnapshot.addSerializeCallback(() => before.push(...keys(3)));
  startupSnapshot.setDeserializeMainFunction(() => console.log(JSON.stringify({ before, now: keys(600) })));
`;

test('each process that starts from a snapshot has its own masking keys', async () => {
  const file = join(folder, 'program.cjs');
  const blob = join(folder, 'snapshot.blob');
  await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    alias: { 'close-frame': fileURLToPath(new URL('../../src/index.ts', import.meta.url)) },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: file,
  });
  const node = (...args: string[]) => execFileSync(process.execPath, args, { encoding: 'utf8', env: {} });
  node('--snapshot-blob', blob, '--build-snapshot', file);
  const seen = new Set<string>();
  for (const start of [1, 2, 3]) {
    const { before, now } = JSON.parse(node('--snapshot-blob', blob));
    assert.equal(before.length, 6);
    for (const key of start === 1 ? [...before, ...now] : now) seen.add(key);
  }
  // 1,806 random keys of 32 bits are all different, except once in 2,600 runs; a pool that is kept repeats hundreds.
  assert.ok(seen.size > 1800, `${seen.size} different keys`);
});

test.run();
