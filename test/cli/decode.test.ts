import assert from 'node:assert/strict';
import { describeCode } from 'close-frame';
import { inspectClose } from 'close-frame/inspect';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytes, hex, payloadOf } from '../support/bytes.js';
import { chunksOf, runCommand } from '../support/command.js';

const test = suite('cli/decode');

/** Arguments, the exit code, and all that is printed. SENTENCE stands for the library's sentence about the bytes. */
const outputs: [title: string, args: string[], code: number, stdout: string][] = [
  [
    'a frame from a server',
    ['88', '05', '03', 'e8', '62', '79', '65'],
    0,
    `1000 Normal Closure, reason "bye"
  SENTENCE
  Close frame of 7 bytes, not masked, so a server’s.

     bytes     bits       field           RFC 6455
  0  88        1... ....  FIN             §5.2      the message ends here
               .000 ....  RSV1–3          §5.2      not set
               .... 1000  opcode          §5.2      8 Close
  1  05        0... ....  MASK            §5.1      not masked, as by a server
               .000 0101  payload length  §5.5      5 of at most 125 bytes
  2  03 e8                status code     §7.4.1    1000 Normal Closure
  4  62 79 65  bye        reason          §5.5.1    3 bytes (at most 123)
`,
  ],
  [
    'a frame from a client',
    ['8885 01020304 02ea617d64'],
    0,
    `1000 Normal Closure, reason "bye"
  SENTENCE
  Close frame of 11 bytes, masked, so a client’s.

     bytes        bits       field           RFC 6455
  0  88           1... ....  FIN             §5.2      the message ends here
                  .000 ....  RSV1–3          §5.2      not set
                  .... 1000  opcode          §5.2      8 Close
  1  85           1... ....  MASK            §5.1      masked, as by a client
                  .000 0101  payload length  §5.5      5 of at most 125 bytes
  2  01 02 03 04             masking key     §5.3      XORed with the payload
  6  02 ea                   status code     §7.4.1    1000 Normal Closure
     03 e8                   unmasked
  8  61 7d 64                reason          §5.5.1    3 bytes (at most 123)
     62 79 65     bye        unmasked
`,
  ],
  [
    'an invalid payload, with a mark below the wrong byte',
    ['0fa0', '6869ff'],
    1,
    `invalid-utf8, so fail the connection with 1007
  SENTENCE
  It reads: 4000 Private Use, reason "hi\uFFFD".
  Read as a payload because of its first byte; --frame reads it as a frame.

     bytes     bits  field        RFC 6455
  0  0f a0           status code  §7.4.2    4000 Private Use
  2  68 69 ff  hi.   reason       §5.5.1    3 bytes (at most 123)
           ^^ byte 4: invalid-utf8
`,
  ],
  [
    'reserved bits, with a mark below each',
    ['d8'],
    1,
    `reserved-bits, so fail the connection with 1002
  SENTENCE

     bytes  bits       field   RFC 6455
  0  d8     1... ....  FIN     §5.2      the message ends here
            .1.. ....  RSV1    §5.2      set, which no extension defines for control frames
             ^ byte 0: reserved-bits
            ..0. ....  RSV2    §5.2      not set
            ...1 ....  RSV3    §5.2      set, which no extension defines for control frames
               ^ byte 0: reserved-bits
            .... 1000  opcode  §5.2      8 Close
`,
  ],
  [
    'a payload that is too long, with a mark below its length',
    ['887e'],
    1,
    `payload-too-long, so fail the connection with 1002
  SENTENCE

     bytes  bits       field           RFC 6455
  0  88     1... ....  FIN             §5.2      the message ends here
            .000 ....  RSV1–3          §5.2      not set
            .... 1000  opcode          §5.2      8 Close
  1  7e     0... ....  MASK            §5.1      not masked, as by a server
            .111 1110  payload length  §5.5      the length is in the next 2 bytes
             ^^^ ^^^^ byte 1: payload-too-long
`,
  ],
  [
    'another frame and the bytes after it, shortened',
    ['8164', '78'.repeat(100), '00'],
    1,
    `not-close
  SENTENCE

       bytes                    bits       field             RFC 6455
  0    81                       1... ....  FIN               §5.2      the message ends here
                                .000 ....  RSV1–3            §5.2      not set
                                .... 0001  opcode            §5.2      1 Text
                                     ^^^^ byte 0: not-close
  1    64                       0... ....  MASK              §5.1      not masked, as by a server
                                .110 0100  payload length    §5.2      100 bytes
  2    78 78 78 78 78 78 78 78  xxxxxxxx   application data  §5.2      100 bytes
  10   78 78 78 78 78 78 78 78  xxxxxxxx
       … and 84 more
  102  00                       .          following bytes   §5.2      1 byte of the next frame
`,
  ],
  [
    'half a status code',
    ['03'],
    1,
    `payload-too-short, so fail the connection with 1002
  SENTENCE
  Read as a payload because of its first byte; --frame reads it as a frame.

     bytes  bits  field        RFC 6455
  0  03           status code  §5.5.1    cut off: 1 of 2 bytes
     ^^ byte 0: payload-too-short
`,
  ],
];

