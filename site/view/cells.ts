/**
 * The bytes as cells, a block for each field or each byte that several fields share; bit by bit on demand.
 * @module
 */

import type { InspectedField, Inspection } from 'close-frame/inspect';
import { el, spoken } from '../dom.js';
import { charactersOf } from './characters.js';
import type { Group } from './groups.js';

/** So many bytes are shown: all of any Close frame, and a little of what follows it. */
export const MAX_CELLS = 160;

/** What the cells of one inspection share. */
interface Sheet {
  readonly bytes: Uint8Array;
  /** The payload of a masked frame, unmasked; empty where the bytes on the wire are the payload's own. */
  readonly unmasked: Uint8Array;
  readonly payloadStart: number;
  readonly brokenAt: number | undefined;
  readonly bits: boolean;
}

/** The blocks, as items of a list. */
export function cellBlocks(
  bytes: Uint8Array,
  inspection: Inspection,
  groups: readonly Group[],
  bits: boolean,
): HTMLElement[] {
  const isMasked = groups.some(({ hue }) => hue === 'key');
  const content = groups.find(({ hue }) => hue === 'code');
  const sheet: Sheet = {
    bytes,
    unmasked: isMasked ? bytesOf(inspection.payload.slice(0, MAX_CELLS * 2)) : new Uint8Array(0),
    payloadStart: content?.start ?? bytes.length,
    brokenAt: inspection.brokenAt,
    bits,
  };
  return groups.filter(({ start }) => start < MAX_CELLS).map((group, index) => block(sheet, group, index));
}

function block(sheet: Sheet, group: Group, index: number): HTMLElement {
  const { start, end, fields, hue, title, broken } = group;
  const shownEnd = Math.min(end, MAX_CELLS);
  const plain = plainBytes(sheet, start, shownEnd);
  const characters = hue === 'reason' ? charactersOf(plain) : [];
  const isBitwise = sheet.bits && fields[0]?.bits !== undefined;
  const cells: HTMLElement[] = [];
  for (let at = start; at < shownEnd; at++) {
    const isMasked = at - sheet.payloadStart >= 0 && sheet.unmasked.length > 0 && hue !== 'rest';
    cells.push(
      el(
        at === sheet.brokenAt ? 'li.cell.broken' : 'li.cell',
        {},
        el('span.offset', {}, spoken('byte '), at),
        el('span.hex', {}, hexOf(sheet.bytes[at]!)),
        sheet.bits && !isBitwise && el('span.binary', {}, binaryOf(sheet.bytes[at]!)),
        isMasked && el('span.plain', {}, spoken('unmasked '), hexOf(plain[at - start]!)),
        isMasked && sheet.bits && el('span.binary', {}, binaryOf(plain[at - start]!)),
        hue === 'reason' && el('span.character', {}, characters[at - start]),
        isBitwise && el('ol.bits', {}, ...fields.map(bitBox)),
        at === sheet.brokenAt && el('span.flag', {}, 'breaks here'),
      ),
    );
  }
  const missing = end - shownEnd;
  if (missing > 0) cells.push(el('li.more', {}, `and ${missing.toLocaleString('en')} more`));
  return el(
    broken ? `li.block.hue-${hue}.broken` : `li.block.hue-${hue}`,
    { 'data-group': index },
    el('button', { type: 'button', title: 'Go to its explanation' }, title),
    el('ol.cells', {}, ...cells),
  );
}

function bitBox({ name, bits, broken }: InspectedField): HTMLElement {
  const label = name === 'payload length' ? 'length' : name;
  return el(broken ? 'li.broken' : 'li', { 'data-bits': bits?.length }, el('span', {}, bits), el('small', {}, label));
}

/** The bytes without their mask. */
function plainBytes({ bytes, unmasked, payloadStart }: Sheet, start: number, end: number): Uint8Array {
  return unmasked.length > 0 && start >= payloadStart
    ? unmasked.subarray(start - payloadStart, end - payloadStart)
    : bytes.subarray(start, end);
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function binaryOf(byte: number): string {
  return byte.toString(2).padStart(8, '0').replace(/^..../, '$& ');
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}
