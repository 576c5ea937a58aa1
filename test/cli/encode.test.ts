import assert from 'node:assert/strict';
import { closeCodes, decodeCloseFrame, decodeClosePayload, encodeCloseFrame, unwrap } from 'close-frame';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytes, hex } from '../support/bytes.js';
import { runCommand } from '../support/command.js';

const test = suite('cli/encode');

const cases: [args: string[], stdout: string][] = [
  [['1000'], '03e8\n'],
  [['1000', 'bye'], '03e8627965\n'],
  [['1000', 'bye', '--frame'], '880503e8627965\n'],
  [['--frame', '1000', 'bye'], '880503e8627965\n'],
  [['--frame'], '8800\n'],
  [['1000', 'bye', '--mask=37fa213d'], '888537fa213d3412434452\n'],
  [['GoingAway'], '03e9\n'],
  [['going-away', ''], '03e9\n'],
  [['--mask=37fa213d', '1000', 'bye'], '888537fa213d3412434452\n'],
  [['4999', '--format', 'base64'], 'E4c=\n'],
  [['4999', '--format=hex'], '1387\n'],
  [['1000', '--frame', '--', '-bye'], '880603e82d627965\n'],
  [['1000', 'é'.repeat(70), '--truncate'], `03e8${'c3a9'.repeat(61)}\n`],
  [['1000', 'bye', '--truncate'], '03e8627965\n'],
];

for (const [args, stdout] of cases) {
  test(`encode ${args.join(' ')}`, async () =>
    assert.deepEqual(await runCommand(['encode', ...args]), { ...good, stdout, bytes: Buffer.from(stdout) }));
}

const good = { code: 0, stderr: '' };

test('a masking key may be written in several ways', async () => {
  for (const key of ['37fa213d', '0x37FA213D', '37 fa 21 3d', '37:fa:21:3d']) {
    assert.equal((await runCommand(['encode', '1000', `--mask=${key}`])).stdout, '888237fa213d3412\n', key);
  }
});

test('--mask without a key chooses a random one', async () => {
  const lines = new Set<string>();
  for (let count = 0; count < 4; count++) {
    const { stdout } = await runCommand([
      'encode',
      ...(count < 2 ? ['1000', 'bye', '--mask'] : ['--mask', '1000', 'bye']),
    ]);
    const { ok, masked } = unwrap(decodeCloseFrame(bytes(stdout.trim()), { from: 'client' }));
    assert.ok(ok && masked);
    lines.add(stdout);
  }
  assert.ok(lines.size > 1);
});

test('raw bytes are written without a line end, and never to a terminal', async () => {
  const outcome = await runCommand(['encode', '1000', '--frame', '--format', 'raw']);
  assert.equal(hex(outcome.bytes), '880203e8');
  const refused = await runCommand(['encode', '1000', '--format', 'raw'], { terminals: ['stdout'] });
  assert.equal(refused.code, 2);
  assert.equal(refused.stdout, '');
  assert.match(refused.stderr, /raw bytes are not for a terminal/);
});

test('every sendable code may be given by number, name or codename', async () => {
  for (const { code, name, codename, sendable } of closeCodes) {
    for (const word of [String(code), name, codename]) {
      const outcome = await runCommand(['encode', word]);
      assert.equal(outcome.code, sendable ? 0 : 1, word);
      if (sendable) assert.equal(outcome.stdout, `${code.toString(16).padStart(4, '0')}\n`);
    }
  }
});

test('a frame that may not be sent: exit code 1, and the codec’s message', async () => {
  const refused: [args: string[], message: RegExp][] = [
    [['1006'], /^close-frame: .*1006.*\.\n$/],
    [['NoStatusReceived'], /1005/],
    [['2999'], /2999/],
    [['1000', 'x'.repeat(124)], /123 bytes.* --truncate makes it fit\.\n$/],
    [['1000', 'x'.repeat(124), '--frame'], /123 bytes/],
  ];
  for (const [args, message] of refused) {
    const { code, stdout, stderr } = await runCommand(['encode', ...args]);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, message);
  }
});

