/**
 * From a name to its status code: our own names and those of other systems.
 * @module
 */

import { type CloseCode, closeCodes } from './registry.js';

// What other systems call the codes where it is not one of our own names in another spelling (case and separators do
// not count): Dart's ws and dart:io, Rust's ws-rs and tungstenite, Unity's WebSocketStatusCodes, .NET's
// WebSocketCloseStatus, Python's websockets, IANA.
const otherNames: readonly (readonly [CloseCode, string])[] = [
  [1000, 'Normal'],
  [1001, 'Away EndpointUnavailable'],
  [1002, 'Protocol'],
  [1003, 'Unsupported WrongDataType InvalidMessageType'],
  [1004, 'Reserved1004'],
  [1005, 'Status NoStatusCode NoStatusRcvd Empty'],
  [1006, 'Abnormal ClosedAbnormally'],
  [1007, 'Invalid InvalidData InvalidPayloadData DataError UnsupportedPayload'],
  [1008, 'Policy PolicyError'],
  [1009, 'Size TooBigMessage TooLarge'],
  [1010, 'Extension ExtensionExpected MandatoryExt MissingMandatoryExtension'],
  [1011, 'Error InternalServerError WrongRequest'],
  [1012, 'Restart'],
  [1013, 'Again'],
  [1015, 'Tls TlsHandshakeError Reserved1015'],
];

/** Two spellings of a name are the same where this makes them equal. */
function fold(name: string): string {
  return name.replace(/[-_. ]/g, '').toLowerCase();
}

// A Map, because on a plain object `__proto__` and `constructor` would be names too.
function indexNames(): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  for (const { code, name } of closeCodes) index.set(fold(name), code);
  for (const [code, names] of otherNames) for (const name of names.split(' ')) index.set(fold(name), code);
  return index;
}

const codesByName = /* @__PURE__ */ indexNames();

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
