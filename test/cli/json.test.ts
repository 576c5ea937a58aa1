import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytes } from '../support/bytes.js';
import { chunksOf, runCommand } from '../support/command.js';
import { codeBlocks, root } from '../support/samples.js';

const test = suite('cli/json');

// By the package's name, as a user would load it.
const schema = createRequire(import.meta.url)('close-frame/schemas/command.json');
const ajv = new Ajv2020({ strictTypes: false }).addSchema(schema, 'command');

type Shape = 'decode' | 'encoded' | 'encodeRefused' | 'scan' | 'codes' | 'refusal';
type Printed = Record<string, unknown>;

/** Runs a command that must print one object of this shape, and end with the exit code that belongs to it. */
async function printed(shape: Shape, args: readonly string[], stdin: Uint8Array = new Uint8Array(0)): Promise<Printed> {
  const { code, stdout, stderr } = await runCommand(args, { stdin: chunksOf(stdin) });
  assert.equal(stdout.indexOf('\n'), stdout.length - 1, 'one line');
  const object = JSON.parse(stdout) as Printed;
  const validate = ajv.getSchema('command')!;
  assert.ok(validate(object), `${args.join(' ')}: ${JSON.stringify(validate.errors?.at(-1))}`);
  assert.ok(ajv.getSchema(`command#/$defs/${shape}`)!(object), `${args.join(' ')} is not of the shape ${shape}`);
  assert.equal(code, shape === 'refusal' ? 2 : object['ok'] ? 0 : 1);
  assert.equal(stderr, shape === 'refusal' ? `close-frame: ${object['message']}\n` : '');
  return object;
}

const lines: [shape: Shape, args: string[], stdin?: string][] = [
  ['decode', ['decode', '--json', '880503e8627965']],
  ['decode', ['decode', '--json', '0000 03e8']],
  ['decode', ['decode', '--json', '--frame', '00']],
  ['decode', ['decode', '--json', '--in', 'raw', '-']],
  ['decode', ['--json', 'decode', '8800 8800']],
  ['encoded', ['encode', '--json', '1000', 'bye']],
  ['encoded', ['encode', '--json', '--frame']],
  ['encoded', ['encode', '--json', '--mask', 'GoingAway']],
  ['encoded', ['encode', '--json', '--truncate', '4000', 'é'.repeat(99)]],
  ['encodeRefused', ['encode', '--json', '1006', 'lost']],
  ['encodeRefused', ['encode', '--json', '--frame', '999']],
  ['encodeRefused', ['encode', '--json', '4000', 'é'.repeat(99)]],
  ['scan', ['scan', '--json'], '81026869880203e8'],
  ['scan', ['scan', '--json', '--from', 'client'], '81026869880203e8'],
  ['scan', ['scan', '--json'], '827fffffffffffffffff'],
  ['scan', ['scan', '--json'], ''],
  ['codes', ['codes', '--json']],
  ['codes', ['codes', '--json', '30']],
  ['codes', ['codes', '--json', 'un']],
  ['codes', ['codes', '--json', 'code=-1, not 1000']],
  ['codes', ['codes', '--json', 'received 1001 (going away); then sent 4001']],
  ['refusal', ['decode', '--json', '\\015\\162Error']],
  ['refusal', ['decode', '--json', '880']],
  ['refusal', ['decode', '--json', '--frame', '--payload', '88']],
  ['refusal', ['encode', '--json']],
  ['refusal', ['encode', '--json', '65536']],
  ['refusal', ['encode', '--json', '1000', '--format', 'hex']],
  ['refusal', ['scan', '--json', 'no such file']],
  ['refusal', ['scan', '--json', '--hex'], '61'],
  ['refusal', ['codes', '--json', 'nonsense']],
  ['refusal', ['codes', '--json', '--nonsense', '--', 'x']],
  ['refusal', ['--json']],
];

for (const [shape, args, stdin = ''] of lines) {
  test(`close-frame ${args.join(' ')} prints ${shape}`, async () => {
    await printed(shape, args, bytes(stdin));
  });
}

test('--json after a -- is an argument', async () => {
  assert.equal((await runCommand(['codes', '--', '--json'])).stdout, '');
});