const wrong: [args: string[], message: RegExp][] = [
  [[], /^no status code: /],
  [['--truncate'], /^no status code: /],
  [[''], /^no status code is called ""/],
  [['GoingAwya'], /called "GoingAwya"\. Did you mean GoingAway\?/],
  [['nonsense'], /close-frame codes lists/],
  [['65536'], /^"65536" is not a status code: /],
  [['1e3'], /^"1e3" is not a status code: /],
  [['1000.5'], /^"1000.5" is not a status code: /],
  [['--', '-1'], /^"-1" is not a status code: /],
  [['-1'], /^"-1" is not a status code: some systems report it/],
  [['-12x'], /^"-12x" is not a status code: a status code is/],
  [['+1000'], /^"\+1000" is not a status code: /],
  [['1000', 'good', 'bye'], /^more than one argument after the code: put the reason in quotation marks\.$/],
  [['1000', 'bye', '--mask', '37fa213d'], /, and write a key after a =, as in --mask=37fa213d\.$/],
  [['1000', '--mask=37fa21'], /^--mask takes a key of 4 bytes in hex, .*; not "37fa21"/],
  [['1000', '--mask='], /^--mask takes a key/],
  [['1000', '--mask=37fa213d00'], /^--mask takes a key/],
  [['1000', '--mask=nonsense'], /^--mask takes a key/],
  [['1000', '--format', 'octal'], /'octal' is invalid\. Allowed choices are hex, base64, raw\.$/],
  [['1000', '--format=bas64'], /'bas64' is invalid/],
  [['1000', '--format'], /^option '--format <FORMAT>' argument missing\. close-frame encode --help lists /],
  [['1000', '-bye'], /^unknown option '-bye'\. .* After a --, nothing is an option\.$/],
];

for (const [args, message] of wrong) {
  test(`wrong usage: ${args.join(' ')}`, async () => {
    const { code, stdout, stderr } = await runCommand(['encode', ...args]);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^close-frame: .*\n$/);
    assert.match(stderr.slice('close-frame: '.length, -1), message);
  });
}

test('any code and reason: the bytes are the library’s, and decode reads them', async () => {
  const code = fc.oneof(fc.integer({ min: 990, max: 1020 }), fc.nat(0xffff));
  await fc.assert(
    fc.asyncProperty(code, fc.string({ unit: 'grapheme', maxLength: 130 }), async (code, reason) => {
      const key = Uint8Array.of(1, 2, 3, 4);
      const outcome = await runCommand(['encode', '--mask=01020304', '--', String(code), reason]);
      const encoded = encodeCloseFrame(code, reason, { from: 'client', maskingKey: key });
      assert.equal(outcome.code, encoded.ok ? 0 : 1);
      if (!encoded.ok) return;
      assert.equal(outcome.stdout, `${hex(encoded.bytes)}\n`);
      const payload = await runCommand(['encode', '--format', 'raw', '--', String(code), reason]);
      assert.deepEqual(decodeClosePayload(payload.bytes), { ok: true, code, reason });
      assert.equal((await runCommand(['decode', outcome.stdout])).code, 0);
    }),
    { numRuns: 300 },
  );
});

test('an argument that could be the key or the reason is refused with a question', async () => {
  const { code, stdout, stderr } = await runCommand(['encode', '1000', '--mask', '37fa213d']);
  assert.deepEqual([code, stdout], [2, '']);
  assert.equal(
    stderr,
    'close-frame: is 37fa213d the key or the reason? Write --mask=37fa213d, or a -- before the reason.\n',
  );
  assert.equal((await runCommand(['encode', '1000', '--mask', '--', '37fa213d'])).code, 0);
  assert.equal((await runCommand(['encode', '1000', '--mask', '37fa213'])).code, 0);
  assert.equal((await runCommand(['encode', '1000', '37fa213d', '--frame'])).code, 0);
});

test.run();
