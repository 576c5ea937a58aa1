import assert from 'node:assert/strict';
import { closeCodes, encodeCloseFrame, encodeClosePayload, isSendableCode } from 'close-frame';
import { type HintKind, type InspectOptions, inspectClose } from 'close-frame/inspect';
import { suite } from 'uvu';
import { bytes, hex, payloadOf, utf8 } from '../support/bytes.js';
import { extent } from '../support/extent.js';
import { goodKinds, randomSource } from '../support/payloads.js';

const test = suite('inspect/hints');

const asPayload = { as: 'payload' } as const;

function kindsOf(input: Uint8Array, options?: InspectOptions): HintKind[] {
  return inspectClose(input, options).hints.map(({ kind }) => kind);
}

function messageOf(input: Uint8Array, options?: InspectOptions): string | undefined {
  return inspectClose(input, options).hints.at(0)?.message;
}

/** The hint is the same for a payload on its own and in a frame from either side. */
function assertHint(payload: Uint8Array, expected: HintKind | undefined, label: string): void {
  const kinds = expected === undefined ? [] : [expected];
  assert.deepEqual(kindsOf(payload, asPayload), kinds, label);
  if (payload.length > 125) return;
  const masked = payload.map((byte, at) => byte ^ [1, 2, 0x83, 0xff][at & 3]!);
  assert.deepEqual(kindsOf(Uint8Array.of(0x88, payload.length, ...payload)), kinds, `${label}, in a frame`);
  const frame = Uint8Array.of(0x88, 0x80 | payload.length, 1, 2, 0x83, 0xff, ...masked);
  assert.deepEqual(kindsOf(frame), kinds, `${label}, masked`);
}

const tcp = '0050 c001 00000001 00000002 5018 0400 0000 0000';
const ipv4 = `4500 0028 0001 4000 4006 3ccd 7f000001 7f000001 ${tcp}`;
const ipv6 = `6000 0000 0014 0640 ${'00'.repeat(15)}01 ${'00'.repeat(15)}01 ${tcp}`;
const macs = '00 11 22 33 44 55 66 77 88 99 aa bb';

