/** What a proxy may pass on. */

import { text, utf8 } from './bytes.js';
import { codeCases } from './codes.js';
import type { Closing, RelayVector } from './format.js';

const CONTROL = 'RFC 6455 §5.5';
const UTF8 = 'RFC 3629 §3';
const USV_STRING = 'Web IDL, USVString';
const ENCODING = 'WHATWG Encoding, UTF-8 decode without BOM';
const SCRIPT = 'WHATWG WebSockets, close()';

function relayed(
  name: string,
  section: string,
  code: number | null,
  reason: string | null,
  expected: Closing,
  accepts: RelayVector['accepts'] = 'sendable',
  fallback = accepts === 'script' ? 4011 : 1011,
): RelayVector {
  const given = reason === null ? { reason } : text(reason);
  return { name, section, code, ...given, accepts, fallback, expect: expected };
}

const none: Closing = { code: null, reason: null };

/** Every code, relayed to a peer that accepts all sendable ones. 1005 means that there was no code. */
const codes: RelayVector[] = codeCases.map(({ code, verdict, section, what }) =>
  relayed(
    `code ${code}: ${what}`,
    section,
    code,
    'bye',
    code === 1005 ? none : { code: verdict === 'sendable' ? code : 1011, reason: 'bye' },
  ),
);

/** The limits of what a peer accepts: which codes are passed on, and which are replaced. */
function limits(
  peer: string,
  section: string,
  accepts: RelayVector['accepts'],
  fallback: number,
  passed: number[],
  replaced: number[],
): RelayVector[] {
  return [1005, ...passed, ...replaced]
    .sort((one, other) => one - other)
    .map((code) => {
      const expected = code === 1005 ? none : { code: passed.includes(code) ? code : fallback, reason: 'bye' };
      return relayed(`code ${code} to ${peer}`, section, code, 'bye', expected, accepts);
    });
}

const byScript = limits(
  "a Web API's socket",
  SCRIPT,
  'script',
  4011,
  [1000, 3000, 4999],
  [999, 1001, 1006, 1011, 1014, 2999, 5000],
);

const portable = limits(
  'an unknown peer',
  'RFC 6455 §7.4',
  'portable',
  1011,
  [1000, 1003, 1007, 1011, 4000, 4999],
  [999, 1004, 1006, 1012, 1014, 3000, 3999, 5000],
);

const reasons: RelayVector[] = [
  relayed('no code', 'RFC 6455 §7.1.5', null, null, none),
  relayed('no code, but a reason: it cannot be sent', 'RFC 6455 §5.5.1', null, 'bye', none),
  relayed('1005 and an empty reason, as an API reports an empty frame', 'RFC 6455 §7.1.5', 1005, '', none),
  relayed('no reason', 'RFC 6455 §5.5.1', 1000, null, { code: 1000, reason: '' }),
  relayed('a code over 16 bits', 'RFC 6455 §5.5.1', 66536, 'bye', { code: 1011, reason: 'bye' }),
  relayed('a negative code', 'RFC 6455 §5.5.1', -1, 'bye', { code: 1011, reason: 'bye' }),
  relayed('another fallback', 'RFC 6455 §7.4.1', 1006, 'bye', { code: 1014, reason: 'bye' }, 'sendable', 1014),
  relayed(
    'a fallback that is not needed',
    'RFC 6455 §7.4.1',
    1001,
    'bye',
    { code: 1001, reason: 'bye' },
    'sendable',
    1014,
  ),
  relayed('a reason that is too long', CONTROL, 1000, 'x'.repeat(124), { code: 1000, reason: 'x'.repeat(123) }),
  relayed('a reason that is too long, with a code replaced', CONTROL, 1006, 'x'.repeat(124), {
    code: 1011,
    reason: 'x'.repeat(123),
  }),
  relayed('a reason cut before a character', UTF8, 1000, `${'x'.repeat(121)}\u754c`, {
    code: 1000,
    reason: 'x'.repeat(121),
  }),
  relayed('lone surrogates become U+FFFD', USV_STRING, 1000, '\ude00a\ud83d', { code: 1000, reason: '\uFFFDa\uFFFD' }),
  relayed('42 lone surrogates: 41 U+FFFD fit', USV_STRING, 1000, '\ud800'.repeat(42), {
    code: 1000,
    reason: '\uFFFD'.repeat(41),
  }),
];

function fromBytes(name: string, section: string, bytes: string, reason: string): RelayVector {
  return {
    name: `bytes: ${name}`,
    section,
    code: 1000,
    reasonBytes: bytes,
    accepts: 'sendable',
    fallback: 1011,
    expect: { code: 1000, reason },
  };
}

/** Reasons as bytes, as some APIs report them: one U+FFFD for each maximal ill-formed sequence. */
const bytes: RelayVector[] = [
  fromBytes('none', ENCODING, '', ''),
  fromBytes('UTF-8', ENCODING, utf8('a\u00e9\u754c\u{1f600}'), 'a\u00e9\u754c\u{1f600}'),
  fromBytes('a U+FEFF at the start is kept', ENCODING, utf8('\uFEFFbye'), '\uFEFFbye'),
  fromBytes('a byte that is never UTF-8', ENCODING, '61ff62', 'a\uFFFDb'),
  fromBytes('a character cut off: one U+FFFD', ENCODING, '61f09f98', 'a\uFFFD'),
  fromBytes('a character interrupted by another', ENCODING, 'e79561', '\uFFFDa'),
  fromBytes('a surrogate: one U+FFFD per byte', ENCODING, 'eda080', '\uFFFD\uFFFD\uFFFD'),
  fromBytes('an overlong form: one U+FFFD per byte', ENCODING, 'c0af', '\uFFFD\uFFFD'),
  fromBytes('over U+10FFFF: one U+FFFD per byte', ENCODING, 'f4908080', '\uFFFD\uFFFD\uFFFD\uFFFD'),
  fromBytes('124 of them: cut', CONTROL, utf8('x'.repeat(124)), 'x'.repeat(123)),
  fromBytes('a character over the limit', UTF8, utf8(`${'x'.repeat(122)}\u00e9`), 'x'.repeat(122)),
  fromBytes('42 ill-formed bytes: 41 U+FFFD fit', CONTROL, 'ff'.repeat(42), '\uFFFD'.repeat(41)),
];

export const relayVectors: RelayVector[] = [...reasons, ...codes, ...byScript, ...portable, ...bytes];
