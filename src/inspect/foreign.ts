/**
 * Other data that people mistake for a Close frame: capture files, HTTP and packets, recognized by their first bytes.
 * @module
 */

import { latin1Of, wordAt } from './text.js';

/** The magic numbers of pcap (in either byte order, with microseconds or nanoseconds) and of pcapng. */
const captures: readonly (readonly [format: string, magic: number])[] = [
  ['pcap', 0xa1b2c3d4],
  ['pcap', 0xd4c3b2a1],
  ['pcap', 0xa1b23c4d],
  ['pcap', 0x4d3cb2a1],
  ['pcapng', 0x0a0d0d0a],
];

/** The format of the capture file that begins with these bytes. */
export function captureFormat(bytes: Uint8Array): string | undefined {
  const magic = wordAt(bytes, 0) * 0x10000 + wordAt(bytes, 2);
  return captures.find(([, number]) => number === magic)?.[0];
}

const HTTP_BYTES = 80;
const response = /^HTTP\/\d\.\d /;
/**
 * The methods of RFC 9110 and PATCH, each with the beginning of a target (RFC 9112 §3.2), and the preface of HTTP/2.
 */
const request =
  /^(?:(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|TRACE|PATCH) (?:\/|https?:\/\/)|OPTIONS \* |CONNECT \S+:\d|PRI \* HTTP\/2)/;

/** The kind of HTTP message that begins with these bytes. */
export function httpMessage(bytes: Uint8Array): 'request' | 'response' | undefined {
  const text = latin1Of(bytes.subarray(0, HTTP_BYTES));
  if (response.test(text)) return 'response';
  return request.test(text) ? 'request' : undefined;
}

const ETHERNET_HEADER_BYTES = 14;

/** In words, which IP packet the bytes are, or which one an Ethernet frame contains. */
export function packetKind(bytes: Uint8Array): string | undefined {
  const packet = ipVersion(bytes);
  if (packet !== undefined) return `an IPv${packet} packet`;
  const version = ipVersion(bytes.subarray(ETHERNET_HEADER_BYTES));
  const type = wordAt(bytes, ETHERNET_HEADER_BYTES - 2);
  const isEthernet = version !== undefined && type === (version === 4 ? 0x0800 : 0x86dd);
  return isEthernet ? `an Ethernet frame with an IPv${version} packet` : undefined;
}

/**
 * The version of the IP packet, if the bytes are one: its length must be right, or for IPv4 its header checksum (RFC
 * 791 §3.1, RFC 8200 §3).
 */
function ipVersion(bytes: Uint8Array): 4 | 6 | undefined {
  const version = bytes[0]! >> 4;
  if (version === 6) return wordAt(bytes, 4) + 40 === bytes.length ? 6 : undefined;
  if (version !== 4) return undefined;
  const headerBytes = (bytes[0]! & 0x0f) * 4;
  const totalLength = wordAt(bytes, 2);
  if (headerBytes < 20 || headerBytes > bytes.length || totalLength < headerBytes) return undefined;
  return totalLength === bytes.length || isChecksumRight(bytes.subarray(0, headerBytes)) ? 4 : undefined;
}

/** Is the ones' complement sum of all words of the header, including the checksum, all ones (RFC 1071 §1)? */
function isChecksumRight(header: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < header.length; at += 2) sum += wordAt(header, at);
  return (sum % 0x10000) + Math.floor(sum / 0x10000) === 0xffff;
}