/** Payloads on both sides of each limit, in hex or as text in quotation marks. */
const borders: [payload: string, hint: HintKind | undefined][] = [
  ['a1b2c3d4', 'capture'],
  ['d4c3b2a1 0200 0400', 'capture'],
  ['a1b23c4d', 'capture'],
  ['4d3cb2a1', 'capture'],
  ['0a0d0d0a 1c000000 4d3c2b1a', 'capture'],
  ['0a0d0d0a', 'capture'],
  ['0a0d0d', undefined],
  ['0a0d0d0b', undefined],
  ['d4c3b2', 'still-masked'],
  ['d4c3b2a2', 'still-masked'],

  ['"HTTP/1.1 "', 'http'],
  ['"HTTP/1.0 400 Bad Request\r\n\r\n"', 'http'],
  ['"HTTP/1.1"', 'reason-without-code'],
  ['"HTTP/1,1 "', 'reason-without-code'],
  ['"XHTTP/1.1 "', 'reason-without-code'],
  ['"GET /"', 'http'],
  ['"GET / HTTP/1.1\r\n"', 'http'],
  ['"POST http://a"', 'http'],
  ['"PUT https://a"', 'http'],
  ['"OPTIONS * HTTP/1.1"', 'http'],
  ['"CONNECT a.example:443"', 'http'],
  ['"PRI * HTTP/2.0\r\n"', 'http'],
  ['"GET "', 'reason-without-code'],
  ['"GET lost"', 'reason-without-code'],
  ['"get /"', 'reason-without-code'],
  ['"GETS /"', 'reason-without-code'],
  ['"FORGET /"', 'reason-without-code'],
  ['"CONNECT failed"', 'reason-without-code'],

  [ipv4, 'packet'],
  [`${ipv4} 88 02`, 'packet'], // padded: the checksum is right
  [ipv4.replace('3ccd', '0000'), 'packet'], // the checksum was left to the network card: the length is right
  [ipv4.replace('3ccd', '3ccf').replace('0028', '0027'), 'still-masked'],
  [`${ipv4.replace('3ccd', '3ccc')} 00`, 'still-masked'],
  [ipv4.slice(0, 48), 'packet'], // only the header, whose checksum is right
  [ipv4.slice(0, 45), 'still-masked'],
  [ipv4.replace('4500 0028', '4400 0028'), 'still-masked'],
  [ipv4.replace('4500', '5500'), 'still-masked'],
  ['4600 0028 0001 4000 4006 3bcd 7f000001 7f000001', 'still-masked'], // the header is cut off
  ['4500 0013 0001 4000 4006 3ce2 7f000001 7f000001', 'still-masked'], // it is shorter than its header
  ['4500 0014 0001 4000 4006 3ce1 7f000001 7f000001', 'packet'],
  [ipv6, 'packet'],
  [`${ipv6} 00`, 'still-masked'],
  [ipv6.replace('6000', '7000'), 'still-masked'],
  [`${macs} 0800 ${ipv4}`, 'packet'],
  [`${macs} 86dd ${ipv6}`, 'packet'],
  [`${macs} 86dd ${ipv4}`, 'still-masked'],
  [`${macs} 0806 ${ipv4}`, 'still-masked'],
  [`${macs} 86dd ${'00'.repeat(40)}`, 'still-masked'],
  [macs, 'still-masked'],
  [`ffffffffffff 66778899aabb 0800 ${ipv4}`, 'packet'],

  ['ff00', 'hixie-76'],
  ['ff01', undefined],
  ['fe00', undefined],
  ['ff0000', undefined],

  ['"880203e8"', 'hex-as-text'],
  ['"88"', 'hex-as-text'],
  ['"880"', 'reason-without-code'],
  ['"88020"', 'reason-without-code'],
  ['"88 02 03 e8"', 'reason-without-code'],
  ['"03e8"', 'hex-as-text'],
  ['"03E8627965"', 'hex-as-text'],
  ['"03e7"', 'reason-without-code'],
  ['"03ec"', 'reason-without-code'],
  ['"1387"', 'hex-as-text'],
  ['"138762"', 'hex-as-text'],
  ['"1388"', 'reason-without-code'],
  ['"138862"', 'reason-without-code'],
  ['"1004"', 'hex-as-text'],
  ['"0bb8"', 'hex-as-text'],
  ['"deadbeef"', 'reason-without-code'],

  ['"1000"', 'code-as-text'], // although it is 4096 in hex
  ['"100062"', 'hex-as-text'],
  ['"1000 bye"', 'code-as-text'],
  ['"4999\u{2026}"', 'code-as-text'],
  ['"10000"', 'reason-without-code'],
  ['"5000"', 'reason-without-code'],
  ['"0999"', 'reason-without-code'],
  ['"1005"', 'hex-as-text'], // as digits it may not be sent, and in hex it is 4101
  ['"1015 tls"', 'reason-without-code'],
  ['"100"', 'reason-without-code'],

  ['ffff', 'minus-one'],
  ['fffe', undefined],
  ['ffff00', undefined],

  ['000003e8', 'code-in-32-bits'],
  ['000003e8 627965', 'code-in-32-bits'],
  ['00001387', 'code-in-32-bits'],
  ['00001388', 'still-masked'],
  ['000003', undefined],
  ['000103e8', 'still-masked'],

  ['e803', 'bytes-swapped'],
  ['e803 627965', 'bytes-swapped'],
  ['b80b', 'bytes-swapped'],
  ['c00b', 'bytes-swapped'],
  ['e703', undefined],
  ['ec03', undefined], // 1004 may not be sent
  ['b90b', undefined], // 3001 is not assigned

  ['00e8', 'high-byte-lost'],
  ['00f6 62', 'high-byte-lost'],
  ['00e7', undefined],
  ['00ec', undefined],
  ['00f7', undefined],
  ['01e8', undefined],
  ['e8', undefined],
  ['00', undefined],

  ['"We close"', 'reason-without-code'],
  ['2020', 'reason-without-code'],
  ['7e7e', 'reason-without-code'],
  ['7e7f', undefined],
  ['201f', undefined],
  ['"caf\u00e9"', undefined], // not printable, but UTF-8
  ['"x"', undefined],

  ['5765ff', 'still-masked'],
  ['5765c3', 'still-masked'],
  ['5765c3bc', undefined],
  ['03ee ff', 'still-masked'],
  ['03e8 ff', undefined],
];

for (const [payload, hint] of borders) {
  test(`${payload.slice(0, 40)}: ${hint ?? 'no hint'}`, () => {
    const text = /^"(.*)"$/s.exec(payload)?.[1];
    assertHint(text === undefined ? bytes(payload) : utf8(text), hint, payload);
  });
}

/** The hints for two bytes, as the rules in their order. */
function hintOfTwo(code: number): HintKind | undefined {
  const assigned = closeCodes.filter(({ sendable }) => sendable).map((info) => info.code);
  const [high, low] = [code >> 8, code & 0xff];
  if (isSendableCode(code)) return undefined;
  if (code === 0xff00) return 'hixie-76';
  if (String.fromCharCode(high, low) === '88') return 'hex-as-text';
  if (code === 0xffff) return 'minus-one';
  if (assigned.includes(low * 256 + high)) return 'bytes-swapped';
  if (high === 0 && assigned.includes(0x300 + low)) return 'high-byte-lost';
  const isPrintable = [high, low].every((byte) => byte >= 0x20 && byte <= 0x7e);
  return isPrintable ? 'reason-without-code' : undefined;
}