for (const [title, args, code, stdout] of outputs) {
  test(`prints ${title}`, async () => {
    const outcome = await runCommand(['decode', ...args]);
    const { result } = inspectClose(bytes(args.join('')));
    const sentence = result.ok ? describeCode(result.code).description : result.error.message;
    assert.equal(outcome.stdout, stdout.replace('SENTENCE', sentence));
    assert.equal(outcome.stderr, '');
    assert.equal(outcome.code, code);
  });
}

test('a reason of 123 bytes is shown in full; a longer one has a mark below its first byte too many', async () => {
  const whole = await runCommand(['decode', hex(payloadOf(1000, 'x'.repeat(123)))]);
  assert.equal(whole.code, 0);
  assert.equal(whole.stdout.match(/78/g)?.length, 123);
  const long = await runCommand(['decode', hex(payloadOf(1000, 'x'.repeat(200)))]);
  assert.equal(long.code, 1);
  assert.match(long.stdout, / {11}\^\^ byte 125: payload-too-long\n/);
  assert.match(long.stdout, /… and 72 more/);
});

test('--frame and --payload decide what the bytes are', async () => {
  const frame = await runCommand(['decode', '--frame', '08 02 03 e8']);
  assert.match(frame.stdout, /^fragmented, so fail the connection with 1002\n/);
  assert.doesNotMatch(frame.stdout, /Taken for/);
  const payload = await runCommand(['decode', '8802', '--payload']);
  assert.match(payload.stdout, /^reserved-code/);
  assert.equal((await runCommand(['decode', '--frame', '--in', 'raw', '-'])).code, 1);
});

test('--base64 reads base64, also from several arguments', async () => {
  for (const args of [['iAID6A=='], ['iAID', '6A']]) {
    const { code, stdout } = await runCommand(['decode', '--base64', ...args]);
    assert.match(stdout, /^1000 Normal Closure, no reason\n/);
    assert.equal(code, 0);
  }
});

test('any spelling is read, and the output names it', async () => {
  const { stdout } = await runCommand(['decode', 'WARN got [-120, 2, 3, -24]']);
  assert.match(stdout, /^1000 Normal Closure/);
  assert.match(stdout, /\n {2}Read as decimal numbers\.\n/);
  assert.match(
    (await runCommand(['decode', '1006'])).stdout,
    /Read as two bytes in hex; close-frame codes 1006 explains/,
  );
  assert.match((await runCommand(['decode', '--in', 'lua', '"\\003\\232"'])).stdout, /^1000/);
});

test('--in raw reads raw bytes; text may be UTF-16', async () => {
  const raw = await runCommand(['decode', '--in', 'raw', '-', '--json'], { stdin: chunksOf(bytes('880203e8')) });
  assert.deepEqual([raw.code, JSON.parse(raw.stdout).spelling], [0, 'raw']);
  for (const mark of ['fffe', 'feff']) {
    const text = Buffer.concat([bytes('fffe'), Buffer.from('88 02 03 e8\r\n', 'utf16le')]);
    const stdin = chunksOf(mark === 'fffe' ? text : text.swap16());
    assert.match((await runCommand(['decode', '-'], { stdin })).stdout, /^1000/);
  }
});

test('arguments may contain the single quotes that cmd leaves in them', async () => {
  for (const args of [
    ["'88", '02', '03', "e8'"],
    ["'[-120,", '2,', '3,', "-24]'"],
    ['[-120,', '2,', '3,', '-24]', '--json'],
  ]) {
    const { code, stdout } = await runCommand(['decode', ...args]);
    assert.equal(code, 0, args.join(' '));
    assert.match(stdout, /^1000 |"code":1000/);
  }
});

test('a message names only the first few of many readings', async () => {
  const places = ['"\\x03\\xe8"', '"\\x03\\xe9"', '"\\x03\\xea"', '"\\x03\\xeb"', '"\\x03\\xec"', '"\\x03\\xed"'];
  const { code, stdout, stderr } = await runCommand(['decode', '--json', places.join(' and then ')]);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /: string 03e8, or string 03e9, or string 03ea, or string 03eb, or 2 more; give only one of them\.\n$/,
  );
  assert.equal(JSON.parse(stdout).readings.length, places.length);
});

