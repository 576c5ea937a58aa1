import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';

const test = suite('security');

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const promises = [...text.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)]
  .map(([, promise = '', holders = '']) => ({ promise, holders: holders.split('; `').join('\n`').split('\n') }))
  .filter(({ promise }) => promise !== 'promise');

test('every promise names tests that exist, by their file and a part of their name', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.ok(promises.length > 10);
  for (const { promise, holders } of promises) {
    for (const holder of holders) {
      const [, command] = holder.match(/^`npm run ([\w:-]+)`$/) ?? [];
      if (command !== undefined) {
        assert.ok(command in scripts, `${promise}: ${command}`);
        continue;
      }
      const [, file = '', names = ''] = holder.match(/^`(test\/[\w/-]+\.test\.ts)`: (.+)$/) ?? [];
      assert.ok(existsSync(join(root, file)) && file !== '', `${promise}: ${holder}`);
      const titles = [...readFileSync(join(root, file), 'utf8').matchAll(/test\(\s*(['"`])(.*)\1/g)].map(
        ([, , title]) => title,
      );
      for (const name of names.split('; ')) {
        assert.ok(
          titles.some((title) => title?.includes(name)),
          `${promise}: no test of ${file} is called ${name}`,
        );
      }
    }
  }
});

test.run();
