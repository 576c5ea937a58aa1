/**
 * Recognizes input that is not what one side of a WebSocket sent, such as capture files.
 * @module
 */

import { HexReader } from './hex.js';
import { encodingOf } from './input.js';

/** How many bytes at the beginning of a stream are needed to recognize it. */
export const TELLING_BYTES = 256;

/** How capture files begin: pcap in either byte order, with microseconds or nanoseconds, and pcapng. */
const captures: Readonly<Record<string, string>> = {
  d4c3b2a1: 'a pcap file',
  a1b2c3d4: 'a pcap file',
  '4d3cb2a1': 'a pcap file',
  a1b23c4d: 'a pcap file',
  '0a0d0d0a': 'a pcapng file',
};

/** Reads the lines of one side: tshark usually puts a tab before what the server sent. */
export const SERVER_LINES = "grep '^[[:space:]]' follow.txt | close-frame scan --hex --http";

/**
 * A sentence that says what the stream is and how to read it; `undefined` if it may consist of frames.
 *
 * @param beginning - The first {@link TELLING_BYTES}, or all bytes if there are fewer.
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
    return `this is tshark’s output for both sides: ${SERVER_LINES} reads what the server sent.`;
  }
  if (!isHex && isHexText(text)) return 'this is hex, not the bytes themselves: add --hex.';
  return !isHeadSkipped && isHttpHead(text) ? 'the stream begins with an HTTP head: add --http to skip it.' : undefined;
}

/** Is the text only hex, at least two bytes? Its end may be cut inside a byte. */
function isHexText(text: string): boolean {
  try {
    return new HexReader().push(text).length >= 2;
  } catch {
    return false;
  }
}

/** Does the text begin like an HTTP request or response? It may be cut off. */
function isHttpHead(text: string): boolean {
  const start = text.slice(0, 4);
  return start !== '' && ['GET ', 'HTTP'].some((head) => head.startsWith(start));
}
