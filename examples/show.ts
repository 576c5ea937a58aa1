/** How the examples print bytes and the results of decoding them. */

import { type decodeCloseFrame, type decodeClosePayload, describeCode, type ScanResult } from 'close-frame';
import { quote } from './quote.js';

/** What any of the decoders returns. */
export type Decoded = ReturnType<typeof decodeCloseFrame> | ReturnType<typeof decodeClosePayload> | ScanResult;

/** The bytes in hex, 32 per line. */
function hex(bytes: Uint8Array): string[] {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += 32) lines.push(pairs.slice(at, at + 32).join(' '));
  return lines;
}

/** What the bytes mean, or what is wrong with them and what to do about it. */
function meaning(result: Decoded): string[] {
  if (!result.ok) {
    const { kind, failCode, message } = result.error;
    return [failCode === undefined ? kind : `${kind}, fail the connection with ${failCode}`, message];
  }
  const { code, reason } = result;
  const text = reason === '' ? 'no reason' : `reason of ${Buffer.byteLength(reason)} bytes ${quote(reason)}`;
  return [`${code} ${describeCode(code).name}, ${text}`];
}

export function show(title: string, bytes: Uint8Array, result: Decoded): void {
  const [first, ...rest] = meaning(result);
  console.log(`  ${title}`);
  const lines = bytes.length > 0 ? hex(bytes) : [result.ok ? '(no bytes)' : '(no Close frame)'];
  for (const line of lines) console.log(`    ${line}`);
  console.log(`    → ${first}`);
  for (const line of rest) console.log(`      ${line}`);
}
