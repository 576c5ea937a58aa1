/**
 * Says in a few lines what a Close frame means, or what is wrong with it.
 * @module
 */

import { type CloseError, describeCode } from '../index.js';
import type { Paint } from './paint.js';
import { quote } from './quote.js';
import { countOf } from './words.js';

/** The meaning of a valid frame or payload. */
export function goodLines(code: number, reason: string, paint: Paint): string[] {
  const { name, description } = describeCode(code);
  return [`${paint('good', `${code} ${name}`)}, ${reasonText(reason)}`, `  ${description}`];
}

/** What is wrong, and what can still be read. */
export function badLines(error: CloseError, code: number | undefined, reason: string, paint: Paint): string[] {
  const { kind, failCode, message } = error;
  const advice = failCode === undefined ? '' : `, so fail the connection with ${failCode}`;
  const lines = [`${paint('bad', kind)}${advice}`, `  ${message}`];
  if (code !== undefined) lines.push(`  It reads: ${code} ${describeCode(code).name}, ${reasonText(reason)}.`);
  return lines;
}

function reasonText(reason: string): string {
  return reason === '' ? 'no reason' : `reason ${quote(reason)}`;
}

/** The length of a valid frame, and who can have sent it. */
export function frameText(byteLength: number, masked: boolean): string {
  return `Close frame of ${countOf(byteLength, 'byte')}, ${masked ? 'masked, so a client’s' : 'not masked, so a server’s'}`;
}
