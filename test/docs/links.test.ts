import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import { anchorsOf, brokenLinks } from '../support/links.js';
import { root } from '../support/samples.js';

const test = suite('docs/links');

const isMarkdown = (name: string) => name.endsWith('.md');
const documents = ['', 'docs', 'docs/api', 'test/vectors'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter(isMarkdown)
    .map((name) => join(folder, name)),
);

for (const document of documents) {
  test(`${document}: every link leads somewhere`, () => {
    assert.deepEqual(brokenLinks(join(root, document)), []);
  });
}

test('the anchors are the ones that GitHub makes', () => {
  const markdown =
    '# MAX\\_BYTES, `code()` and [a link](x.md)\n## Twice\n## Twice\n<a id="own"></a>\n```sh\n# none\n```\n';
  assert.deepEqual([...anchorsOf(markdown)], ['max_bytes-code-and-a-link', 'twice', 'twice-1', 'own']);
});

test('a link to no file, no heading or no secure site is broken', () => {
  const folder = mkdtempSync(join(tmpdir(), 'close-frame-links-'));
  writeFileSync(join(folder, 'other.md'), '# There\n');
  const good = ['other.md', 'other.md#there', '#here', 'https://example.org/#x'];
  const bad = ['none.md', 'other.md#here', '#there', 'http://example.org/', '/other.md'];
  const file = join(folder, 'links.md');
  writeFileSync(file, `# Here\n${[...good, ...bad].map((link) => `[x](${link})\n`).join('')}`);
  assert.deepEqual(brokenLinks(file), bad);
  rmSync(folder, { recursive: true });
});

test('the documents that people read are checked', () => {
  for (const document of ['README.md', 'docs/why.md', 'docs/api/close-frame.md', 'test/vectors/README.md']) {
    assert.ok(documents.includes(document), document);
  }
});

test.run();
