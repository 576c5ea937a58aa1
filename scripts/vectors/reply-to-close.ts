/** What an endpoint answers to a Close frame, or fails the connection with. */

import { frame, payload } from './bytes.js';
import type { Closing, ReplyVector } from './format.js';

const KEY = '37fa213d';
const ECHO = 'RFC 6455 §5.5.1';
const FAIL = 'RFC 6455 §7.1.7';

function replied(
  name: string,
  section: string,
  bytes: string,
  code: number | null,
  from?: 'client' | 'server',
): ReplyVector {
  const expect: Closing = code === null ? { code, reason: null } : { code, reason: '' };
  return { name, section, frame: bytes, ...(from && { from }), expect };
}

function echoed(name: string, bytes: string, code: number, reason: string, from?: 'client' | 'server'): ReplyVector {
  return {
    name: `in full: ${name}`,
    section: ECHO,
    frame: bytes,
    ...(from && { from }),
    full: true,
    expect: { code, reason },
  };
}

export const replyVectors: ReplyVector[] = [
  replied('an empty frame is answered with an empty one', ECHO, '8800', null),
  replied('a code is echoed, the reason is not', ECHO, frame(payload(1000, 'bye')), 1000),
  replied('the code from a client', ECHO, frame(payload(1001, 'bye'), KEY), 1001, 'client'),
  replied('a private code', ECHO, frame(payload(4999)), 4999),
  replied('1014, which not every peer accepts', ECHO, frame(payload(1014)), 1014),
  replied('a forbidden code is a protocol error', FAIL, frame(payload(1005)), 1002),
  replied('a reserved code is a protocol error', FAIL, frame(payload(1016)), 1002),
  replied('a reason that is not UTF-8 is invalid data', FAIL, frame(`${payload(1000)}ff`), 1007),
  replied('1 byte of payload is a protocol error', FAIL, '880103', 1002),
  replied('126 bytes of payload are a protocol error', FAIL, `887e007e${payload(1000, 'x'.repeat(124))}`, 1002),
  replied('RSV1 is a protocol error', FAIL, 'c800', 1002),
  replied('a fragment is a protocol error', FAIL, '0800', 1002),
  replied('an unmasked frame from a client is a protocol error', FAIL, '8800', 1002, 'client'),
  replied('a masked frame from a server is a protocol error', FAIL, frame('', KEY), 1002, 'server'),
  { ...replied('in full: an empty frame is answered with an empty one', ECHO, '8800', null), full: true },
  echoed('the reason is sent back', frame(payload(1000, 'bye')), 1000, 'bye'),
  echoed('from a client', frame(payload(4001, 'fr\u00fch'), KEY), 4001, 'fr\u00fch', 'client'),
  echoed('no reason', frame(payload(1001)), 1001, ''),
  echoed('the longest reason', frame(payload(4999, '\u754c'.repeat(41))), 4999, '\u754c'.repeat(41)),
  echoed('a U+FEFF at the start', frame(payload(1000, '\uFEFFbye')), 1000, '\uFEFFbye'),
];