/** All pairs of bytes; or some of them, including all that have their own hint. */
const pairs = Array.from({ length: 0x10000 }, (_, code) => code).filter((code) => {
  const isOwn = ![undefined, 'reason-without-code'].includes(hintOfTwo(code));
  return isOwn || (code >= 990 && code < 1020) || code % extent(1, 13) === 0;
});

test('each of the 65,536 payloads of two bytes has the hint of the first rule that applies', () => {
  for (const code of pairs) {
    const hint = hintOfTwo(code);
    assert.deepEqual(kindsOf(payloadOf(code), asPayload), hint === undefined ? [] : [hint], String(code));
  }
});

test('two bytes have the same hint, or none as a frame, if the first byte decides what they are', () => {
  for (const code of pairs) {
    const isFrame = code >> 8 === 0x88;
    const hint = isFrame ? undefined : hintOfTwo(code);
    assert.deepEqual(kindsOf(payloadOf(code)), hint === undefined ? [] : [hint], String(code));
    if (code >= 0x8000) assert.deepEqual(kindsOf(payloadOf(code), { as: 'frame' }), [], String(code));
  }
});

test('four digits are read as a code, as hex or as a reason, on their own and before other characters', () => {
  for (let number = 0; number < 10_000; number += extent(1, 3)) {
    const text = String(number).padStart(4, '0');
    const isCode = isSendableCode(number);
    const isHex = text.startsWith('88') || isSendableCode(Number.parseInt(text, 16));
    const other = isHex ? 'hex-as-text' : 'reason-without-code';
    assert.deepEqual(kindsOf(utf8(text)), [isCode ? 'code-as-text' : other], text);
    assert.deepEqual(kindsOf(utf8(`${text}0`)), ['reason-without-code'], `${text}0`);
    assert.deepEqual(kindsOf(utf8(`${text} a`)), [isCode ? 'code-as-text' : 'reason-without-code'], `${text} a`);
    assert.deepEqual(kindsOf(utf8(`${text}ab`)), [
      isHex ? 'hex-as-text' : isCode ? 'code-as-text' : 'reason-without-code',
    ]);
  }
});

test('a code in 32 bits is recognized if and only if it is sendable', () => {
  for (const code of pairs) {
    const [first] = kindsOf(Uint8Array.of(0, 0, code >> 8, code & 0xff));
    assert.equal(first === 'code-in-32-bits', isSendableCode(code), String(code));
  }
});

test('a sentence says what the bytes are and what the peer did wrong', () => {
  const sentences: [payload: Uint8Array, sentence: string][] = [
    [utf8('We close'), 'The payload is the text “We close”: the reason was sent without a status code.'],
    [
      bytes('e803'),
      'The first two bytes are 1000 (Normal Closure) in little-endian order, but a status code is big-endian.',
    ],
    [bytes('00000fa0'), 'The first four bytes are 4000: the status code was sent in 32 bits instead of 16.'],
    [bytes('00e9'), 'The status code 233 is the low byte of 1001 (Going Away): the peer lost the high byte.'],
    [
      bytes('0a0d0d0a'),
      'The bytes are the start of a pcapng file, a packet capture: first extract from it what one side sent.',
    ],
    [
      bytes('d4c3b2a1'),
      'The bytes are the start of a pcap file, a packet capture: first extract from it what one side sent.',
    ],
    [utf8('HTTP/1.1 '), 'The bytes are an HTTP response, but WebSocket frames only begin after the HTTP heads.'],
    [utf8('GET /'), 'The bytes are an HTTP request, but WebSocket frames only begin after the HTTP heads.'],
    [
      bytes(`${macs} 86dd ${ipv6}`),
      'The bytes are an Ethernet frame with an IPv6 packet, including its headers: the WebSocket frame is in the TCP payload.',
    ],
  ];
  for (const [payload, sentence] of sentences) assert.equal(messageOf(payload, asPayload), sentence);
  for (const [payload] of borders) {
    const text = /^"(.*)"$/s.exec(payload)?.[1];
    const message = messageOf(text === undefined ? bytes(payload) : utf8(text), asPayload);
    if (message !== undefined) assert.match(message, /^[A-Z][ -~“”−…]*\.$/);
  }
});

