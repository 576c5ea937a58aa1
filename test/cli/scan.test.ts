import assert from 'node:assert/strict';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloseFrameScanner, describeCode } from 'close-frame';
import fc from 'fast-check';
import { suite } from 'uvu';
import type { Io } from '../../src/cli/command.js';
import { openInput } from '../../src/cli/input.js';
import { scanStream } from '../../src/cli/stream.js';
import { bytes, hex } from '../support/bytes.js';
import { chunksOf, runCommand } from '../support/command.js';
import { has } from '../support/programs.js';
import { runShell } from '../support/shell.js';
import { readPlainly } from '../support/streams.js';

const test = suite('cli/scan');

const folder = mkdtempSync(join(tmpdir(), 'close-frame-scan-'));
test.after(() => rmSync(folder, { recursive: true }));

const head = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n');
const text = bytes('8102 6869');
const close = bytes('8805 03e8 627965');
const masked = bytes('8882 01020304 02ea');

/** Stands for the library's sentence about the code or the error. */
const SENTENCE = '  …';

/** The standard input, the arguments, the exit code, and the lines before the table. */
const cases: [title: string, stdin: Uint8Array, args: string[], code: number, lines: string[]][] = [
  [
    'a Close frame after others',
    Buffer.concat([text, text, close, text]),
    [],
    0,
    [
      '1000 Normal Closure, reason "bye"',
      SENTENCE,
      '  Close frame of 7 bytes, not masked, so a server’s, at offset 8, after 2 frames.',
    ],
  ],
  [
    'a Close frame from a client, after an HTTP head',
    Buffer.concat([head, text, masked]),
    ['--http', '--from', 'client'],
    0,
    [
      '1000 Normal Closure, no reason',
      SENTENCE,
      `  Close frame of 8 bytes, masked, so a client’s, at offset ${head.length + 4}, after 1 frame.`,
    ],
  ],
  [
    'a Close frame from the other side than --from says',
    Buffer.concat([text, close]),
    ['--from=client'],
    1,
    ['mask-missing, so fail the connection with 1002', SENTENCE, '  The frame begins at offset 4, after 1 frame.'],
  ],
  [
    'a code that may not be sent',
    bytes('8102 6869 8802 03ed'),
    [],
    1,
    [
      'forbidden-code, so fail the connection with 1002',
      SENTENCE,
      '  It reads: 1005 No Status Received, no reason.',
      '  The frame begins at offset 4, after 1 frame.',
    ],
  ],
  [
    'an impossible length',
    bytes('827f ffffffffffffffff'),
    [],
    1,
    ['invalid-length, so fail the connection with 1002', SENTENCE, '  The frame begins at offset 0, after 0 frames.'],
  ],
  [
    'a length that is not a safe integer',
    bytes('827f 0020000000000000'),
    [],
    1,
    [
      'length-unsupported, so fail the connection with 1009',
      SENTENCE,
      '  The frame begins at offset 0, after 0 frames.',
    ],
  ],
  [
    'an empty stream',
    new Uint8Array(0),
    [],
    1,
    [
      'no Close frame in 0 frames and 0 bytes',
      '  The stream is empty.',
      '  An endpoint that reads this reports 1006 Abnormal Closure.',
    ],
  ],
  [
    'the end between two frames',
    text,
    [],
    1,
    [
      'no Close frame in 1 frame and 4 bytes',
      '  The stream ends between two frames.',
      '  An endpoint that reads this reports 1006 Abnormal Closure.',
    ],
  ],
  [
    'the end inside a payload',
    Buffer.concat([text, bytes('8205 00')]),
    [],
    1,
    [
      'no Close frame in 1 frame and 7 bytes',
      '  The stream ends inside the payload of a frame.',
      '  An endpoint that reads this reports 1006 Abnormal Closure.',
    ],
  ],
  [
    'the end inside a header',
    Buffer.concat([text, bytes('82fe 00')]),
    [],
    1,
    [
      'no Close frame in 1 frame and 7 bytes',
      '  The stream ends inside the header of the frame at offset 4.',
      '  An endpoint that reads this reports 1006 Abnormal Closure.',
    ],
  ],
  [
    'the end inside the Close frame',
    Buffer.concat([text, close.subarray(0, 5)]),
    [],
    1,
    [
      'no Close frame in 1 frame and 9 bytes',
      '  The stream ends inside the Close frame at offset 4.',
      '  An endpoint that reads this reports 1006 Abnormal Closure.',
    ],
  ],
  [
    'the end inside the HTTP head of a client',
    Buffer.from('GET /chat HTTP/1.1\r\n'),
    ['--http'],
    1,
    [
      'no Close frame in 0 frames and 20 bytes',
      '  No HTTP head ends within the first 64 KiB: --http is wrong, or the stream is cut off.',
      '  An endpoint that reads this reports 1006 Abnormal Closure.',
    ],
  ],
  [
    'hex in several lines, as tshark writes one direction',
    Buffer.from(`\t${hex(text)}\n\t${hex(close).slice(0, 6)}\n\t${hex(close).slice(6)}\n`),
    ['--hex'],
    0,
    [
      '1000 Normal Closure, reason "bye"',
      SENTENCE,
      '  Close frame of 7 bytes, not masked, so a server’s, at offset 4, after 1 frame.',
    ],
  ],
];

