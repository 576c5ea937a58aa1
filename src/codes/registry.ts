/**
 * The registry: every assigned status code and what it means, and an answer for every other number.
 * @module
 */

import { type CodeRange, codeRange, isSendableCode } from './ranges.js';

/**
 * The assigned status codes by name: RFC 6455 §7.4.1 and IANA's WebSocket Close Code Number Registry.
 * `NoStatusReceived`, `AbnormalClosure` and `TlsHandshake` are only ever reported, never sent.
 */
export const CloseCode = {
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

const RFC = 'RFC 6455 §7.4.1';
const IANA = 'IANA';

type Row = readonly [
  code: CloseCode,
  name: string,
  sentBy: CloseCodeInfo['sentBy'],
  reference: string,
  description: string,
  reconnect?: string,
];

// 1010 is the client's alone: a server that misses an extension refuses the handshake. 1011 may come from both sides;
// the RFC's text names only the server, which its erratum 3227 corrects. 1012–1014 speak of a service behind a server.
// biome-ignore format: it is a table, a row a code, with the advice on reconnecting below the few that have one.
const rows: readonly Row[] = [
  [1000, 'Normal Closure', 'any', RFC, 'The connection has served its purpose and ends as planned.'],
  [1001, 'Going Away', 'any', RFC, 'The endpoint disappears: a server shuts down, or a browser leaves the page.'],
  [1002, 'Protocol Error', 'any', RFC, 'The peer broke the rules of the WebSocket protocol.'],
  [1003, 'Unsupported Data', 'any', RFC, 'A message is of a type that the endpoint cannot take, such as binary for text.'],
  [1004, 'Reserved', 'none', RFC, 'Set aside without a meaning, which a future specification might give it.'],
  [1005, 'No Status Received', 'none', RFC, 'Never sent: a local report that the Close frame held no status code.'],
  [1006, 'Abnormal Closure', 'none', RFC, 'Never sent: a local report that the connection ended without a Close frame.',
    'After a random delay of 0 to 5 seconds, then with truncated exponential back-off (RFC 6455 §7.2.3).'],
  [1007, 'Invalid Frame Payload Data', 'any', RFC, 'The data of a message does not fit its type, such as ill-formed UTF-8 in a text.'],
  [1008, 'Policy Violation', 'any', RFC, 'A message breaks a policy; also for whatever no other code fits, or shall not be told.'],
  [1009, 'Message Too Big', 'any', RFC, 'A message is larger than the endpoint can process.'],
  [1010, 'Mandatory Extension', 'client', RFC, 'The server did not agree to an extension that the client needs; the reason lists which.'],
  [1011, 'Internal Error', 'any', RFC, 'The endpoint met a condition that it did not expect, and cannot go on.'],
  [1012, 'Service Restart', 'server', IANA, 'The service is being restarted.',
    'After a random delay of 5 to 30 seconds.'],
  [1013, 'Try Again Later', 'server', IANA, 'The service is overloaded.',
    'At another address of the service where it has several; at the same one only when the user acts.'],
  [1014, 'Bad Gateway', 'server', IANA, 'The server, a gateway or proxy, got an invalid response from behind; like HTTP status 502.'],
  [1015, 'TLS Handshake', 'none', RFC, 'Never sent: a local report that the TLS handshake failed, say over a bad certificate.'],
  [3000, 'Unauthorized', 'any', IANA, 'The endpoint must be authorized first; like HTTP status 401.'],
  [3003, 'Forbidden', 'any', IANA, 'The endpoint is authorized but lacks the permission; like HTTP status 403.'],
  [3008, 'Timeout', 'any', IANA, 'The endpoint took too long to respond; like HTTP status 408.'],
];

function assignedInfo([code, name, sentBy, reference, description, reconnect]: Row): CloseCodeInfo {
  return Object.freeze({
    code,
    name,
    codename: name.toUpperCase().replaceAll(' ', '_'),
    description,
    range: codeRange(code),
    assigned: true,
    sendable: isSendableCode(code),
    sentBy,
    reference,
    reconnect,
  });
}

/** Every assigned code, ascending; the list and its entries are frozen. */
export const closeCodes: readonly CloseCodeInfo[] = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ rows.map(assignedInfo),
);

const unassigned: Readonly<Record<CodeRange, readonly [name: string, description: string]>> = {
  unused: ['Unused', 'Status codes below 1000 are not used.'],
  protocol: ['Unassigned', 'Kept for the WebSocket protocol, its revisions and its extensions; no meaning yet.'],
  registered: ['Unassigned', 'For libraries, frameworks and applications, by registration with IANA.'],
  private: ['Private Use', 'For private use: it means what the two applications have agreed on.'],
  invalid: ['Invalid', 'The RFC gives status codes of 5000 and above to nobody.'],
};

/**
 * What does this status code mean? Answers for every code, assigned or not.
 *
 * @param code - An integer in 0…65535.
 * @returns The entry of {@link closeCodes} where the code is assigned; otherwise a frozen description of what the
 *   range is for, with `assigned: false` and an empty `codename`.
 * @throws RangeError where `code` is no integer in 0…65535.
 */
export function describeCode(code: number): CloseCodeInfo {
  const range = codeRange(code);
  const assigned = closeCodes.find((info) => info.code === code);
  if (assigned !== undefined) return assigned;
  const [name, description] = unassigned[range];
  const sendable = isSendableCode(code);
  return Object.freeze({
    code: code + 0, // makes 0 of -0
    name,
    codename: '',
    description,
    range,
    assigned: false,
    sendable,
    sentBy: sendable ? 'any' : 'none',
    reference: 'RFC 6455 §7.4.2',
    reconnect: undefined,
  });
}
