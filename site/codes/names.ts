/**
 * What other systems call the status codes, where it is no spelling of our own names: each in the form it has there.
 * @module
 */

/** By system (tungstenite shares its names with ws-rs; Dart and Python: their packages ws and websockets). */
export const otherNames: Readonly<Record<string, string>> = {
  tungstenite:
    '1000 Normal, 1001 Away, 1002 Protocol, 1003 Unsupported, 1005 Status, 1006 Abnormal, 1007 Invalid, 1008 Policy, ' +
    '1009 Size, 1010 Extension, 1011 Error, 1012 Restart, 1013 Again, 1015 Tls',
  '.NET':
    '1001 EndpointUnavailable, 1003 InvalidMessageType, 1005 Empty, 1007 InvalidPayloadData, 1011 InternalServerError',
  Unity:
    '1003 WrongDataType, 1005 NoStatusCode, 1006 ClosedAbnormally, 1007 DataError, 1008 PolicyError, ' +
    '1009 TooBigMessage, 1010 ExtensionExpected, 1011 WrongRequest, 1015 TLSHandshakeError',
  Dart: '1007 UNSUPPORTED_PAYLOAD, 1009 TOO_LARGE, 1012 RESTART',
  'dart:io': '1004 reserved1004, 1010 missingMandatoryExtension, 1011 internalServerError, 1015 reserved1015',
  Python: '1005 NO_STATUS_RCVD, 1007 INVALID_DATA',
  IANA: '1005 No Status Rcvd, 1010 Mandatory Ext.',
};

/** The names that a status code has elsewhere, each with its systems. */
export function namesOf(code: number): { name: string; system: string }[] {
  return Object.entries(otherNames).flatMap(([system, names]) =>
    names
      .split(', ')
      .filter((entry) => entry.startsWith(`${code} `))
      .map((entry) => ({ name: entry.slice(5), system })),
  );
}