function sentenceOf(stream: Uint8Array, args: string[]): string {
  const from = args.some((arg) => arg.includes('client')) ? 'client' : undefined;
  const scanner = new CloseFrameScanner({ from, skipHttpHead: args.includes('--http') });
  const raw = args.includes('--hex') ? bytes(Buffer.from(stream).toString().replace(/\s/g, '')) : stream;
  const result = scanner.push(raw) ?? scanner.end();
  return result.ok ? describeCode(result.code).description : result.error.message;
}

for (const [title, stream, args, code, lines] of cases) {
  for (const size of [1, 3, 7, 65_536]) {
    test(`${title}, in chunks of ${size}`, async () => {
      const outcome = await runCommand(['scan', ...args], { stdin: chunksOf(stream, size) });
      const printed = outcome.stdout.trimEnd().split('\n\n')[0]?.split('\n');
      const expected = lines.map((line) => (line === SENTENCE ? `  ${sentenceOf(stream, args)}` : line));
      assert.deepEqual(printed, expected);
      assert.equal(outcome.stderr, '');
      assert.equal(outcome.code, code);
    });
  }
}

test('the fields have their offsets in the stream; a mark has the offsets in the frame and in the stream', async () => {
  const stream = Buffer.concat([text, bytes('8803 03e8 ff')]);
  const { stdout } = await runCommand(['scan'], { stdin: chunksOf(stream) });
  assert.equal(
    stdout.split('\n\n')[1],
    `     bytes  bits       field           RFC 6455
  4  88     1... ....  FIN             §5.2      the message ends here
            .000 ....  RSV1–3          §5.2      not set
            .... 1000  opcode          §5.2      8 Close
  5  03     0... ....  MASK            §5.1      not masked, as by a server
            .000 0011  payload length  §5.5      3 of at most 125 bytes
  6  03 e8             status code     §7.4.1    1000 Normal Closure
  8  ff     .          reason          §5.5.1    1 byte (at most 123)
     ^^ byte 4, at offset 8: invalid-utf8
`,
  );
});

test('an impossible length has the mark below it, not below the opcode', async () => {
  const { stdout } = await runCommand(['scan'], { stdin: chunksOf(bytes('8100 827f 8000000000000000 00')) });
  assert.match(stdout, /extended payload length .*\n {5}\^\^ byte 2, at offset 4: invalid-length\n/);
  assert.equal(stdout.match(/invalid-length/g)?.length, 2);
});

