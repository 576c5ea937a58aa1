/**
 * From a name to its status code: our own names and those of other systems.
 * @module
 */

import { closeCodes } from './registry.js';

// What other systems call the codes from 1000 on, where it is not one of our own names in another spelling (case and
// separators do not count): Dart's ws and dart:io, Rust's ws-rs and tungstenite, Unity's WebSocketStatusCodes, .NET's
// WebSocketCloseStatus, Python's websockets, IANA.
const otherNames = [
  'Normal',
  'Away EndpointUnavailable',
  'Protocol',
  'Unsupported WrongDataType InvalidMessageType',
  'Reserved1004',
  'Status NoStatusCode NoStatusRcvd Empty',
  'Abnormal ClosedAbnormally',
  'Invalid InvalidData InvalidPayloadData DataError UnsupportedPayload',
  'Policy PolicyError',
  'Size TooBigMessage TooLarge',
  'Extension ExtensionExpected MandatoryExt MissingMandatoryExtension',
  'Error InternalServerError WrongRequest',
  'Restart',
  'Again',
  'BadGateway', // has no other
  'Tls TlsHandshakeError Reserved1015',
  // Nor have those from 3000 on. A place that were missing here would be looked for on Object.prototype.
  'Unauthorized',
  'Forbidden',
  'Timeout',
];

/** Two spellings of a name are the same where this makes them equal. */
function fold(name: string): string {
  return name.replace(/[-_. ]/g, '').toLowerCase();
}

// A Map, because on a plain object `__proto__` and `constructor` would be names too.
const codesByName: ReadonlyMap<string, number> = /* @__PURE__ */ (() =>
  new Map(
    closeCodes.flatMap(({ code, name }, row) =>
      [name, ...otherNames[row]!.split(' ')].map((spelling) => [fold(spelling), code] as const),
    ),
  ))();

/**
 * Which status code has this name?
 *
 * Knows our own names and codenames (`Going Away`, `GoingAway`, `GOING_AWAY`), and those of Dart's ws and dart:io,
 * Rust's ws-rs and tungstenite, Unity's `WebSocketStatusCodes`, .NET's `WebSocketCloseStatus`, Python's websockets and
 * the IANA registry (`EndpointUnavailable`, `NO_STATUS_RCVD`, `Mandatory Ext.`).
 *
 * @param name - A name in any of these spellings; case, `_`, `-`, `.` and space do not count.
 * @returns The status code, or `undefined` where no system that we know uses the name.
 */
export function codeFromName(name: string): number | undefined {
  if (/[^ -~]/.test(name)) return undefined; // toLowerCase() turns the sign for kelvin into a k
  return codesByName.get(fold(name));
}