test('JSON of a refusal lists the readings', async () => {
  const { code, stdout, stderr } = await runCommand(['decode', '--json', '\\015\\162Error']);
  assert.equal(code, 2);
  assert.match(stderr, /^close-frame: the text can be read in more than one way/);
  const { message, ...rest } = JSON.parse(stdout);
  assert.match(message, /more than one way/);
  assert.deepEqual(rest, {
    ok: false,
    readings: [
      { spelling: 'string', bytes: '0d724572726f72' },
      { spelling: 'lua', bytes: '0fa24572726f72' },
    ],
  });
});

test('- reads text from the standard input', async () => {
  for (const stdin of ['88:02:03:e8\n', '0x88, 0x02,\r\n0x03, 0xe8', chunksOf(Buffer.from('880203e8'), 1)]) {
    assert.match((await runCommand(['decode', '-'], { stdin })).stdout, /^1000 Normal Closure/);
  }
  assert.match((await runCommand(['decode', '--base64', '-'], { stdin: 'iAID6A==\n' })).stdout, /^1000/);
});

test('the other problems and the hints are one sentence each', async () => {
  const { problems, hints } = inspectClose(bytes('03ee 68ff'));
  const { stdout } = await runCommand(['decode', '03ee 68ff']);
  const lines = [`Also invalid-utf8: ${problems[1]!.message}`, `Hint: ${hints[0]!.message}`];
  const text = stdout.replaceAll('\n  ', ' ');
  for (const line of lines) assert.ok(text.includes(` ${line} `), line);
  assert.ok(!text.includes('Also forbidden-code'));
  assert.match((await runCommand(['decode', '8800 8800'])).stdout, /\n {2}Hint: Another Close frame begins at byte 2/);
});

test('JSON of valid bytes is one object in one line', async () => {
  const { code, stdout } = await runCommand(['decode', '--json', '8885 01020304 02ea617d64']);
  assert.equal(code, 0);
  assert.equal(stdout.indexOf('\n'), stdout.length - 1);
  const { fields, ...rest } = JSON.parse(stdout);
  assert.deepEqual(rest, {
    ok: true,
    code: 1000,
    reason: 'bye',
    masked: true,
    byteLength: 11,
    as: 'frame',
    name: 'Normal Closure',
    spelling: 'hex',
    bytes: '88850102030402ea617d64',
    payload: '03e8627965',
    problems: [],
    hints: [],
  });
  assert.equal(fields.length, inspectClose(bytes('8885 01020304 02ea617d64')).fields.length);
});

test('JSON of invalid bytes has the error with all its keys, and what can be read', async () => {
  const { code, stdout } = await runCommand(['decode', '--json', '03ee c3']);
  assert.equal(code, 1);
  const { fields, error, problems, hints, ...rest } = JSON.parse(stdout);
  const view = inspectClose(bytes('03ee c3'));
  assert.deepEqual([problems, hints], [view.problems, view.hints]);
  assert.deepEqual(rest, {
    ok: false,
    as: 'payload',
    code: 1006,
    name: 'Abnormal Closure',
    reason: '\uFFFD',
    spelling: 'hex',
    bytes: '03eec3',
    payload: '03eec3',
  });
  const { message, ...facts } = error;
  assert.deepEqual(facts, { kind: 'forbidden-code', failCode: 1002, code: 1006, byteOffset: 0, bytesNeeded: null });
  assert.match(message, /1006/);
  assert.equal(fields[0].broken, true);
});

test('JSON of an empty payload has code 1005, and JSON of a cut-off frame has no code', async () => {
  const { code, name, ok } = JSON.parse((await runCommand(['decode', '--json', '--in', 'raw', '-'])).stdout);
  assert.deepEqual([ok, code, name], [true, 1005, 'No Status Received']);
  const cutOff = JSON.parse((await runCommand(['decode', '--json', '88'])).stdout);
  assert.deepEqual([cutOff.code, cutOff.name, cutOff.error.bytesNeeded], [null, null, 1]);
});

