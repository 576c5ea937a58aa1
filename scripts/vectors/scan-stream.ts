/** Streams: what may come before a Close frame, and what may come instead of it. */

import { frame, hex, payload } from './bytes.js';
import type { FrameContent, Refusal, ScanVector, StreamPart } from './format.js';
import { ended, fault, found, type Shape } from './stream-shapes.js';

const FRAME = 'RFC 6455 §5.2';
const CONTROL = 'RFC 6455 §5.5';
const FRAGMENTATION = 'RFC 6455 §5.4';
const BODY = 'RFC 6455 §5.5.1';
const MASK = 'RFC 6455 §5.1';
const HANDSHAKE = 'RFC 6455 §4.1';
const ENDED = 'RFC 6455 §7.1.5';
const LIMIT = 'RFC 6455 §10.4';
const KEY = '37fa213d';

const close = frame(payload(4001, 'bye'));
const closed: FrameContent = { code: 4001, reason: 'bye', masked: false, byteLength: 7 };
const masked = frame(payload(4001, 'bye'), KEY);

const text = frame(hex(Buffer.from('hello')), undefined, 0x81);

/** Frames that are skipped, whatever they contain. */
const skipped: [name: string, section: string, frames: StreamPart[][]][] = [
  ['nothing before it', FRAME, []],
  ['a text frame', FRAME, [[text]]],
  ['an empty text frame', FRAME, [['8100']]],
  ['a masked text frame', MASK, [[frame('68656c6c6f', KEY, 0x81)]]],
  ['an empty masked frame', MASK, [['818037fa213d']]],
  ['a ping and a pong', CONTROL, [[frame('61', undefined, 0x89)], [frame('61', undefined, 0x8a)]]],
  ['a message in three fragments', FRAGMENTATION, [['010161'], ['000162'], ['800163']]],
  ['a ping between fragments, with one still to come', FRAGMENTATION, [['010161'], ['8900'], ['000162']]],
  ['a compressed message: RSV1', 'RFC 7692 §6', [['c107f248cdc9c90700']]],
  ['RSV bits and opcodes of extensions', FRAME, [['f30161'], ['bb0162'], ['0f00']]],
  ['payloads that look like Close frames', FRAME, [['82048802 03e8'.replace(' ', '')], ['8207', close]]],
  ['a masked payload that looks like a Close frame on the wire', MASK, [['828700000000', close]]],
  ['125 bytes: the longest in 7 bits', FRAME, [['827d', { repeat: '88', times: 125 }]]],
  ['126 bytes: the shortest in 16 bits', FRAME, [['827e007e', { repeat: '88', times: 126 }]]],
  ['126 bytes, masked', FRAME, [['82fe007e', KEY, { repeat: '88', times: 126 }]]],
  ['65535 bytes: the longest in 16 bits', FRAME, [['827effff', { repeat: '88', times: 65535 }]]],
  ['65536 bytes: the shortest in 64 bits', FRAME, [['827f0000000000010000', { repeat: '88', times: 65536 }]]],
  ['65536 bytes, masked', FRAME, [['82ff0000000000010000', KEY, { repeat: '88', times: 65536 }]]],
  ['a length of 2 in 16 bits: not the shortest form, which does not matter', FRAME, [['827e00028800']]],
  ['a length of 2 in 64 bits: not the shortest form, which does not matter', FRAME, [['827f00000000000000028800']]],
  ['a length of 0 in 64 bits, masked', FRAME, [['82ff0000000000000000', KEY]]],
  [
    'a ping of 126 bytes: invalid, but only Close frames are checked',
    CONTROL,
    [['897e007e', { repeat: '88', times: 126 }]],
  ],
  [
    'the examples of RFC 6455 in a row',
    'RFC 6455 §5.7',
    [
      ...[['810548656c6c6f'], ['818537fa213d7f9f4d5158'], ['010348656c'], ['80026c6f'], ['890548656c6c6f']],
      ...[['8a8537fa213d7f9f4d5158'], ['827e0100', { repeat: '88', times: 256 }]],
      ['827f0000000000010000', { repeat: '88', times: 65536 }],
    ],
  ],
  ['forty frames', FRAME, Array.from({ length: 40 }, () => [text])],
];

const afterFrames = skipped.map(([name, section, before]) =>
  found({ name: `after: ${name}`, section, before }, close, closed),
);

const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
const ascii = (value: string) => hex(Buffer.from(value, 'latin1'));
const withHead = (name: string, value: StreamPart[]): Shape => ({
  name: `HTTP head: ${name}`,
  section: HANDSHAKE,
  before: [value],
  skipHttpHead: true,
});

