/**
 * The registry: what every assigned status code means, and what an unassigned one is for.
 * @module
 */

import { type CodeRange, codeRange, isSendableCode } from './ranges.js';

// A separate constant, so that CloseCode can be declared to have its type: an export must have an explicit type.
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
 * `NoStatusReceived`, `AbnormalClosure` and `TlsHandshake` are only reported, never sent; `Reserved` has no meaning
 * yet and must not be sent either. Frozen.
 */
export const CloseCode: typeof assignedCodes = /* @__PURE__ */ Object.freeze(assignedCodes);

/** One of the assigned status codes. */
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** What is known about one status code. */
export interface CloseCodeInfo {
  /** The status code itself, 0…65535. */
  readonly code: number;
  /** Its name for people: `Normal Closure`. If unassigned: `Unused`, `Unassigned`, `Private Use` or `Invalid`. */
  readonly name: string;
  /** Its name for programs: `NORMAL_CLOSURE`. Empty if unassigned. */
  readonly codename: string;
  /** Who sends it, when, and what it means for the receiver; if unassigned, what its range is for. 1 to 3 sentences. */
  readonly description: string;
  /** Its range (RFC 6455 §7.4.2). */
  readonly range: CodeRange;
  /** Does a specification or the IANA registry define it? */
  readonly assigned: boolean;
  /** May it be sent? See {@link isSendableCode}. */
  readonly sendable: boolean;
  /** Which endpoint may send it; `none` if it is not sendable. */
  readonly sentBy: 'any' | 'client' | 'server' | 'none';
  /**
   * Where it is defined: `RFC 6455 §7.4.1`, or `IANA` if it was added to the registry after the RFC. If unassigned,
   * where its range is: `RFC 6455 §7.4.2`.
   */
  readonly reference: string;
  /** When to connect again, if the RFC or the registry gives advice; otherwise `undefined`. */
  readonly reconnect: string | undefined;
}

/** Who sends each assigned code, when, and what it means for the receiver, in the order of {@link CloseCode}. */
const descriptions = [
  'The purpose for which the connection was opened has been fulfilled, so an endpoint ends it. Nothing went wrong.',
  'An endpoint is going away: a server is shutting down, or a browser has left the page that opened the connection. The ' +
    'other endpoint did nothing wrong.',
  'An endpoint ends the connection because of a protocol error: what it received breaks the rules of WebSocket. The ' +
    'fault is in the receiver of this code, or in whatever changed its bytes on the way.',
  'An endpoint ends the connection because it received a type of data that it cannot accept, such as a binary message if ' +
    'it understands only text. The receiver of this code should send the data in another type of message.',
  'Reserved: it has no meaning yet, although a future specification may give it one. Until then it must not be sent, and ' +
    'whoever receives it fails the connection.',
  'Never sent, only reported: the Close frame received contains no status code. The peer closed the connection ' +
    'properly, but did not say why.',
  'Never sent, only reported: the connection ended abnormally, without a Close frame. The network failed, a process or a ' +
    'proxy was stopped, or a peer just hung up; what was sent last may not have arrived.',
  'An endpoint ends the connection because the data in a message is not consistent with its type, such as a text message ' +
    'that is not valid UTF-8. The message came from the receiver of this code.',
  'An endpoint ends the connection because it received a message that violates its policy. It is also the generic code if ' +
    'no other, such as 1003 or 1009, fits better, or if the details of the policy should stay hidden.',
  'An endpoint ends the connection because it received a message that is too big for it to process. The receiver of this ' +
    'code should send smaller messages.',
  'A client ends the connection because the server did not agree, in the opening handshake, to an extension that the ' +
    'client needs; the reason should list what is needed. A server never needs this code, because it can refuse the ' +
    'handshake instead.',
  'An endpoint, usually the server, ends the connection because an unexpected condition prevents it from fulfilling the ' +
    'request. The fault is in the sender of this code.',
  'The server ends the connection because its service restarts. A client may connect again, after a random delay of 5 to ' +
    '30 seconds, so that not all clients return at once.',
  'The server ends the connection because its service is overloaded. A client should try a different address of the ' +
    'service, or try the same one again only when its user acts.',
  'The server acted as a gateway or proxy, and received an invalid response from the upstream server. It is similar to ' +
    'HTTP status 502: the fault is in the upstream server or on the way to it.',
  "Never sent, only reported: the TLS handshake failed, for example because the server's certificate could not be " +
    'verified. No WebSocket connection was opened.',
  'An endpoint must be authorized before the application fulfills its request, as with HTTP status 401. The ' +
    'receiver of this code should log in first.',
  'An endpoint is known but not permitted to do what it asks of the application, as with HTTP status 403. Asking again ' +
    'does not help.',
  'An endpoint took too long to respond to a request of the application, as with HTTP status 408.',
];