const wrong: [title: string, args: string[], stdin: string, message: RegExp][] = [
  ['nothing', [], '', /^no bytes: /],
  ['no text', [''], '', /^there is no text; with --in raw/],
  ['nothing on the standard input', ['-'], ' \n', /^there is no text/],
  ['half a byte', ['880'], '', /^“0” is half a byte.* \(line 1, column 3\)\./],
  ['half a byte in one of several arguments', ['88', '03', '2'], '', /^“2” is half a byte: .*column 7/],
  ['a decimal over 255', ['[136, 255, 256]'], '', /^“256” is not a byte: it is over 255 \(line 1, column 12\)\./],
  ['a bare decimal over 255', ['136 5 3 232 300'], '', /^“300” is not a byte: it is over 255 /],
  ['a decimal under -128', ['[-128, -129]'], '', /^“-129” is not a byte: it is under -128 \(line 1, column 8\)\./],
  ['a decimal over 127 among negative ones', ['[127, -1, 128]'], '', /^“128” .* over 127, and others are negative /],
  ['a decimal over 255 with --in', ['--in', 'decimal', '256'], '', /^“256” is not a byte: it is over 255 /],
  ['no decimals with --in', ['--in', 'decimal', 'bye'], '', /^the text cannot be read as decimal /],
  ['an odd digit after four: hex', ['8805 3 1'], '', /^“3” is half a byte: /],
  ['no hex', ['hello'], '', /^“h” is not a hex digit, and .* \(line 1, column 1\)\./],
  ['no hex in a later line', ['88 05\n0g'], '', /^“g” is not a hex digit, .* \(line 2, column 2\)\./],
  ['binary on the standard input', ['-'], '\x00\x02\x03', /if these are raw bytes, add --in raw\./],
  ['raw bytes as arguments', ['--in', 'raw', '88'], '', /^--in raw reads the standard input/],
  ['no base64', ['--base64', 'a!'], '', /^the text cannot be read as base64/],
  ['two spellings', ['--base64', '--in', 'hex', '88'], '', /'--base64' cannot be used with option '--in <SPELLING>'/],
  ['an unknown spelling', ['--in', 'hexa', '88'], '', /'hexa' is invalid\. Allowed choices are hex, /],
  ['a status code in a log', ['code=1006'], '', /; close-frame codes 1006 explains that code\./],
  [
    'several readings',
    ['\\015\\162Error'],
    '',
    /: string 0d724572726f72, or lua 0fa24572726f72; --in string or --in lua picks one\./,
  ],
  ['both directions', ['> 8802 03e8\n< 8802 03e8'], '', /separate places: .*; give only one of them\./],
  ['much in two places', [`a=[${'1,'.repeat(20)}1] b=[2,3]`], '', /decimal 0101[01]+… \(21 bytes\), or /],
  ['missing bytes', ['<Buffer 03 e8 62 ... 40 more bytes>'], '', /^bytes are missing: /],
  ['- among hex', ['88', '-'], '', /^- means the standard input/],
  ['both kinds', ['--frame', '--payload', '88'], '', /'--payload' cannot be used with option '--frame'/],
  ['too much on the standard input', ['-'], '88 '.repeat(349_526), /longer than 1 MiB/],
];

for (const [title, args, stdin, message] of wrong) {
  test(`wrong usage: ${title}`, async () => {
    const outcome = await runCommand(['decode', ...args], { stdin });
    assert.equal(outcome.code, 2);
    assert.equal(outcome.stdout, '');
    assert.match(outcome.stderr, /^close-frame: .*[.?]\n$/);
    assert.match(outcome.stderr.slice('close-frame: '.length), message);
  });
}

test('an endless standard input is read only up to the limit', async () => {
  let chunks = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      chunks++;
      yield new Uint8Array(65_536).fill(0x38);
    }
  }
  assert.equal((await runCommand(['decode', '-'], { stdin: endless() })).code, 2);
  assert.equal(chunks, 17);
});

test('any bytes: the exit code is the codec’s verdict, and no control character is printed', async () => {
  const closeLike = fc
    .tuple(fc.constantFrom(0x88, 0x08, 0xc8, 0x81), fc.nat(255), fc.uint8Array({ maxLength: 150 }))
    .map(([first, second, rest]) => Uint8Array.of(first, second, ...rest));
  const kind = fc.constantFrom<('frame' | 'payload' | undefined)[]>('frame', 'payload', undefined);
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 150 }), closeLike), kind, async (input, as) => {
      const args = ['decode', '--in', 'raw', '-', ...(as === undefined ? [] : [`--${as}`])];
      const { code, stdout, stderr } = await runCommand(args, { stdin: chunksOf(input) });
      const view = inspectClose(input, { as });
      assert.equal(code, view.result.ok ? 0 : 1);
      assert.equal(stderr, '');
      assert.doesNotMatch(stdout, /[\p{Cc}\p{Bidi_Control}](?<!\n)/u);
      const marks = stdout.match(/\^\^? byte \d+: |\^ byte/g) ?? [];
      assert.equal(marks.length > 0, view.brokenAt !== undefined, stdout);
    }),
    { numRuns: 500 },
  );
});

test.run();