test('only the start of a long text is quoted', () => {
  const sentence = messageOf(utf8('a '.repeat(1000)), asPayload)!;
  assert.equal(sentence, `The payload is the text “${'a '.repeat(30)}…”: the reason was sent without a status code.`);
  assert.match(messageOf(utf8('x'.repeat(60)), asPayload)!, /“x{60}”/);
  assert.match(messageOf(utf8('x'.repeat(61)), asPayload)!, /“x{60}…”/);
});

test('bytes that begin like a frame are also tried as a payload, unless the caller says what they are', () => {
  const captured = bytes('d4c3b2a1 0200 0400');
  for (const [input, hint] of [
    [bytes('ffff'), 'minus-one'],
    [bytes('ff00'), 'hixie-76'],
    [bytes('e803 627965'), 'bytes-swapped'], // although a Close frame with the text “bye” could be read in it
    [captured, 'capture'],
    [bytes(`ffffffffffff 66778899aabb 0800 ${ipv4}`), 'packet'],
  ] as const) {
    assert.deepEqual(kindsOf(input), [hint]);
    assert.deepEqual(kindsOf(input, { as: 'payload' }), [hint]);
  }
  assert.deepEqual(kindsOf(bytes('e803 627965'), { as: 'frame' }), ['reason-without-code']);
  assert.deepEqual(kindsOf(captured, { as: 'frame' }), []);
  assert.deepEqual(kindsOf(bytes('8803')), [], 'a Close frame that is cut off');
  assert.deepEqual(kindsOf(bytes('8000 03e8 62')), [], 'another frame has no Close payload');
});

test('a second Close frame is reported if its header is valid and it is whole', () => {
  for (const [text, isSecond] of [
    ['8800 8800', true],
    ['8800 8802 03e8', true],
    ['880203e8 8882 01020304 02ea', true],
    ['8800 8802 03ee', true],
    ['8800 8802 03ec', true],
    ['8800 8803 03e8 ff', true],
    ['8800 8800 8800', true],
    ['c800 8800', true],
    ['8800', false],
    ['8800 88', false],
    ['8800 8802 03', false],
    ['8800 8801 03', false],
    ['8800 887e 0000', false],
    ['8800 0800', false],
    ['8800 c800', false],
    ['8800 8100 8800', false],
    ['8100 8800', false],
    ['8802 03', false],
    ['8802 8800', false],
  ] as const) {
    assert.equal(kindsOf(bytes(text)).includes('second-close'), isSecond, text);
  }
  const view = inspectClose(bytes('880203e8 8800'));
  assert.equal(view.result.ok, true);
  assert.deepEqual(view.hints, [
    {
      kind: 'second-close',
      message: 'Another Close frame begins at byte 4, but a peer must send nothing after its first one.',
    },
  ]);
});

test('a second Close frame is reported together with the hint for the payload', () => {
  assert.deepEqual(kindsOf(bytes(`8802 e803 8800`)), ['bytes-swapped', 'second-close']);
  assert.deepEqual(kindsOf(Uint8Array.of(0x88, 8, ...utf8('We close'), 0x88, 0)), [
    'reason-without-code',
    'second-close',
  ]);
});

test('a payload of any length is checked if it is whole', () => {
  const text = 'We close because '.repeat(20);
  const frame = Uint8Array.of(0x88, 126, text.length >> 8, text.length & 0xff, ...utf8(text));
  assert.deepEqual(kindsOf(frame), ['reason-without-code']);
  assert.deepEqual(kindsOf(frame.subarray(0, -1)), []);
});

for (const [name, payload] of Object.entries(goodKinds)) {
  test(`no hint for ${name}`, () => {
    const random = randomSource(1);
    for (let run = 0; run < 5000; run++) {
      const input = payload(random);
      assert.deepEqual(kindsOf(input), [], hex(input));
    }
  });
}

test('valid bytes have no hint: each code that may be sent, in a payload and in a frame', () => {
  for (let code = 1000; code < 5000; code++) {
    if (!isSendableCode(code)) continue;
    const payload = encodeClosePayload(code, 'bye');
    const frame = encodeCloseFrame(code, '', { from: 'client' });
    assert.ok(payload.ok && frame.ok);
    assert.deepEqual([kindsOf(payload.bytes), kindsOf(frame.bytes)], [[], []]);
  }
  // An Ethernet frame to an address that begins like a code, and to another one.
  const frame = `22334455 66 77 08 09 0a 0b 0800 4500 0024 ${'00'.repeat(32)}`;
  assert.equal(inspectClose(bytes(`1000 ${frame}`)).result.ok, true);
  assert.deepEqual(kindsOf(bytes(`1000 ${frame}`)), []);
  assert.deepEqual(kindsOf(bytes(`0010 ${frame}`)), ['packet']);
});

test.run();
