/** Codes and reasons to be sent as whole frames. */

import { code, frame, payload, text, utf8 } from './bytes.js';
import type { EncodeFrameVector, GivenReason, Refusal } from './format.js';

/** U+FFFD as UTF-8: what a lone surrogate is sent as. */
const REPLACEMENT = 'efbfbd';

const KEY = '37fa213d';
const FRAME = 'RFC 6455 §5.2';
const MASKING = 'RFC 6455 §5.3';

const sizes = 'a\u00e9\u754c\u{1f600}';
const server = { from: 'server' } as const;
const client = (maskingKey: string) => ({ from: 'client', maskingKey }) as const;

/** What a row expects: the payload of the frame in hex, or a refusal. */
type Row = [
  name: string,
  section: string,
  code: number | null,
  reason: string | null | GivenReason,
  options: { from?: 'client' | 'server'; maskingKey?: string },
  expect: string | Refusal,
];

// biome-ignore format: one row per call.
const rows: Row[] = [
  ['the shortest frame from a server', FRAME, null, null, server, ''],
  ['only a code, from a server', FRAME, 1001, null, server, payload(1001)],
  ['a code and a reason, from a server', FRAME, 1000, 'bye', server, payload(1000, 'bye')],
  ['the longest frame from a server', FRAME, 1000, 'x'.repeat(123), server, payload(1000, 'x'.repeat(123))],
  ['characters of each size, from a server', FRAME, 4000, sizes, server, payload(4000, sizes)],
  ['an unknown sender: as from a server', FRAME, 1000, 'bye', {}, payload(1000, 'bye')],
  ['the shortest frame from a client: no code, but still a key', MASKING, null, null, client(KEY), ''],
  ['only a code, from a client', MASKING, 1001, null, client(KEY), payload(1001)],
  ...['g', 'go', 'goo', 'good', 'goodb'].map((reason): Row => [
    `a payload of ${2 + reason.length} bytes, from a client`, MASKING, 3000, reason, client(KEY), payload(3000, reason),
  ]),
  ['the longest frame from a client', MASKING, 1000, 'x'.repeat(123), client(KEY), payload(1000, 'x'.repeat(123))],
  ['characters of each size, from a client', MASKING, 4000, sizes, client(KEY), payload(4000, sizes)],
  ['a key of zeros: MASK is still set', MASKING, 1000, 'bye', client('00000000'), payload(1000, 'bye')],
  ['a key of ones', MASKING, 1000, 'bye', client('ffffffff'), payload(1000, 'bye')],
  ['a key of high bits', MASKING, 1000, 'bye', client('80808080'), payload(1000, 'bye')],
  ['a key equal to the first bytes of the payload', MASKING, 1000, 'bye', client('03e86279'), payload(1000, 'bye')],
  ['a lone surrogate, masked as U+FFFD', 'Web IDL, USVString', 4000, text('\ud800'), client(KEY), code(4000) + REPLACEMENT],
  ['a forbidden code, from a server', 'RFC 6455 §7.4.1', 1006, null, server, { kind: 'forbidden-code', code: 1006 }],
  ['a reserved code, from a client', 'RFC 6455 §7.4.2', 5000, null, client(KEY), { kind: 'reserved-code', code: 5000 }],
  ['a reason that is too long, from a client', 'RFC 6455 §5.5', 1000, 'x'.repeat(124), client(KEY), { kind: 'reason-too-long', code: 1000 }],
  ['a reason without a code, from a client', 'RFC 6455 §5.5.1', null, 'bye', client(KEY), { kind: 'reason-without-code' }],
  ['bytes: from a server', FRAME, 4000, { reasonBytes: utf8(sizes) }, server, payload(4000, sizes)],
  ['bytes: from a client', MASKING, 4000, { reasonBytes: utf8(sizes) }, client(KEY), payload(4000, sizes)],
  ['bytes: ill-formed, from a client', 'RFC 6455 §8.1', 4000, { reasonBytes: '6162ff' }, client(KEY), { kind: 'invalid-utf8', code: 4000, byteOffset: 2 }],
];

export const encodeFrameVectors: EncodeFrameVector[] = rows.map(([name, section, code, reason, options, expect]) => ({
  name,
  section,
  code,
  ...(typeof reason === 'string' || reason === null ? { reason } : reason),
  ...options,
  expect: typeof expect === 'string' ? { frame: frame(expect, options.maskingKey) } : expect,
}));