test('any bytes: decode and scan print what the schema says', async () => {
  const header = fc.constantFrom('88', '8802', '8805', '8882', '81', '827e', '827f', 'c8', '');
  await fc.assert(
    fc.asyncProperty(header, fc.uint8Array({ maxLength: 20 }), async (first, rest) => {
      const all = Buffer.concat([bytes(first), rest]);
      await printed('decode', ['decode', '--json', '--in', 'raw', '-'], all);
      await printed('decode', ['decode', '--json', '--frame', '--in', 'raw', '-'], all);
      const object = JSON.parse((await runCommand(['scan', '--json'], { stdin: chunksOf(all) })).stdout);
      assert.ok(ajv.getSchema('command')!(object));
    }),
    { numRuns: 300 },
  );
});

test('codes prints an object for every code, with its names', async () => {
  for (let code = 0; code <= 0xffff; code += code < 5100 ? 50 : 997) {
    const { codes } = await printed('codes', ['codes', '--json', String(code)]);
    assert.equal((codes as { code: number }[])[0]?.code, code);
  }
  const { codes } = await printed('codes', ['codes', '--json', '1001']);
  const [info] = codes as { sendableByScript: boolean; names: { system: string; name: string }[] }[];
  assert.equal(info?.sendableByScript, false);
  assert.ok(info?.names.some(({ system, name }) => system === 'Go gorilla' && name === 'CloseGoingAway'));
});

test('decode prints the same facts as encode', async () => {
  for (const args of [['1000', 'bye'], ['--frame'], ['--mask=37fa213d', '4000', 'bye']]) {
    const { bytes: encoded, ...rest } = await printed('encoded', ['encode', '--json', ...args]);
    const as = rest['as'] === 'frame' ? ['--frame'] : ['--payload'];
    const {
      spelling,
      bytes: read,
      ...decoded
    } = await printed('decode', ['decode', '--json', '--in', 'raw', ...as, '-'], bytes(encoded as string));
    assert.deepEqual([decoded, read, spelling], [rest, encoded, 'raw']);
  }
});

test('a refused frame has masked and byteLength if its header tells them', async () => {
  for (const [frame, masked, byteLength] of [
    ['88', undefined, undefined],
    ['8802', false, 4],
    ['8882', true, 8],
    ['880203ed', false, 4],
    ['8882 00000000 03ed', true, 8],
    ['887e 00', false, undefined],
    ['887e 007e', false, 130],
    ['88fe 007e', true, 134],
    ['88ff 0000000000010000', true, 65_550],
    ['887f 0020000000000000', false, undefined],
    ['887f 001ffffffffffff5', false, Number.MAX_SAFE_INTEGER],
    ['887f 001ffffffffffff6', false, undefined],
  ] as const) {
    const found = await printed('decode', ['decode', '--json', frame]);
    assert.deepEqual([found['ok'], found['masked'], found['byteLength']], [false, masked, byteLength], frame);
  }
  const { masked, byteLength } = await printed('scan', ['scan', '--json'], bytes('8800'));
  assert.deepEqual([masked, byteLength], [false, 2]);
  const payload = await printed('decode', ['decode', '--json', '03ed']);
  assert.ok(!('masked' in payload) && !('byteLength' in payload));
});

test('the schema refuses an extra key, a missing key and a value of another type', async () => {
  for (const [shape, args, stdin = ''] of lines) {
    const validate = ajv.getSchema(`command#/$defs/${shape}`)!;
    const object = await printed(shape, args, bytes(stdin));
    assert.ok(!validate({ ...object, more: 1 }), `${shape}: an extra key`);
    for (const key of Object.keys(object)) {
      assert.ok(!validate({ ...object, [key]: { some: 'thing' } }), `${shape}: another type of ${key}`);
      if (key === 'masked' || key === 'byteLength') continue;
      const { [key]: _, ...rest } = object;
      assert.ok(!validate(rest), `${shape}: without ${key}`);
    }
  }
});

test('the command prints the examples of docs/json.md', async () => {
  const blocks = codeBlocks(readFileSync(join(root, 'docs/json.md'), 'utf8'));
  const commands = blocks.filter(({ info }) => info === 'sh');
  const objects = blocks.filter(({ info }) => info === 'json');
  assert.ok(commands.length >= 4);
  assert.equal(commands.length, objects.length);
  for (const [index, { code }] of commands.entries()) {
    const words = [...code.trim().matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2]!);
    const pipe = words.indexOf('|');
    const stdin = pipe < 0 ? '' : `${words.slice(1, pipe).join(' ')}\n`;
    const { stdout } = await runCommand(words.slice(pipe + 2), { stdin });
    assert.deepEqual(JSON.parse(stdout), JSON.parse(objects[index]!.code), code);
  }
});

test.run();
