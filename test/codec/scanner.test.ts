import assert from 'node:assert/strict';
import { CloseFrameScanner, type Endpoint, encodeCloseFrame, type ScanResult, unwrap } from 'close-frame';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytes, hex, payloadOf } from '../support/bytes.js';
import { extent } from '../support/extent.js';
import { detached, foreign, impostors, Misleading, shared } from '../support/hostile.js';
import { assertFailure, type Expected } from '../support/results.js';
import { eachChunk, frameBytes, readPlainly, streamArb } from '../support/streams.js';

const test = suite('codec/scanner');

const endpoints = [undefined, 'client', 'server'] as const;
const bye = unwrap(encodeCloseFrame(1000, 'bye')).bytes;

/** Pushes a stream in chunks of these sizes, which repeat, and asserts that the result comes once. */
function scan(
  stream: Uint8Array,
  sizes: number[],
  from?: Endpoint,
): { result: ScanResult; scanner: CloseFrameScanner } {
  const scanner = new CloseFrameScanner({ from });
  let result: ScanResult | undefined;
  eachChunk(stream, sizes, (chunk) => {
    const pushed = scanner.push(chunk);
    assert.ok(pushed === undefined || result === undefined, 'a result comes once');
    result ??= pushed;
    assert.equal(scanner.result, result);
  });
  const ended = scanner.end();
  if (result !== undefined) assert.equal(ended, result);
  return { result: ended, scanner };
}

test('any stream, cut anywhere, has the result that the plain reader finds', () => {
  const counts = { close: 0, error: 0, end: 0 };
  const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(streamArb, sizes, fc.constantFrom(...endpoints), (stream, sizes, from) => {
      const expected = readPlainly(stream, from);
      counts[expected.outcome]++;
      const { result: whole } = scan(stream, [stream.length + 1], from);
      assert.equal(whole.offset, expected.outcome === 'end' ? whole.offset : expected.offset);
      if (expected.outcome === 'close') {
        assert.ok(whole.ok);
        assert.deepEqual([whole.code, whole.reason], [expected.code, expected.reason]);
      } else {
        assert.ok(!whole.ok);
        assert.equal(whole.error.kind, expected.kind ?? 'incomplete');
        const { frame, offset } = whole;
        assert.equal(hex(frame), hex(stream.subarray(offset, offset + frame.length)));
        assert.ok(frame.length <= 131);
      }
      assert.deepEqual(scan(stream, sizes, from).result, whole, 'cut in random places');
      assert.deepEqual(scan(stream, [1], from).result, whole, 'byte by byte');
    }),
    { numRuns: extent(4000, 1000) },
  );
  assert.ok(Math.min(...Object.values(counts)) > extent(200, 50), JSON.stringify(counts));
});

test('atFrameBoundary is true between frames and nowhere else, at each byte of any stream', () => {
  fc.assert(
    fc.property(streamArb, (stream) => {
      const { boundaries, outcome, offset } = readPlainly(stream, undefined);
      const scanner = new CloseFrameScanner();
      assert.equal(scanner.atFrameBoundary, true);
      for (let at = 0; at < stream.length; at++) {
        const result = scanner.push(stream.subarray(at, at + 1));
        if (result === undefined) {
          assert.equal(scanner.atFrameBoundary, boundaries.has(at + 1), `after ${at + 1} bytes`);
          continue;
        }
        assert.equal(scanner.atFrameBoundary, outcome === 'close', 'after a Close frame, but not after an error');
        assert.equal(result.offset, offset);
        return;
      }
      scanner.end();
      assert.equal(scanner.atFrameBoundary, boundaries.has(stream.length), 'the end of the stream changes nothing');
    }),
    { numRuns: 1000 },
  );
});