const afterHeads: ScanVector[] = [
  found(withHead('a response', [ascii(head)]), close, closed),
  found(
    { ...withHead('a request, and the mask is checked', [ascii('GET / HTTP/1.1\r\nHost: a\r\n\r\n')]), from: 'client' },
    masked,
    { ...closed, masked: true, byteLength: 11 },
  ),
  found(withHead('CR CR LF CR LF ends it, as its last four bytes do', ['0d0d0a0d0a']), close, closed),
  found(withHead('CR LF CR CR LF CR LF ends it', ['0d0a0d0d0a0d0a']), close, closed),
  found(withHead('LF LF does not end it', [ascii('a\n\nb\r\n\r\n')]), close, closed),
  found(withHead('CR LF LF CR LF does not end it too early', [ascii('a\r\n\n\r\nb\r\n\r\n')]), close, closed),
  found(withHead('only CR LF CR LF', ['0d0a0d0a']), close, closed),
  found(withHead('bytes like those of a Close frame are skipped', ['880203e8', ascii('\r\n\r\n')]), close, closed),
  found(withHead('of 65536 bytes, the longest', [{ repeat: '61', times: 65532 }, '0d0a0d0a']), close, closed),
  found(
    { ...withHead('another frame before the Close frame', [ascii(head)]), before: [[ascii(head)], [text]] },
    close,
    closed,
  ),
  ended({ name: 'HTTP head: of 65537 bytes, too long', section: LIMIT, skipHttpHead: true }, '', [
    { repeat: '61', times: 65533 },
    '0d0a0d0a',
    close,
  ]),
  ended({ name: 'HTTP head: it never ends', section: HANDSHAKE, skipHttpHead: true }, '', [ascii(head).slice(0, -4)]),
  ended({ name: 'HTTP head: no bytes', section: HANDSHAKE, skipHttpHead: true }, ''),
  ended(withHead('the stream ends after it', [ascii(head)]), ''),
];

const of = (name: string, section: string, from?: 'client' | 'server'): Shape => ({
  name,
  section,
  before: [[text]],
  ...(from && { from }),
});

const results: ScanVector[] = [
  found(of('without a code', 'RFC 6455 §7.1.5'), '8800', { code: 1005, reason: '', masked: false, byteLength: 2 }),
  found(of('masked, from a client, after an unmasked data frame, which is not checked', MASK, 'client'), masked, {
    ...closed,
    masked: true,
    byteLength: 11,
  }),
  found(of('unmasked, from a server', MASK, 'server'), close, closed),
  found(of('masked, from an unknown sender', MASK), masked, { ...closed, masked: true, byteLength: 11 }),
  found(of('the longest from a client', CONTROL, 'client'), frame(payload(1000, 'x'.repeat(123)), KEY), {
    code: 1000,
    reason: 'x'.repeat(123),
    masked: true,
    byteLength: 131,
  }),
  found(of('a data frame after it is not part of it', BODY), close, closed, [text]),
  found(of('a second one after it: the first counts', BODY), close, closed, [frame(payload(1006))]),
];

