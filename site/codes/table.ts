/**
 * The table of all codes.
 * @module
 */

import { type CloseCodeInfo, closeCodes, isSendableByScript } from 'close-frame';
import { byId, el, fill, sectionLink } from '../dom.js';
import { namesOf } from './names.js';
import { type Found, search } from './search.js';

const senders = { any: 'client, server', client: 'client alone', server: 'server alone', none: 'never sent' } as const;

const rows = new Map(closeCodes.map((info) => [info.code, row(info)]));

let shownFor: string | undefined;

/** Shows the rows that the query finds, and says how many they are. */
export function showCodes(query: string): void {
  if (query === shownFor) return;
  shownFor = query;
  const found = search(query);
  const shown = [...found.unassigned.map(row), ...found.codes.map((code) => rows.get(code)!)];
  fill(byId('codes-rows', HTMLTableSectionElement), shown);
  byId('codes-count', HTMLElement).textContent = query.trim() === '' ? '' : summary(found);
}

function summary({ codes, unassigned, refused }: Found): string {
  if (refused !== undefined) return refused;
  if (unassigned.length === 1) return `${unassigned[0]!.code} is not assigned; this is what its range is for.`;
  if (unassigned.length > 1) return 'Some are not assigned; this is what their ranges are for.';
  if (codes.length === 0) return 'No status code has this number or name. Numbers go from 0 to 65535.';
  return `${codes.length} of ${rows.size} codes`;
}

/** With roles, which the layout on a narrow screen takes from a table's elements in some browsers. */
function row(info: CloseCodeInfo): HTMLElement {
  const { code, name, codename, description, sentBy, reference, reconnect, sendable } = info;
  const others = namesOf(code);
  return el(
    sendable ? 'tr' : 'tr.unsendable',
    { role: 'row' },
    el('th', { scope: 'row', role: 'rowheader' }, code),
    el(
      'td',
      { role: 'cell' },
      el('span.name', {}, name),
      ' ',
      codename !== '' && el('code.codename', {}, codename),
      el('p', {}, description),
      reconnect !== undefined && el('p', {}, el('b', {}, 'Connect again: '), reconnect),
      others.length > 0 &&
        el('details.others', {}, el('summary', {}, 'In other systems'), el('ul', {}, ...others.map(otherName))),
    ),
    el(
      'td.sending',
      { role: 'cell' },
      el('span.sender', {}, senders[sentBy]),
      el('span.script', {}, `browser’s close(): ${isSendableByScript(code) ? 'yes' : 'no'}`),
      sectionLink(reference),
    ),
  );
}

function otherName({ name, systems }: { name: string; systems: readonly string[] }): HTMLElement {
  return el('li', {}, el('code', {}, name), ` ${systems.join(', ')}`);
}
