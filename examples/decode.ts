/** `npm start -- HEX`: decodes the given bytes. */

import { decodeCloseFrame, decodeClosePayload } from 'close-frame';
import { quote } from './quote.js';
import { show } from './show.js';

function parseHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/0x|[\s:]/gi, '');
  return /^([0-9a-f]{2})*$/i.test(digits) ? Uint8Array.from(Buffer.from(digits, 'hex')) : undefined;
}

/** Prints what the bytes mean. The exit code is 0 if they are valid, 1 if they are not, 2 if the text is not hex. */
export function decodeText(text: string): void {
  const bytes = parseHex(text);
  if (bytes === undefined) {
    console.error(`close-frame: ${quote(text)} is not hex: give pairs of hex digits, like 880503e8627965.`);
    process.exitCode = 2;
    return;
  }
  // A frame with FIN set begins with 0x80 or more; no valid status code does.
  const isFrame = (bytes[0] ?? 0) >= 0x80;
  const result = isFrame ? decodeCloseFrame(bytes) : decodeClosePayload(bytes);
  show(isFrame ? 'frame' : 'payload', bytes, result);
  if (!result.ok) process.exitCode = 1;
}