test('JSON of a Close frame, of an error, and of a stream without either', async () => {
  const json = async (stream: Uint8Array, ...args: string[]) => {
    const { code, stdout } = await runCommand(['scan', '--json', ...args], { stdin: chunksOf(stream) });
    assert.equal(stdout.indexOf('\n'), stdout.length - 1);
    const { error: { message = undefined, ...error } = {}, problems, hints, ...rest } = JSON.parse(stdout);
    assert.equal(code, rest.ok ? 0 : 1);
    const kindsOf = (found: { kind: string }[]) => found.map(({ kind }) => kind);
    return { ...rest, error, problems: kindsOf(problems), hints: kindsOf(hints) };
  };
  assert.deepEqual(await json(Buffer.concat([text, masked, text])), {
    ok: true,
    code: 1000,
    reason: '',
    masked: true,
    byteLength: 8,
    offset: 4,
    name: 'Normal Closure',
    frame: hex(masked),
    frames: 1,
    bytes: 16,
    problems: [],
    hints: [],
    error: {},
  });
  assert.deepEqual(await json(Buffer.concat([text, bytes('8803 03ee ff'), text])), {
    ok: false,
    offset: 4,
    code: 1006,
    name: 'Abnormal Closure',
    reason: '\uFFFD',
    frame: '880303eeff',
    frames: 1,
    bytes: 13,
    problems: ['forbidden-code', 'invalid-utf8'],
    hints: ['still-masked'],
    masked: false,
    byteLength: 5,
    error: { kind: 'forbidden-code', failCode: 1002, code: 1006, byteOffset: 2, bytesNeeded: null },
  });
  const tooLong = await json(bytes('82ff 8000000000000000'), '--from', 'server');
  assert.deepEqual(tooLong.problems, ['invalid-length', 'mask-unexpected']);
  assert.deepEqual(await json(text), {
    ok: false,
    offset: 4,
    code: null,
    name: null,
    reason: '',
    frame: '',
    frames: 1,
    bytes: 4,
    problems: [],
    hints: [],
    error: { kind: 'incomplete', failCode: null, code: null, byteOffset: null, bytesNeeded: 2 },
  });
});

// follow.txt is what `tshark -r capture.pcap -q -z follow,tcp,raw,0` printed for a connection between a ws client and a
// ws server. The server's lines begin with a tab, the client's with a hex digit, all others with neither.
if (has('grep', test, 'what tshark prints of a connection')) {
  test('grep picks each direction out of what tshark prints, as the README says', () => {
    const file = fileURLToPath(new URL('follow.txt', import.meta.url));
    for (const [line, offset, kind] of [
      [`grep '^[0-9a-f]' '${file}' | close-frame scan --hex --http --from client`, 238, 'masked, so a client’s'],
      [`grep '^[[:space:]]' '${file}' | close-frame scan --hex --http --from server`, 141, 'not masked, so a server’s'],
    ] as const) {
      const { status, stdout, stderr } = runShell(line, 'sh');
      assert.equal(stderr, '');
      assert.match(stdout, /^4001 Private Use, reason "session expired"\n/);
      assert.match(stdout, new RegExp(`bytes, ${kind}, at offset ${offset}, after 1 frame\\.\n`));
      assert.equal(status, 0);
    }
  });
}

const server = /grep '\^\[\[:space:\]\]' follow\.txt \| close-frame scan --hex --http reads what the server sent\.$/;