// biome-ignore format: one row per fault.
const faults: ScanVector[] = (
  [
    // name, section, sender, frame, how many bytes show it, what it is
    ['RSV1 in a Close frame', FRAME, undefined, 'c80203e8', 1, { kind: 'reserved-bits', failCode: 1002, byteOffset: 0 }],
    ['a Close frame without FIN', CONTROL, undefined, '080203e8', 1, { kind: 'fragmented', failCode: 1002, byteOffset: 0 }],
    ['a Close frame with a length of 1', BODY, undefined, '880103', 2, { kind: 'payload-too-short', failCode: 1002, byteOffset: 1 }],
    ['a Close frame with a length in 16 bits', CONTROL, undefined, '887e000203e8', 2, { kind: 'payload-too-long', failCode: 1002, byteOffset: 1 }],
    ['a Close frame with a length in 64 bits', CONTROL, undefined, '887f000000000000000203e8', 2, { kind: 'payload-too-long', failCode: 1002, byteOffset: 1 }],
    ['an unmasked Close frame from a client', MASK, 'client', close, 2, { kind: 'mask-missing', failCode: 1002, byteOffset: 1 }],
    ['a masked Close frame from a server', MASK, 'server', masked, 2, { kind: 'mask-unexpected', failCode: 1002, byteOffset: 1 }],
    ['a code that must not be sent', 'RFC 6455 §7.4.1', undefined, frame(payload(1006, 'x')), 5, { kind: 'forbidden-code', failCode: 1002, code: 1006, byteOffset: 2 }],
    ['a code that must not be sent, masked', 'RFC 6455 §7.4.1', undefined, frame(payload(1015), KEY), 8, { kind: 'forbidden-code', failCode: 1002, code: 1015, byteOffset: 6 }],
    ['a reserved code', 'RFC 6455 §7.4.2', undefined, frame(payload(2999)), 4, { kind: 'reserved-code', failCode: 1002, code: 2999, byteOffset: 2 }],
    ['a reason that is not UTF-8', 'RFC 6455 §8.1', undefined, frame(`${payload(4000, 'bye')}c0af`), 9, { kind: 'invalid-utf8', failCode: 1007, code: 4000, byteOffset: 7 }],
    ['a reason that is not UTF-8, masked', 'RFC 6455 §8.1', undefined, frame(`${payload(4000)}ff`, KEY), 9, { kind: 'invalid-utf8', failCode: 1007, code: 4000, byteOffset: 8 }],
  ] as [string, string, 'client' | 'server' | undefined, string, number, Refusal][]
).map(([name, section, from, bytes, judged, expect]) => fault(of(name, section, from), bytes, judged, expect));

const invalid: Refusal = { kind: 'invalid-length', failCode: 1002, byteOffset: 2 };
const unsupported: Refusal = { kind: 'length-unsupported', failCode: 1009, byteOffset: 2 };

const lengths: ScanVector[] = [
  fault(of('a 64-bit length with its top bit set', FRAME), '827f8000000000000000', 10, invalid),
  fault(of('a 64-bit length of all ones', FRAME), '827fffffffffffffffff', 10, invalid),
  fault(of('a 64-bit length with its top bit set, masked', FRAME), `82ff8000000000000001${KEY}`, 10, invalid),
  fault(of('a length of 2^63-1: valid, but not supported', LIMIT), '827f7fffffffffffffff', 10, unsupported),
  fault(of('a length of 2^53: one more than is supported', LIMIT), '827f0020000000000000', 10, unsupported),
  ended(of('a length of 2^53-1, and the stream ends in the payload', FRAME), '', ['827f001fffffffffffff', '0102']),
  ended(of('a length of 2^32, and the stream ends in the payload', FRAME), '', ['827f0000000100000000', '880203e8']),
];

const endings: ScanVector[] = [
  ended({ name: 'no bytes', section: ENDED }, ''),
  ended(of('the stream ends between two frames', ENDED), ''),
  ended(of('the stream ends in a payload', ENDED), '', ['810568656c']),
  ended(of('the stream ends before a payload in 16 bits', ENDED), '', ['817e0100']),
  ended(of('the stream ends after the first byte of a data frame', ENDED), '81'),
  ended(of('the stream ends in a 16-bit length', ENDED), '817e01'),
  ended(of('the stream ends in a 64-bit length', ENDED), '817f00000000000001'),
  ended(of('the stream ends in a masking key', ENDED), '', ['818537fa']),
  ended(of('the stream ends before a masking key', ENDED), '', ['8185']),
  ended(of('the stream ends after the first byte of a masking key', ENDED, 'client'), '', ['818537']),
  ended(of('the stream ends before the last byte of a masking key', ENDED), '', ['818537fa21']),
  ended(of('the stream ends after a masking key', ENDED), '', ['818537fa213d']),
  ended(of('the stream ends in the masking key of an empty frame', ENDED), '', ['818037fa21']),
  ended(of('the stream ends in the masking key after a 16-bit length', ENDED), '', ['81fe0100', '37fa']),
  ended(of('the stream ends in the masking key after a 64-bit length', ENDED), '', ['81ff0000000000010000', '37fa21']),
  ended(of('the stream ends after the first byte of a Close frame', ENDED), '88', [], 1),
  ended(of('the stream ends in the masking key of a Close frame', ENDED, 'client'), '888237fa', [], 4),
  ended(of('the stream ends in the code of a Close frame', ENDED), '880203', [], 1),
  ended(of('the stream ends before the last byte of a Close frame', ENDED), close.slice(0, -2), [], 1),
  ended(of('the stream ends in a Close frame with a forbidden code', ENDED), '880503ee', [], 3),
];

export const scanVectors: ScanVector[] = [...afterFrames, ...afterHeads, ...results, ...faults, ...lengths, ...endings];
