/** `npm start -- HEX`: decodes the bytes that the user gives. */

import { decodeCloseFrame, decodeClosePayload } from 'close-frame';
import { quote } from './quote.js';
import { show } from './show.js';

function parseHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/0x|[\s:]/gi, '');
  return /^([0-9a-f]{2})*$/i.test(digits) ? Uint8Array.from(Buffer.from(digits, 'hex')) : undefined;
}

/** Prints what the bytes mean; the exit code is 0 for a good frame or payload, 1 for a bad one, 2 for no hex. */
export function decodeText(text: string): void {
  const bytes = parseHex(text);
  if (bytes === undefined) {
    console.error(`close-frame: ${quote(text)} is not hex: give pairs of the digits 0–9 and a–f, like 880503e8627965.`);
    process.exitCode = 2;
    return;
  }
  // No status code begins with 0x80 or more, as a frame with FIN set does.
  const isFrame = (bytes[0] ?? 0) >= 0x80;
  const result = isFrame ? decodeCloseFrame(bytes) : decodeClosePayload(bytes);
  show(isFrame ? 'frame' : 'payload', bytes, result);
  if (!result.ok) process.exitCode = 1;
}
