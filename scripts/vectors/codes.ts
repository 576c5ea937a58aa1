/** The status codes at each limit of a range, and every assigned code: a table copied from the standards by hand. */

import type { CodeRange, ErrorKind } from 'close-frame';
import type { CodeVector } from './format.js';

/** What the standards say about a code: may it be sent, or why not? */
type Verdict = 'sendable' | Extract<ErrorKind, 'forbidden-code' | 'reserved-code'>;

interface CodeCase {
  code: number;
  verdict: Verdict;
  range: CodeRange;
  section: string;
  what: string;
}

const defined = 'RFC 6455 §7.4.1';
const ranges = 'RFC 6455 §7.4.2';
const registry = 'IANA WebSocket Close Code Number Registry';

// biome-ignore format: one row per code.
const rows: [code: number, verdict: Verdict, range: CodeRange, section: string, what: string][] = [
  [0, 'forbidden-code', 'unused', ranges, 'the lowest of the unused range'],
  [1, 'forbidden-code', 'unused', ranges, 'only a low byte'],
  [255, 'forbidden-code', 'unused', ranges, 'the highest low byte'],
  [256, 'forbidden-code', 'unused', ranges, 'only a high byte'],
  [999, 'forbidden-code', 'unused', ranges, 'the highest of the unused range'],
  [1000, 'sendable', 'protocol', defined, 'Normal Closure'],
  [1001, 'sendable', 'protocol', defined, 'Going Away'],
  [1002, 'sendable', 'protocol', defined, 'Protocol Error'],
  [1003, 'sendable', 'protocol', defined, 'Unsupported Data'],
  [1004, 'reserved-code', 'protocol', defined, 'reserved without a meaning'],
  [1005, 'forbidden-code', 'protocol', defined, 'No Status Received, only reported'],
  [1006, 'forbidden-code', 'protocol', defined, 'Abnormal Closure, only reported'],
  [1007, 'sendable', 'protocol', defined, 'Invalid Frame Payload Data'],
  [1008, 'sendable', 'protocol', defined, 'Policy Violation'],
  [1009, 'sendable', 'protocol', defined, 'Message Too Big'],
  [1010, 'sendable', 'protocol', defined, 'Mandatory Extension'],
  [1011, 'sendable', 'protocol', `${defined}, erratum 3227`, 'Internal Error, which either side may send'],
  [1012, 'sendable', 'protocol', registry, 'Service Restart'],
  [1013, 'sendable', 'protocol', registry, 'Try Again Later'],
  [1014, 'sendable', 'protocol', registry, 'Bad Gateway'],
  [1015, 'forbidden-code', 'protocol', defined, 'TLS Handshake, only reported'],
  [1016, 'reserved-code', 'protocol', ranges, 'the first unassigned code'],
  [1100, 'reserved-code', 'protocol', ranges, 'unassigned, more than a hundred after 1000'],
  [1999, 'reserved-code', 'protocol', ranges, 'the last below 2000'],
  [2000, 'reserved-code', 'protocol', ranges, 'reserved for extensions of the protocol'],
  [2999, 'reserved-code', 'protocol', ranges, 'the highest of the protocol\'s own range'],
  [3000, 'sendable', 'registered', ranges, 'the lowest of the registered range: Unauthorized'],
  [3001, 'sendable', 'registered', ranges, 'registered range, unassigned'],
  [3003, 'sendable', 'registered', registry, 'Forbidden'],
  [3008, 'sendable', 'registered', registry, 'Timeout'],
  [3999, 'sendable', 'registered', ranges, 'the highest of the registered range'],
  [4000, 'sendable', 'private', ranges, 'the lowest of the private range'],
  [4095, 'sendable', 'private', ranges, 'a low byte of FF'],
  [4096, 'sendable', 'private', ranges, 'a low byte of 00'],
  [4999, 'sendable', 'private', ranges, 'the highest of the private range'],
  [5000, 'reserved-code', 'invalid', ranges, 'the first after the private range'],
  [32767, 'reserved-code', 'invalid', ranges, 'the highest with the sign bit clear'],
  [32768, 'reserved-code', 'invalid', ranges, 'the lowest with the sign bit set'],
  [59395, 'reserved-code', 'invalid', ranges, '1000 in the wrong byte order'],
  [65535, 'reserved-code', 'invalid', ranges, 'the highest 16-bit number'],
];

export const codeCases: readonly CodeCase[] = rows.map(([code, verdict, range, section, what]) => {
  return { code, verdict, range, section, what };
});

/** WHATWG WebSockets, `close(code, reason)`: 1000, or from 3000 to 4999. */
function isSendableByScript(code: number): boolean {
  return code === 1000 || (code >= 3000 && code <= 4999);
}

/** Did every tested peer accept it (docs/conformance.md)? */
function isPortable(code: number): boolean {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1011) || (code >= 4000 && code <= 4999);
}

export const codeVectors: CodeVector[] = codeCases.map(({ code, verdict, range, section, what }) => ({
  name: `${code}: ${what}`,
  section,
  code,
  expect: {
    range,
    sendable: verdict === 'sendable',
    sendableByScript: isSendableByScript(code),
    portable: isPortable(code),
  },
}));
