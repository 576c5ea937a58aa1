/**
 * The verdict: what the codec says, and what the status code means.
 * @module
 */

import { describeCode, isSendableByScript } from 'close-frame';
import type { Inspection } from 'close-frame/inspect';
import { el, sectionLink } from '../dom.js';
import { shortened } from './explanation.js';

/** What is said first, and how it is meant. */
export interface Verdict {
  readonly tone: 'good' | 'bad' | 'open';
  readonly title: string;
  readonly text: string;
}

export function verdictOf({ as, byteLength, result }: Inspection): Verdict {
  const count = countOf(byteLength);
  if (result.ok) {
    const { code } = result;
    const masked = 'masked' in result ? (result.masked ? ', masked as a client’s is' : ', not masked') : '';
    const more = 'byteLength' in result && result.byteLength < byteLength ? ` of the ${count} given` : '';
    const length = 'byteLength' in result ? countOf(result.byteLength) : count;
    return {
      tone: 'good',
      title: `${code} ${describeCode(code).name}`,
      text: `A valid Close ${as}: ${length}${more}${masked}.`,
    };
  }
  const { kind, failCode, byteOffset, message } = result.error;
  if (kind === 'incomplete') return { tone: 'open', title: 'Not whole yet', text: message };
  if (kind === 'not-close') return { tone: 'open', title: 'No Close frame', text: message };
  const fail = failCode === undefined ? '' : ` Fail the connection with ${failCode} ${describeCode(failCode).name}.`;
  return { tone: 'bad', title: `${titles[kind]}, at byte ${byteOffset}`, text: `${message}${fail}` };
}

type ErrorKind = Extract<Inspection['result'], { ok: false }>['error']['kind'];

const titles: Readonly<Record<Exclude<ErrorKind, 'incomplete' | 'not-close'>, string>> = {
  'payload-too-short': 'Payload too short',
  'payload-too-long': 'Payload too long',
  'forbidden-code': 'Forbidden code',
  'reserved-code': 'Reserved code',
  'invalid-utf8': 'Invalid UTF-8',
  'reserved-bits': 'Reserved bits set',
  fragmented: 'Fragmented',
  'mask-missing': 'Mask missing',
  'mask-unexpected': 'Mask unexpected',
};

const senders = { any: 'client or server', client: 'the client', server: 'the server', none: 'nobody' } as const;

/**
 * What the bytes are and hold, as the items of a description list: what is wrong beyond the verdict, what they probably
 * are instead, the reason and the status code, refused or not.
 */
export function facts({ result, code, reason, problems, hints }: Inspection): HTMLElement[] {
  const items = [
    ...problems.slice(1).map(({ message }) => fact('Also wrong', message, true)),
    ...hints.map(({ message }) => fact('Hint', message, true)),
  ];
  if (reason !== '') items.push(fact(result.ok ? 'Reason' : 'Reason, read leniently', quote(shortened(reason)), true));
  const number = code ?? (result.ok ? result.code : undefined);
  if (number === undefined) return items;
  const { name, description, sentBy, reference, reconnect } = describeCode(number);
  items.push(fact(result.ok ? 'Meaning' : `Status code ${number}, ${name}`, description, true));
  if (reconnect !== undefined) items.push(fact('Connect again', reconnect, true));
  items.push(fact('May be sent by', senders[sentBy]));
  items.push(fact('By a browser’s close()', isSendableByScript(number) ? 'yes' : 'no'));
  items.push(fact('Defined in', sectionLink(reference)));
  return items;
}

function quote(text: string): HTMLElement {
  return el('bdi.quote', {}, text);
}

function fact(term: string, description: string | HTMLElement, isLong = false): HTMLElement {
  return el(isLong ? 'div.long' : 'div', {}, el('dt', {}, term), el('dd', {}, description));
}

/** How many bytes, in words. */
export function countOf(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${bytes.toLocaleString('en')} bytes`;
}
