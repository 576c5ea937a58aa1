/**
 * What a stream is instead of the bytes that one side of a WebSocket sent.
 * @module
 */

import { HexReader } from './hex.js';
import { encodingOf } from './input.js';

/** How many bytes at the head of a stream are enough to tell. */
export const TELLING_BYTES = 256;

/** The first four bytes of a capture file: of pcap in either byte order, with micro- or nanoseconds, and of pcapng. */
const captures: Readonly<Record<string, string>> = {
  d4c3b2a1: 'a pcap file',
  a1b2c3d4: 'a pcap file',
  '4d3cb2a1': 'a pcap file',
  a1b23c4d: 'a pcap file',
  '0a0d0d0a': 'a pcapng file',
};

/** The lines of what one side sent: tshark puts a tab before those of the server, in most cases. */
export const SERVER_LINES = "grep '^[[:space:]]' follow.txt | close-frame scan --hex --http";

/**
 * A sentence that says what the stream is, and how to read it; `undefined` for what can be frames.
 *
 * @param beginning - The first {@link TELLING_BYTES}, or all if they are fewer.
 * @param isHex - Were these bytes written in hex?
 * @param isHeadSkipped - Is an HTTP head expected?
 */
export function mistakenFor(beginning: Uint8Array, isHex: boolean, isHeadSkipped: boolean): string | undefined {
  const encoding = encodingOf(beginning);
  const text =
    encoding === 'utf-8' ? Buffer.from(beginning).toString('latin1') : new TextDecoder(encoding).decode(beginning);
  const capture = captures[Buffer.from(beginning.subarray(0, 4)).toString('hex')];
  if (capture !== undefined) {
    return (
      `this is ${capture}, not the bytes that one side sent: tshark -r FILE -q -z follow,tcp,raw,0 > follow.txt ` +
      `writes its first TCP stream in hex, and ${SERVER_LINES} reads what the server sent.`
    );
  }
  if (/^\s*=+\s+Follow: tcp/.test(text)) {
    return `this is what tshark printed of both sides: ${SERVER_LINES} reads what the server sent.`;
  }
  if (!isHex && isHexText(text)) return 'this is hex, not the bytes themselves: add --hex.';
  return !isHeadSkipped && isHttpHead(text) ? 'the stream begins with an HTTP head: add --http to skip it.' : undefined;
}

/** Two bytes or more in hex and nothing else. The last digit may be cut off from its other one. */
function isHexText(text: string): boolean {
  try {
    return new HexReader().push(text).length >= 2;
  } catch {
    return false;
  }
}

/** A request or a response, as far as it was read. */
function isHttpHead(text: string): boolean {
  const start = text.slice(0, 4);
  return start !== '' && ['GET ', 'HTTP'].some((head) => head.startsWith(start));
}
