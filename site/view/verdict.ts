/**
 * The verdict: the result of the codec, as a title and a sentence.
 * @module
 */

import { describeCode } from 'close-frame';
import type { Inspection } from 'close-frame/inspect';
import { countOf } from '../bytes/hex.js';
import type { Look } from '../bytes/look.js';

/** A verdict, and how it is colored. */
export interface Verdict {
  readonly tone: 'good' | 'bad' | 'open';
  readonly title: string;
  readonly text: string;
}

/** The verdict on a text. */
export function verdictOf({ refusal, inspection, readings, reading }: Look): Verdict {
  if (refusal !== undefined && inspection !== undefined) {
    return { tone: 'open', title: 'Half a byte at the end', text: sentence(refusal.message) };
  }
  if (inspection !== undefined) return verdictOn(inspection);
  const text = `${sentence(refusal!.message)}${readings.length > 0 && reading === undefined ? ' Choose one.' : ''}`;
  return { tone: readings.length > 0 ? 'open' : 'bad', title: 'No bytes read', text };
}

/** The verdict on bytes. */
export function verdictOn({ as, byteLength, result }: Inspection): Verdict {
  if (result.ok) {
    const { code } = result;
    const isFrame = 'masked' in result;
    const length = isFrame ? result.byteLength : byteLength;
    const masked = isFrame ? (result.masked ? ', masked, as from a client' : ', not masked') : '';
    const title = `${code} ${describeCode(code).name}`;
    return { tone: 'good', title, text: `A valid Close ${as}: ${countOf(length)}${masked}.` };
  }
  const { kind, failCode, byteOffset, message } = result.error;
  if (kind === 'incomplete') return { tone: 'open', title: 'Incomplete', text: message };
  if (kind === 'not-close') return { tone: 'open', title: 'Not a Close frame', text: message };
  const fail = failCode === undefined ? '' : ` Fail the connection with ${failCode} ${describeCode(failCode).name}.`;
  const title = kind === 'invalid-utf8' ? 'Invalid UTF-8' : kind[0]!.toUpperCase() + kind.slice(1).replaceAll('-', ' ');
  return { tone: 'bad', title: `${title}, at byte ${byteOffset}`, text: `${message}${fail}` };
}

function sentence(message: string): string {
  return `${message[0]!.toUpperCase()}${message.slice(1)}.`;
}