const reconnects = /* @__PURE__ */ new Map([
  [1006, 'After a random delay of 0 to 5 seconds, then with truncated exponential back-off.'],
  [1012, 'After a random delay of 5 to 30 seconds.'],
  [1013, 'At another address of the service; at the same one only when the user acts.'],
]);

const ranges: Readonly<Record<CodeRange, readonly [name: string, description: string]>> = {
  unused: [
    'Unused',
    'Codes from 0 to 999 are not used. Whoever receives one in a Close frame fails the connection with 1002.',
  ],
  protocol: [
    'Unassigned',
    'Codes from 1000 to 2999 are for the WebSocket protocol itself, its future revisions and its extensions. None of them ' +
      'defines this code yet, so it must not be sent.',
  ],
  registered: [
    'Unassigned',
    'Codes from 3000 to 3999 are for libraries, frameworks and applications, which register them with IANA. This one is ' +
      'not registered: only the software that sends it can say what it means.',
  ],
  private: [
    'Private Use',
    'Codes from 4000 to 4999 are for private use and cannot be registered. What this one means was agreed between the two ' +
      'applications: see the documentation of the one that sends it.',
  ],
  invalid: [
    'Invalid',
    'No specification defines codes over 4999. Whoever receives one in a Close frame fails the connection with 1002; it ' +
      'usually comes from bytes that are not a status code at all, such as text, or from a code in the wrong byte order.',
  ],
};

/** What is known about one code. Only an assigned code has a key and an index in {@link CloseCode}. */
function infoOf(code: number, key?: string, index = 0): CloseCodeInfo {
  const range = codeRange(code);
  const sendable = isSendableCode(code);
  const assigned = key !== undefined;
  const name = assigned ? key.replace('Tls', 'TLS').replace(/\B[A-Z](?=[a-z])/g, ' $&') : ranges[range][0];
  // 1012–1014 and the codes from 3000 on were added to the IANA registry after the RFC. 1012–1014 are about a server's
  // service. Only a client sends 1010: a server that needs an extension refuses the handshake (RFC 6455 §7.4.1). Either
  // side may send 1011: the RFC only names the server, which erratum 3227 corrects.
  const ofService = code >= 1012 && code <= 1014;
  return Object.freeze({
    code: code + 0, // turns -0 into 0
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

/** Every assigned code, in ascending order. The list and its entries are frozen. */
export const closeCodes: readonly CloseCodeInfo[] = /* @__PURE__ */ (() =>
  Object.freeze(Object.entries(CloseCode).map(([key, code], index) => infoOf(code, key, index))))();

/**
 * What does this status code mean? There is an answer for every code, assigned or not.
 *
 * @param code - An integer in 0…65535.
 * @returns The entry of {@link closeCodes} if the code is assigned; otherwise a frozen description of what its range is
 *   for, with `assigned: false` and an empty `codename`.
 * @throws RangeError if `code` is not an integer in 0…65535.
 */
export function describeCode(code: number): CloseCodeInfo {
  return closeCodes.find((info) => info.code === code) ?? infoOf(code);
}