/** The standard input, the arguments, and the message that is printed instead of a verdict on frames. */
const mistaken: [title: string, stdin: Uint8Array, args: string[], message: RegExp][] = [
  ...['d4c3b2a1', 'a1b2c3d4', '4d3cb2a1', 'a1b23c4d'].map((magic): (typeof mistaken)[number] => [
    `a pcap file, ${magic}`,
    bytes(`${magic}02000400${'00'.repeat(8)} 8800`),
    [],
    /^this is a pcap file, not .*: tshark -r FILE -q -z follow,tcp,raw,0 > follow\.txt writes /,
  ]),
  ['a pcapng file', bytes('0a0d0d0a'), [], /^this is a pcapng file, /],
  ['a pcapng file with --http', bytes(`0a0d0d0a${'00'.repeat(400)}`), ['--http'], /^this is a pcapng file, /],
  ['a pcap file with --hex', bytes('d4c3b2a102000400'), ['--hex'], /^this is a pcap file, /],
  ['a capture, and how to read it', bytes('0a0d0d0a'), [], server],
  ['what tshark printed', readFileSync(new URL('follow.txt', import.meta.url)), [], /^this is tshark’s output/],
  ['the same with --hex', readFileSync(new URL('follow.txt', import.meta.url)), ['--hex'], server],
  ['hex', Buffer.from('8800'), [], /^this is hex, not the bytes themselves: add --hex\.$/],
  ['hex with spaces', Buffer.from('\t88 05 03 e8\r\n62 79 65\n'), ['--http'], /add --hex\.$/],
  ['much hex', Buffer.from('8100\n'.repeat(100)), [], /add --hex\.$/],
  ['hex in UTF-16', Buffer.from('\ufeff8802\r\n03e8\r\n', 'utf16le'), [], /add --hex\.$/],
  ['hex in UTF-16, the other way round', Buffer.from('\ufeff8802 03e8', 'utf16le').swap16(), [], /add --hex\.$/],
  ['hex in capitals', Buffer.from('0X88, 0X00'), [], /add --hex\.$/],
  [
    'an HTTP response',
    Buffer.concat([head, close]),
    [],
    /^the stream begins with an HTTP head: add --http to skip it\.$/,
  ],
  ['an HTTP request', Buffer.from('GET /chat HTTP/1.1\r\n'), ['--from', 'client'], /: add --http to skip it\.$/],
  ['the beginning of a head', Buffer.from('HT'), [], /: add --http/],
  ['a head in hex', Buffer.from(hex(head)), ['--hex'], /: add --http/],
];

test('hex in UTF-16, as PowerShell writes it to a file', async () => {
  const little = Buffer.from('\ufeff\t81026869\r\n880203e8\r\n', 'utf16le');
  for (const text of [little, Buffer.from(little).swap16()]) {
    for (const size of [2, 3, 65_536]) {
      const { code, stdout } = await runCommand(['scan', '--hex'], { stdin: chunksOf(text, size) });
      assert.deepEqual([code, stdout.split('\n')[0]], [0, '1000 Normal Closure, no reason']);
    }
  }
});

for (const [title, stream, args, message] of mistaken) {
  // If a chunk is not hex, only its own beginning can tell what the input is: here that must be the first chunk.
  const sizes = args.includes('--hex') && !title.includes('head') ? [65_536] : [4, 7, 65_536];
  for (const size of sizes) {
    test(`${title}, in chunks of ${size}, is reported and not judged as frames`, async () => {
      const { code, stdout, stderr } = await runCommand(['scan', '--json', ...args], { stdin: chunksOf(stream, size) });
      const { ok, message: said, readings } = JSON.parse(stdout);
      assert.match(said, message);
      assert.deepEqual([code, ok, readings, stderr], [2, false, [], `close-frame: ${said}\n`]);
    });
  }
}

test('input that only resembles these is judged as frames', async () => {
  for (const [stream, args] of [
    [bytes('d4c3b2'), []],
    [Buffer.from('88'), []],
    [Buffer.from('8800 g'), []],
    [Buffer.from('HTTQ'), []],
    [Buffer.from('GE\n'), []],
    [Buffer.concat([head, close]), ['--http']],
  ] as const) {
    const { code, stderr } = await runCommand(['scan', ...args], { stdin: chunksOf(stream) });
    assert.ok(code < 2, hex(stream));
    assert.equal(stderr, '');
  }
});