test('an error is reported at the first byte that shows it, with the frame up to there', () => {
  const cases: [name: string, from: Endpoint | undefined, frame: string, shownAt: number, expected: Expected][] = [
    ['RSV1', undefined, 'c8820102030401', 1, { kind: 'reserved-bits', failCode: 1002, byteOffset: 0 }],
    ['RSV3 before FIN', undefined, '1802', 1, { kind: 'reserved-bits', failCode: 1002, byteOffset: 0 }],
    ['no FIN', undefined, '08ff', 1, { kind: 'fragmented', failCode: 1002, byteOffset: 0 }],
    ['length 126', undefined, '887e0000', 2, { kind: 'payload-too-long', failCode: 1002, byteOffset: 1 }],
    ['length 127', 'client', '887fffffffffffffffff', 2, { kind: 'payload-too-long', failCode: 1002, byteOffset: 1 }],
    ['length 1', 'server', '888101020304ff', 2, { kind: 'payload-too-short', failCode: 1002, byteOffset: 1 }],
    ['no mask', 'client', '880203e8', 2, { kind: 'mask-missing', failCode: 1002, byteOffset: 1 }],
    ['a mask', 'server', '88820000000003e8', 2, { kind: 'mask-unexpected', failCode: 1002, byteOffset: 1 }],
    ['1006', undefined, '880203ee', 4, { kind: 'forbidden-code', failCode: 1002, code: 1006, byteOffset: 2 }],
    [
      '2000 masked',
      'client',
      '88820000000007d0',
      8,
      { kind: 'reserved-code', failCode: 1002, code: 2000, byteOffset: 6 },
    ],
    ['bad UTF-8', undefined, '880403e861ff', 6, { kind: 'invalid-utf8', failCode: 1007, code: 1000, byteOffset: 5 }],
    ['top bit', undefined, '827f8000000000000000', 10, { kind: 'invalid-length', failCode: 1002, byteOffset: 2 }],
    [
      'top bit of a ping',
      'client',
      '89ffffffffffffffffff',
      10,
      { kind: 'invalid-length', failCode: 1002, byteOffset: 2 },
    ],
    ['2^53', undefined, '017f0020000000000000', 10, { kind: 'length-unsupported', failCode: 1009, byteOffset: 2 }],
    ['2^63−1', undefined, '827f7fffffffffffffff', 10, { kind: 'length-unsupported', failCode: 1009, byteOffset: 2 }],
  ];
  for (const [name, from, text, shownAt, expected] of cases) {
    const stream = Uint8Array.of(0x81, 1, 0x88, ...bytes(text), 0x88, 0);
    const scanner = new CloseFrameScanner({ from });
    for (let at = 0; at < 3 + shownAt - 1; at++)
      assert.equal(scanner.push(stream.subarray(at, at + 1)), undefined, name);
    const result = scanner.push(stream.subarray(3 + shownAt - 1, 3 + shownAt));
    assert.ok(result !== undefined && !result.ok, name);
    assertFailure(result, expected, name);
    assert.deepEqual([result.offset, hex(result.frame)], [3, text.slice(0, 2 * shownAt)], name);
    assert.equal(scanner.atFrameBoundary, false, name);
    assert.equal(scanner.push(bye), undefined, `${name}: later chunks are ignored`);
    assert.equal(scanner.end(), result, name);
    assert.deepEqual(new CloseFrameScanner({ from }).push(stream), result, `${name}: the same from one chunk`);
  }
});

test('a frame of the largest supported length is skipped', () => {
  const scanner = new CloseFrameScanner();
  assert.equal(scanner.push(bytes('827f001fffffffffffff')), undefined);
  assert.equal(scanner.push(bye), undefined);
  assert.equal(scanner.end().ok, false);
  assert.equal(scanner.atFrameBoundary, false);
});

/** Every way to cut this many bytes into chunks, as the sizes of the chunks. */
function* allCuts(length: number): Generator<number[]> {
  for (let cuts = 0; cuts < 2 ** (length - 1); cuts++) {
    const sizes = [1];
    for (let at = 0; at < length - 1; at++) {
      if ((cuts >> at) & 1) sizes.push(1);
      else sizes[sizes.length - 1]!++;
    }
    yield sizes;
  }
}

