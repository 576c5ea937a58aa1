/**
 * The registry: every assigned status code and what it means, and an answer for every other number.
 * @module
 */

import { type CodeRange, codeRange, isSendableCode } from './ranges.js';

// Apart from CloseCode because a call takes the literal its type: what is exported must say its own.
const assignedCodes = {
  NormalClosure: 1000,
  GoingAway: 1001,
  ProtocolError: 1002,
  UnsupportedData: 1003,
  Reserved: 1004,
  NoStatusReceived: 1005,
  AbnormalClosure: 1006,
  InvalidFramePayloadData: 1007,
  PolicyViolation: 1008,
  MessageTooBig: 1009,
  MandatoryExtension: 1010,
  InternalError: 1011,
  ServiceRestart: 1012,
  TryAgainLater: 1013,
  BadGateway: 1014,
  TlsHandshake: 1015,
  Unauthorized: 3000,
  Forbidden: 3003,
  Timeout: 3008,
} as const;

/**
 * The assigned status codes by name: RFC 6455 §7.4.1 and IANA's WebSocket Close Code Number Registry.
 * `NoStatusReceived`, `AbnormalClosure` and `TlsHandshake` are only ever reported, never sent. Frozen.
 */
export const CloseCode: typeof assignedCodes = /* @__PURE__ */ Object.freeze(assignedCodes);

/** One of the assigned status codes. */
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** What is known of one status code. */
export interface CloseCodeInfo {
  /** The status code itself, 0…65535. */
  readonly code: number;
  /** Its name for people: `Normal Closure`; what its range is called where the code is unassigned. */
  readonly name: string;
  /** Its name for programs: `NORMAL_CLOSURE`; empty where the code is unassigned. */
  readonly codename: string;
  /** What it tells whoever receives it, in a sentence or two. */
  readonly description: string;
  /** The range that it falls into (RFC 6455 §7.4.2). */
  readonly range: CodeRange;
  /** Does a specification or the IANA registry say what it means? */
  readonly assigned: boolean;
  /** May it be on the wire? The answer of {@link isSendableCode}. */
  readonly sendable: boolean;
  /** The endpoints that it is meant for; `none` where it is not sendable. */
  readonly sentBy: 'any' | 'client' | 'server' | 'none';
  /** Where it is defined: `RFC 6455 §7.4.1`, or `IANA` for what the registry took in after the RFC. */
  readonly reference: string;
  /** Whether and when to connect again, where a specification or the registry says so. */
  readonly reconnect: string | undefined;
}

/** What each assigned code tells whoever receives it, in the order of {@link CloseCode}. */
const descriptions = [
  'The connection has served its purpose.',
  'A server shuts down, or a browser leaves the page.',
  'The peer broke the protocol.',
  'The type of a message is not supported.',
  'Without a meaning.',
  'Never sent: the Close frame held no code.',
  'Never sent: the connection ended without a Close frame.',
  'A message does not fit its type, such as ill-formed UTF-8.',
  'A message breaks a policy, or no other code fits.',
  'A message is too big.',
  'The server did not agree to an extension.',
  'An unexpected condition.',
  'The service restarts.',
  'The service is overloaded.',
  'A gateway got an invalid response, as HTTP status 502.',
  'Never sent: the TLS handshake failed.',
  'Authorization is missing, as HTTP status 401.',
  'A permission is missing, as HTTP status 403.',
  'The endpoint took too long, as HTTP status 408.',
];

const reconnects = /* @__PURE__ */ new Map([
  [1006, 'After a random delay of 0 to 5 seconds, then with truncated exponential back-off.'],
  [1012, 'After a random delay of 5 to 30 seconds.'],
  [1013, 'At another address of the service; at the same one only when the user acts.'],
]);

const ranges: Readonly<Record<CodeRange, readonly [name: string, description: string]>> = {
  unused: ['Unused', 'Not used.'],
  protocol: ['Unassigned', 'For the protocol and its extensions.'],
  registered: ['Unassigned', 'For libraries and applications, to be registered with IANA.'],
  private: ['Private Use', 'For private use between two applications.'],
  invalid: ['Invalid', 'Not defined.'],
};

/** An entry of the registry; of an unassigned code where there is no key in {@link CloseCode}, nor an index there. */
function infoOf(code: number, key?: string, index = 0): CloseCodeInfo {
  const range = codeRange(code);
  const sendable = isSendableCode(code);
  const assigned = key !== undefined;
  const name = assigned ? key.replace('Tls', 'TLS').replace(/\B[A-Z](?=[a-z])/g, ' $&') : ranges[range][0];
  // 1012–1014 and those from 3000 on came to IANA's registry after the RFC. The three speak of a service behind a
  // server. 1010 is the client's alone: a server that misses an extension refuses the handshake. 1011 may come from both
  // sides; the RFC's text names only the server, which its erratum 3227 corrects.
  const ofService = code >= 1012 && code <= 1014;
  return Object.freeze({
    code: code + 0, // makes 0 of -0
    name,
    codename: assigned ? name.toUpperCase().replaceAll(' ', '_') : '',
    description: assigned ? descriptions[index]! : ranges[range][1],
    range,
    assigned,
    sendable,
    sentBy: !sendable ? 'none' : code === 1010 ? 'client' : ofService ? 'server' : 'any',
    reference: !assigned ? 'RFC 6455 §7.4.2' : ofService || code >= 3000 ? 'IANA' : 'RFC 6455 §7.4.1',
    reconnect: reconnects.get(code),
  });
}

/** Every assigned code, ascending; the list and its entries are frozen. */
export const closeCodes: readonly CloseCodeInfo[] = /* @__PURE__ */ (() =>
  Object.freeze(Object.entries(CloseCode).map(([key, code], index) => infoOf(code, key, index))))();

/**
 * What does this status code mean? Answers for every code, assigned or not.
 *
 * @param code - An integer in 0…65535.
 * @returns The entry of {@link closeCodes} where the code is assigned; otherwise a frozen description of what the
 *   range is for, with `assigned: false` and an empty `codename`.
 * @throws RangeError where `code` is no integer in 0…65535.
 */
export function describeCode(code: number): CloseCodeInfo {
  return closeCodes.find((info) => info.code === code) ?? infoOf(code);
}