test('a capture is refused after its first chunk', async () => {
  let count = 0;
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    for (; count < 10; count++) yield bytes(`0a0d0d0a${'00'.repeat(252)}`);
  };
  assert.equal((await runCommand(['scan'], { stdin: endless() })).code, 2);
  assert.equal(count, 0);
});

test('scan reads the file that is named', async () => {
  const file = join(folder, 'server.bin');
  writeFileSync(file, Buffer.concat([head, text, close]));
  const { code, stdout } = await runCommand(['scan', '--http', '--from', 'server', file]);
  assert.equal(code, 0);
  assert.match(stdout, /^1000 Normal Closure, reason "bye"\n/);
});

test('a file in which long payloads are skipped has the same result as a pipe', async () => {
  const file = join(folder, 'long.bin');
  const frame = (header: string, length: number) => {
    const long = Buffer.alloc(8);
    long.writeBigUInt64BE(BigInt(length));
    return Buffer.concat([bytes(header), long, Buffer.alloc(header.endsWith('ff') ? length + 4 : length)]);
  };
  const border = 1_048_576 + 262_144; // what is left of it after the first chunk is just long enough to be skipped, or not
  const parts = [border - 11, border - 10, border - 9, 4_000_000].map((length) => frame('827f', length));
  for (const stream of [
    ...parts.map((part) => Buffer.concat([part, close, text])),
    Buffer.concat([text, parts[3]!, frame('82ff', 3_000_000), parts[1]!, text, masked]),
    Buffer.concat([head, parts[3]!, bytes('8803 03e8 ff')]),
    Buffer.concat([parts[3]!, bytes('827f ffffffffffffffff')]),
    parts[3]!,
    Buffer.concat([parts[3]!, bytes('8805 03')]),
    parts[3]!.subarray(0, -1),
    Buffer.concat([parts[3]!, parts[3]!]).subarray(0, -1_000_000),
  ]) {
    const args = ['scan', '--json', ...(stream.subarray(0, 4).equals(head.subarray(0, 4)) ? ['--http'] : [])];
    writeFileSync(file, stream);
    assert.deepEqual(await runCommand([...args, file]), await runCommand(args, { stdin: chunksOf(stream) }));
  }
});

test('a skipped payload is not read', async () => {
  const file = join(folder, 'seek.bin');
  writeFileSync(file, Buffer.concat([bytes('827f 00000000 00300000'), Buffer.alloc(0x30_0000), close]));
  const { chunks, size, place } = await openInput({} as Io, file);
  let read = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      read += chunk.length;
      yield chunk;
    }
  };
  const report = await scanStream(counted(), {}, false, { size: size!, place: place! });
  assert.deepEqual([report.result.ok, report.result.offset, report.frames], [true, 0x30_000a, 1]);
  assert.equal(read, 262_144 + close.length);
});

test('the standard input may be a file, but not a directory', async () => {
  const file = openSync(join(folder, 'server.bin'), 'r');
  assert.equal(
    (await runCommand(['scan', '--http'], { fd: file, stdin: chunksOf(Buffer.concat([head, close])) })).code,
    0,
  );
  closeSync(file);
  if (process.platform === 'win32') return; // which cannot open a directory
  const directory = openSync(folder, 'r');
  for (const command of [['decode', '-'], ['scan']]) {
    const { code, stdout, stderr } = await runCommand(command, { fd: directory });
    assert.equal(stderr, 'close-frame: the standard input cannot be read: it is a directory.\n');
    assert.deepEqual([code, stdout], [2, '']);
  }
  closeSync(directory);
});