test('after a length of about 2^53, bytesNeeded and everything else is the same however the stream is cut', () => {
  for (const header of ['827f001fffffffffffff', '82ff001fffffffffffff']) {
    const size = 2n ** 53n - 1n + (header.startsWith('82ff') ? 14n : 10n);
    const whole = bytes(`${header}010203048888`);
    for (const end of [10, 11, 13, 14, 15]) {
      const stream = whole.subarray(0, end);
      const bytesNeeded = Number(size - BigInt(end) + 2n); // rounded once, if it is over 2^53
      for (const sizes of allCuts(end)) {
        const scanner = new CloseFrameScanner();
        let at = 0;
        for (const size of sizes) {
          scanner.push(stream.subarray(at, at + size));
          at += size;
        }
        const result = scanner.end();
        const isExpected =
          !result.ok && result.error.bytesNeeded === bytesNeeded && result.offset === end && result.frame.length === 0;
        if (!isExpected) assert.fail(`${end} bytes of ${header}, in chunks of ${sizes}: not ${bytesNeeded} bytes`);
      }
    }
  }
});

test('a Close frame is found after a frame of 2 GiB in one chunk', () => {
  const size = 2 ** 31;
  const header = bytes('827f0000000080000000');
  const chunk = new Uint8Array(header.length + size + 2); // the system never provides the untouched memory in between
  chunk.set(header);
  chunk.set(bytes('8800'), header.length + size);
  const expected = { ok: true, code: 1005, reason: '', masked: false, byteLength: 2, offset: header.length + size };
  assert.deepEqual(new CloseFrameScanner().push(chunk), expected, 'with the header in it');
  const scanner = new CloseFrameScanner();
  scanner.push(header);
  assert.deepEqual(scanner.push(chunk.subarray(header.length)), expected, 'with the header before it');
});

test('a data frame of 8 GiB is skipped chunk by chunk', () => {
  const scanner = new CloseFrameScanner({ from: 'client' });
  const size = 2 ** 33;
  const chunk = new Uint8Array(2 ** 20).fill(0x88);
  assert.equal(scanner.push(bytes('82ff 0000000200000000 01020304')), undefined);
  for (let sent = 0; sent < size; sent += chunk.length) {
    assert.equal(scanner.atFrameBoundary, false);
    assert.equal(scanner.push(chunk), undefined);
  }
  assert.equal(scanner.atFrameBoundary, true);
  assert.deepEqual(scanner.push(bytes('8880 00000000 ff')), {
    ok: true,
    code: 1005,
    reason: '',
    masked: true,
    byteLength: 6,
    offset: size + 14,
  });
});

test('after the Close frame everything is ignored', () => {
  for (const rest of ['', 'ff', '880203e9']) {
    const scanner = new CloseFrameScanner();
    const expected = { ok: true, code: 1000, reason: 'bye', masked: false, byteLength: 7, offset: 2 };
    const result = scanner.push(Uint8Array.of(0x89, 0, ...bye, ...bytes(rest)));
    assert.deepEqual(result, expected);
    assert.equal(scanner.atFrameBoundary, rest === '');
    assert.equal(scanner.push(bytes('')), undefined);
    assert.equal(scanner.atFrameBoundary, rest === '');
    assert.equal(scanner.push(bytes('880203e9')), undefined);
    assert.equal(scanner.atFrameBoundary, false, 'something follows the Close frame');
    assert.equal(scanner.result, result);
    assert.equal(scanner.end(), result);
  }
});

test('end: bytesNeeded is the least that is missing, and frame has the bytes of the frame that is cut off', () => {
  const cases: [stream: string, bytesNeeded: number, offset: number, frame: string][] = [
    ['', 2, 0, ''],
    ['8900', 2, 2, ''],
    ['8103 61', 4, 3, ''],
    ['8900 82', 3, 2, '82'],
    ['8900 827e 01', 3, 2, '827e01'],
    ['8900 82ff 00000000000000', 3, 2, '82ff00000000000000'],
    ['8900 82ff 0000000000000005', 11, 12, ''],
    ['8900 82ff 0000000000000005 010203', 8, 15, ''],
    ['8900 827f 001fffffffffffff 010203', 2 ** 53 - 2, 15, ''],
    ['8900 88', 1, 2, '88'],
    ['8900 8805 03e8', 3, 2, '880503e8'],
    ['8885 010203', 6, 0, '8885010203'],
  ];
  for (const [text, bytesNeeded, offset, frame] of cases) {
    const { result: cut } = scan(bytes(text), [1]);
    const scanner = new CloseFrameScanner();
    assert.equal(scanner.push(bytes(text)), undefined);
    assert.equal(scanner.result, undefined);
    const result = scanner.end();
    assertFailure(result, { kind: 'incomplete', bytesNeeded }, text);
    assert.ok(!result.ok);
    assert.deepEqual([result.offset, hex(result.frame)], [offset, frame], text);
    assert.deepEqual(cut, result, `${text}, byte by byte`);
    assert.equal(scanner.end(), result, 'the same again');
    assert.equal(scanner.result, result);
    assert.equal(scanner.push(bye), undefined, 'nothing is read after the end');
    assert.equal(scanner.end(), result);
  }
});

