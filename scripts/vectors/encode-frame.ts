/** Codes and reasons to be sent as whole frames. */

import { code, frame, payload, text, utf8 } from './bytes.js';
import type { EncodeFrameVector } from './format.js';

/** U+FFFD as UTF-8: what a lone surrogate is sent as. */
const REPLACEMENT = 'efbfbd';

const KEY = '37fa213d';
const FRAME = 'RFC 6455 §5.2';
const MASKING = 'RFC 6455 §5.3';

function ofServer(name: string, value: number | null, reason: string | null): EncodeFrameVector {
  const content = value === null ? '' : payload(value, reason ?? '');
  return { name, section: FRAME, code: value, reason, from: 'server', expect: { frame: frame(content) } };
}

function ofClient(name: string, value: number | null, reason: string | null, key = KEY): EncodeFrameVector {
  const content = value === null ? '' : payload(value, reason ?? '');
  return {
    name,
    section: MASKING,
    code: value,
    reason,
    from: 'client',
    maskingKey: key,
    expect: { frame: frame(content, key) },
  };
}

export const encodeFrameVectors: EncodeFrameVector[] = [
  ofServer('the shortest frame of a server', null, null),
  ofServer('a code alone, of a server', 1001, null),
  ofServer('a code and a reason, of a server', 1000, 'bye'),
  ofServer('the longest frame of a server', 1000, 'x'.repeat(123)),
  ofServer('characters of each size, of a server', 4000, 'a\u00e9\u754c\u{1f600}'),
  {
    name: 'nobody says who sends: as a server',
    section: FRAME,
    code: 1000,
    reason: 'bye',
    expect: { frame: frame(payload(1000, 'bye')) },
  },
  ofClient('the shortest frame of a client: a key all the same', null, null),
  ofClient('a code alone, of a client', 1001, null),
  ...['g', 'go', 'goo', 'good', 'goodb'].map((reason) =>
    ofClient(`a payload of ${2 + reason.length} bytes, of a client`, 3000, reason),
  ),
  ofClient('the longest frame of a client', 1000, 'x'.repeat(123)),
  ofClient('characters of each size, of a client', 4000, 'a\u00e9\u754c\u{1f600}'),
  ofClient('a key of zeros: MASK is set all the same', 1000, 'bye', '00000000'),
  ofClient('a key of ones', 1000, 'bye', 'ffffffff'),
  ofClient('a key of high bits', 1000, 'bye', '80808080'),
  ofClient("a key that is the payload's beginning", 1000, 'bye', '03e86279'),
  {
    name: 'a lone surrogate, masked as U+FFFD',
    section: 'Web IDL, USVString',
    code: 4000,
    ...text('\ud800'),
    from: 'client',
    maskingKey: KEY,
    expect: { frame: frame(code(4000) + REPLACEMENT, KEY) },
  },
  {
    name: 'a forbidden code, of a server',
    section: 'RFC 6455 §7.4.1',
    code: 1006,
    reason: null,
    from: 'server',
    expect: { kind: 'forbidden-code', code: 1006 },
  },
  {
    name: 'a reserved code, of a client',
    section: 'RFC 6455 §7.4.2',
    code: 5000,
    reason: null,
    from: 'client',
    maskingKey: KEY,
    expect: { kind: 'reserved-code', code: 5000 },
  },
  {
    name: 'a reason too long, of a client',
    section: 'RFC 6455 §5.5',
    code: 1000,
    reason: 'x'.repeat(124),
    from: 'client',
    maskingKey: KEY,
    expect: { kind: 'reason-too-long', code: 1000 },
  },
  {
    name: 'a reason without a code, of a client',
    section: 'RFC 6455 §5.5.1',
    code: null,
    reason: 'bye',
    from: 'client',
    maskingKey: KEY,
    expect: { kind: 'reason-without-code' },
  },
  {
    name: 'bytes: of a server',
    section: FRAME,
    code: 4000,
    reasonBytes: utf8('a\u00e9\u754c\u{1f600}'),
    from: 'server',
    expect: { frame: frame(payload(4000, 'a\u00e9\u754c\u{1f600}')) },
  },
  {
    name: 'bytes: of a client',
    section: MASKING,
    code: 4000,
    reasonBytes: utf8('a\u00e9\u754c\u{1f600}'),
    from: 'client',
    maskingKey: KEY,
    expect: { frame: frame(payload(4000, 'a\u00e9\u754c\u{1f600}'), KEY) },
  },
  {
    name: 'bytes: broken, of a client',
    section: 'RFC 6455 §8.1',
    code: 4000,
    reasonBytes: '6162ff',
    from: 'client',
    maskingKey: KEY,
    expect: { kind: 'invalid-utf8', code: 4000, byteOffset: 2 },
  },
];