test('input that cannot be read: exit code 2, and one line that says why', async () => {
  mkdirSync(join(folder, 'folder'));
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield text;
    throw Object.assign(new Error('EIO: i/o error, read'), { errno: -5, code: 'EIO' });
  };
  const strange = async function* (): AsyncGenerator<Uint8Array> {
    yield text;
    throw new Error('something else');
  };
  const cases: [args: string[], surroundings: Parameters<typeof runCommand>[1], message: RegExp][] = [
    [[join(folder, 'missing.bin')], {}, /cannot be read: no such file or directory\.\n$/],
    [[join(folder, 'folder')], {}, /cannot be read: it is a directory\.\n$/],
    [[''], {}, /"" cannot be read: no such file or directory\.\n$/],
    [['a\0b'], {}, /"a\\u0000b" cannot be read: .*\n$/],
    [[], { stdin: broken() }, /the standard input cannot be read: i\/o error\.\n$/],
    [['-'], { stdin: strange() }, /the standard input cannot be read: something else\.\n$/],
    [['--hex'], { stdin: '88zz' }, /not hex: "z" at line 1, column 3/],
    [['--hex'], { stdin: '8100\n0' }, /half a byte: the digit 0 at line 2, column 1/],
    [['a', 'b'], {}, /one file at a time/],
    [[], { terminals: ['stdin'] }, /no stream: give a file/],
    [['--from', 'proxy'], {}, /'--from <SIDE>' argument 'proxy' is invalid\. Allowed choices are client, server\.\n$/],
    [['--from'], {}, /'--from <SIDE>' argument missing\. close-frame scan --help lists the values\.\n$/],
    [['--from', '--http'], {}, /argument '--http' is invalid\. Allowed choices are client, server\.\n$/],
  ];
  for (const [args, surroundings, message] of cases) {
    const { code, stdout, stderr } = await runCommand(['scan', ...args], surroundings);
    assert.match(stderr, message);
    assert.match(stderr, /^close-frame: .*\n$/);
    assert.equal(stdout, '');
    assert.equal(code, 2);
  }
});

test('a terminal is read if - asks for it', async () => {
  const outcome = await runCommand(['scan', '-'], { stdin: chunksOf(close), terminals: ['stdin'] });
  assert.equal(outcome.code, 0);
});

test('nothing is read after the Close frame, or after 64 KiB without the end of an HTTP head', async () => {
  for (const [args, first, chunks] of [
    [[], close, 1],
    [['--http'], new Uint8Array(65_535), 2],
  ] as const) {
    let count = 0;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) yield count++ === 0 ? first : new Uint8Array(1);
    };
    await runCommand(['scan', ...args], { stdin: endless() });
    assert.equal(count, chunks);
  }
});

test('any stream: the verdict is the scanner’s, and a plain reader counts as many frames', async () => {
  const frame = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('8100', '810168', '8984 01020304 00000000', '827e 0003 010203', '0a00') },
    fc.constantFrom('8800', '8805 03e8 627965', '8882 01020304 02ea', '8803 03e8 ff', '8801', 'c800', '82ff ff', '88'),
  );
  const from = fc.constantFrom<('client' | 'server' | undefined)[]>('client', 'server', undefined);
  await fc.assert(
    fc.asyncProperty(
      fc.array(frame, { maxLength: 12 }),
      from,
      fc.integer({ min: 1, max: 9 }),
      async (parts, from, size) => {
        const stream = Buffer.concat(parts.map(bytes));
        const args = from === undefined ? [] : ['--from', from];
        const { code, stdout } = await runCommand(['scan', '--json', ...args], { stdin: chunksOf(stream, size) });
        const scanner = new CloseFrameScanner({ from });
        const expected = scanner.push(stream) ?? scanner.end();
        const found = JSON.parse(stdout);
        assert.equal(code, expected.ok ? 0 : 1);
        assert.equal(found.offset, expected.offset);
        assert.equal(found.error?.kind, expected.ok ? undefined : expected.error.kind);
        if (expected.ok) {
          assert.equal(found.frame, hex(stream.subarray(expected.offset, expected.offset + expected.byteLength)));
        }
        const { boundaries } = readPlainly(stream, from);
        const before = [...boundaries].filter((at) => at > 0 && at <= (expected.ok ? expected.offset : stream.length));
        assert.equal(found.frames, before.length);
      },
    ),
    { numRuns: 500 },
  );
});

test.run();