test('bytes pushed after the end never lead to a frame boundary', () => {
  for (const [text, skipHttpHead] of [
    ['', false],
    ['8103 61', false],
    ['8900 82', false],
    ['4854', true],
  ] as const) {
    const scanner = new CloseFrameScanner({ skipHttpHead });
    scanner.push(bytes(text));
    const before = scanner.atFrameBoundary;
    assert.equal(before, text === '');
    scanner.end();
    scanner.push(bytes(''));
    assert.equal(scanner.atFrameBoundary, before);
    for (let count = 0; count < 5; count++) {
      scanner.push(bytes('61'));
      assert.equal(scanner.atFrameBoundary, false, `${text}, ${count}`);
    }
  }
});

const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nX: \r \n \r\r\n\n\r\n \r\n\r\n';

test('skipHttpHead: frames begin after the first CR LF CR LF, wherever the stream is cut', () => {
  const stream = Buffer.concat([Buffer.from(head), bytes('8101 88'), bye]);
  for (let size = 1; size <= stream.length; size++) {
    const scanner = new CloseFrameScanner({ from: 'server', skipHttpHead: true });
    let result: ScanResult | undefined;
    for (let at = 0; at < stream.length; at += size) {
      const end = Math.min(at + size, stream.length);
      result ??= scanner.push(stream.subarray(at, end));
      const boundary = [head.length, head.length + 3, stream.length].includes(end);
      assert.equal(scanner.atFrameBoundary, boundary, `chunks of ${size}, at ${end}`);
    }
    const expected = { ok: true, code: 1000, reason: 'bye', masked: false, byteLength: 7, offset: head.length + 3 };
    assert.deepEqual(result, expected, `chunks of ${size}`);
  }
});

test('skipHttpHead: a head ends with CR LF CR LF and nothing less', () => {
  for (const end of ['\n\n', '\r\r', '\r\n\n', '\r\n\r', '\n\r\n', '\r\n \r\n', '\r\n\r\r\n']) {
    const scanner = new CloseFrameScanner({ skipHttpHead: true });
    scanner.push(Buffer.concat([Buffer.from(`GET / HTTP/1.1${end}`), bye]));
    assertFailure(scanner.end(), { kind: 'incomplete', bytesNeeded: 3 });
    assert.equal(scanner.atFrameBoundary, false);
  }
  const scanner = new CloseFrameScanner({ skipHttpHead: true });
  assert.ok(scanner.push(Buffer.concat([Buffer.from('\r\n\r\r\n\r\n'), bye]))?.ok);
});

test('skipHttpHead: a head of 64 KiB is skipped, and one that is a byte longer is not', () => {
  for (const [length, found] of [
    [65_536, true],
    [65_537, false],
  ] as const) {
    for (const size of [1000, 65_535, 100_000]) {
      const scanner = new CloseFrameScanner({ skipHttpHead: true });
      const stream = Buffer.concat([Buffer.from(`${'x'.repeat(length - 4)}\r\n\r\n`), bye]);
      let result: ScanResult | undefined;
      for (let at = 0; at < stream.length; at += size) result ??= scanner.push(stream.subarray(at, at + size));
      assert.equal(result?.ok, found ? true : undefined, `${length} bytes in chunks of ${size}`);
      assert.equal(scanner.atFrameBoundary, found);
      assert.equal(scanner.end().offset, found ? length : stream.length);
    }
  }
});

test('skipHttpHead: no frame begins in a head of more than 64 KiB', () => {
  const scanner = new CloseFrameScanner({ skipHttpHead: true });
  assert.equal(scanner.push(Buffer.concat([Buffer.from('x'.repeat(65_536)), bye])), undefined);
  assert.equal(scanner.atFrameBoundary, false);
});

