/**
 * The status codes: a list of those found, or one with everything that is known about it.
 * @module
 */

import { closeCodes, describeCode, isPortableCode, isSendableByScript } from 'close-frame';
import { byId, el, fill, sectionLink } from '../dom.js';
import { MEASURED } from './measured.js';
import { namesOf } from './names.js';
import { conductsWith } from './peers.js';
import { search } from './search.js';

const senders = { any: 'client or server', client: 'the client', server: 'the server', none: 'nobody' } as const;

/** Shows the codes that the query finds; if there is only one, with all its details. */
export function showCodes(query: string): void {
  const { codes, refused } = search(query);
  const one = codes.length === 1;
  fill(byId('found'), one ? card(codes[0]!) : [el('ul', { role: 'list' }, ...codes.map(item))]);
  byId('codes-count').textContent =
    refused ??
    (codes.length === 0
      ? 'No status code has this number or name. Status codes go from 0 to 65535.'
      : one
        ? ''
        : `${codes.length} codes`);
}

function item(code: number): HTMLElement {
  const { name, description, sentBy } = describeCode(code);
  return el(
    'li',
    {},
    el('a', { href: `#${code}` }, el('b.mono', {}, code), ' ', name),
    sentBy !== 'any' && el('small', {}, sentBy === 'none' ? 'must not be sent' : `sent by ${senders[sentBy]}`),
    el('p', {}, description),
  );
}

function card(code: number): HTMLElement[] {
  const { name, codename, description, sentBy, reference, reconnect, sendable } = describeCode(code);
  const facts: [term: string, ...(HTMLElement | string)[]][] = [
    ['May be sent by', senders[sentBy]],
    ['Allowed in a browser’s close()', isSendableByScript(code) ? 'yes' : 'no'],
    ['Accepted by every tested stack', isPortableCode(code) ? 'yes' : 'no'],
    ['Reconnect', reconnect ?? 'No specification gives advice.'],
    ['As bytes', el('code', {}, code.toString(16).padStart(4, '0').replace(/../, '$& '))],
    ['Defined in', sectionLink(reference)],
  ];
  const names = namesOf(code);
  return [
    el('h3', {}, el('span.mono', {}, code), ` ${name} `, codename !== '' && el('code.soft', {}, codename)),
    el('p', {}, description),
    definitions(facts),
    el('h4', {}, 'What deployed stacks do with it'),
    definitions(
      conductsWith(code).map(({ conduct, systems }) => [`${conduct} (${systems.length})`, systems.join(', ')]),
    ),
    el(
      'p.soft',
      {},
      `Measured ${MEASURED}. Rejected: the connection fails or is dropped. Ranges such as 3000–3999 were tested at both ends.`,
    ),
    names.length > 0 && el('h4', {}, 'Names in other systems'),
    names.length > 0 && definitions(names.map(({ name, systems }) => [systems.join(', '), el('code', {}, name)])),
    el(
      'p',
      {},
      sendable && el('a', { href: `#mode=compose&code=${code}` }, `Compose a frame with ${code}`),
      ' ',
      el('a', { href: '#codes' }, `All ${closeCodes.length} codes`),
    ),
  ].filter((part) => part !== false);
}

function definitions(
  items: readonly (readonly [term: string, ...descriptions: (HTMLElement | string)[]])[],
): HTMLElement {
  return el(
    'dl',
    {},
    ...items.map(([term, ...description]) => el('div', {}, el('dt', {}, term), el('dd', {}, ...description))),
  );
}
