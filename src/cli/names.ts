/**
 * What the status codes are called, here and in other systems.
 * @module
 */

import { CloseCode, closeCodes } from '../index.js';

/** Each system's names for 1000 to 1015, as it spells them; a hyphen where it has none. `codeFromName` knows them all. */
// biome-ignore format: it is a table, a row a system.
const systems: readonly (readonly [system: string, names: string])[] = [
  ['IANA', 'Normal Closure, Going Away, Protocol error, Unsupported Data, Reserved, No Status Rcvd, Abnormal Closure, Invalid frame payload data, Policy Violation, Message Too Big, Mandatory Ext., Internal Error, Service Restart, Try Again Later, -, TLS handshake'],
  ['Dart, package ws', 'normalClosure, goingAway, protocolError, unsupportedData, reserved, noStatusReceived, abnormalClosure, invalidFramePayloadData, policyViolation, messageTooBig, mandatoryExtension, internalError, serviceRestart, tryAgainLater, badGateway, tlsHandshake'],
  ['Dart, package ws, codename', '-, -, -, -, -, -, -, UNSUPPORTED_PAYLOAD, -, TOO_LARGE, -, -, RESTART, -, -, -'],
  ['Dart, dart:io', 'normalClosure, goingAway, protocolError, unsupportedData, reserved1004, noStatusReceived, abnormalClosure, invalidFramePayloadData, policyViolation, messageTooBig, missingMandatoryExtension, internalServerError, -, -, -, reserved1015'],
  ['Rust, ws-rs and tungstenite', 'Normal, Away, Protocol, Unsupported, -, Status, Abnormal, Invalid, Policy, Size, Extension, Error, Restart, Again, -, Tls'],
  ['Unity, WebSocketStatusCodes', 'NormalClosure, GoingAway, ProtocolError, WrongDataType, Reserved, NoStatusCode, ClosedAbnormally, DataError, PolicyError, TooBigMessage, ExtensionExpected, WrongRequest, -, -, -, TLSHandshakeError'],
  ['.NET, WebSocketCloseStatus', 'NormalClosure, EndpointUnavailable, ProtocolError, InvalidMessageType, -, Empty, -, InvalidPayloadData, PolicyViolation, MessageTooBig, MandatoryExtension, InternalServerError, -, -, -, -'],
  ['Python, websockets', 'NORMAL_CLOSURE, GOING_AWAY, PROTOCOL_ERROR, UNSUPPORTED_DATA, -, NO_STATUS_RCVD, ABNORMAL_CLOSURE, INVALID_DATA, POLICY_VIOLATION, MESSAGE_TOO_BIG, MANDATORY_EXTENSION, INTERNAL_ERROR, SERVICE_RESTART, TRY_AGAIN_LATER, BAD_GATEWAY, TLS_HANDSHAKE'],
];

const FIRST_CODE = 1000;

/** The names of a code by system, ours first; none for an unassigned code. */
export function namesOf(code: number): [system: string, name: string][] {
  const names: [string, string][] = [];
  for (const [key, value] of Object.entries(CloseCode))
    if (value === code) names.push(['close-frame', `CloseCode.${key}`]);
  for (const [system, list] of systems) {
    const name = list.split(', ')[code - FIRST_CODE] ?? '-';
    if (name !== '-') names.push([system, name]);
  }
  return names;
}

/** Every name of every system, ours first: to suggest one, or to complete its beginning. */
export function allNames(): string[] {
  const others = systems.flatMap(([, list]) => list.split(', '));
  return [...Object.keys(CloseCode), ...closeCodes.map(({ name }) => name), ...others].filter((name) => name !== '-');
}