test('messages name the offending value and the rule', () => {
  for (const [stream, message] of [
    ['827f8000000000000000', /length 9223372036854775808 is over 2\^63−1 \(RFC 6455 §5\.2\)/],
    ['827f0020000000000000', /length 9007199254740992 is over 2\^53−1, the most supported \(RFC 6455 §5\.2\)/],
    ['827f0020000000000001', /length 9007199254740993 is over 2\^53−1, the most supported \(RFC 6455 §5\.2\)/],
    ['82ff7fffffffffffffff', /length 9223372036854775807 is over 2\^53−1, the most supported \(RFC 6455 §5\.2\)/],
    ['827fffffffffffffffff', /length 18446744073709551615 is over 2\^63−1 \(RFC 6455 §5\.2\)/],
    ['827f8123456789abcdef', /length 9305357566071262703 is over 2\^63−1 \(RFC 6455 §5\.2\)/],
    ['810161', /ended after 3 bytes without a Close frame \(RFC 6455 §7\.1\.5\)/],
  ] as const) {
    const scanner = new CloseFrameScanner();
    scanner.push(bytes(stream));
    const result = scanner.end();
    assert.ok(!result.ok);
    assert.match(result.error.message, message);
  }
});

test('any Uint8Array is accepted as a chunk', () => {
  const stream = Uint8Array.of(0x89, 0, ...bye);
  for (const chunk of [foreign(stream), Buffer.from(stream), Misleading.from(stream), shared(stream)]) {
    const scanner = new CloseFrameScanner();
    assert.equal(scanner.push(detached(3)), undefined);
    assert.equal(scanner.push(new Uint8Array(0)), undefined);
    const result = scanner.push(chunk);
    assert.deepEqual(result, { ok: true, code: 1000, reason: 'bye', masked: false, byteLength: 7, offset: 2 });
  }
});

test('results share no memory with a chunk, not even with a pooled Node Buffer', () => {
  for (const cut of [2, 4]) {
    const chunk = Buffer.from('880403e861ff', 'hex');
    const scanner = new CloseFrameScanner();
    scanner.push(chunk.subarray(0, cut));
    const result = scanner.push(Buffer.concat([chunk.subarray(cut), Buffer.of(1, 2, 3)]));
    chunk.fill(0);
    assert.ok(result !== undefined && !result.ok);
    assert.equal(hex(result.frame), '880403e861ff');
    assert.equal(result.frame.buffer.byteLength, 6);
    assert.equal(Object.getPrototypeOf(result.frame), Uint8Array.prototype);
  }
});

test('empty chunks change nothing, not even within a header', () => {
  const scanner = new CloseFrameScanner();
  const empty = new Uint8Array(0);
  for (const byte of Uint8Array.of(0x82, 0x7e, 0, 1, 0xff)) {
    scanner.push(empty);
    assert.equal(scanner.push(Uint8Array.of(byte)), undefined);
    scanner.push(empty);
  }
  assert.equal(scanner.atFrameBoundary, true);
  assert.equal(
    scanner.push(frameBytes({ first: 0x88, mask: undefined, payload: payloadOf(4000), lengthBytes: 0 }))?.ok,
    true,
  );
});

test('wrong calls throw a TypeError, and change nothing', () => {
  for (const options of [null, 'client', 1, { from: 'proxy' }] as object[]) {
    assert.throws(() => new CloseFrameScanner(options), /^TypeError: options/);
  }
  for (const skipHttpHead of [null, 0, 1, '', 'no', {}] as unknown as boolean[]) {
    assert.throws(
      () => new CloseFrameScanner({ skipHttpHead }),
      /^TypeError: options\.skipHttpHead must be of type boolean/,
    );
  }
  const scanner = new CloseFrameScanner();
  scanner.push(bye.subarray(0, 3));
  for (const [name, value] of impostors) {
    assert.throws(() => scanner.push(value as Uint8Array), /^TypeError: chunk must be of type Uint8Array/, name);
  }
  assert.equal(scanner.push(bye.subarray(3))?.ok, true);
  assert.throws(() => scanner.push('x' as unknown as Uint8Array), TypeError, 'even after the result');
});

test.run();
