/**
 * What a Close frame says, or what is wrong with it, in a few lines.
 * @module
 */

import { type CloseError, describeCode } from '../index.js';
import type { Paint } from './paint.js';
import { quote } from './quote.js';
import { countOf } from './words.js';

/** What a good frame or payload says. */
export function goodLines(code: number, reason: string, paint: Paint): string[] {
  const { name, description } = describeCode(code);
  return [`${paint('good', `${code} ${name}`)}, ${reasonText(reason)}`, `  ${description}`];
}

/** What is wrong, and what can be read all the same. */
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

/** The kind and length of a valid frame. */
export function frameText(byteLength: number, masked: boolean): string {
  return `Close frame of ${countOf(byteLength, 'byte')}, ${masked ? 'masked, so a client’s' : 'not masked, so a server’s'}`;
}
