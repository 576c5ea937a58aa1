/**
 * Prints bytes with their fields beside them, as a dissector does.
 * @module
 */

import type { InspectedField, Inspection } from '../inspect/index.js';
import { hexPairs } from './hex.js';
import type { Paint } from './paint.js';
import { type Row, table } from './table.js';

/** Bytes, and what is known about them. */
export interface Specimen {
  readonly bytes: Uint8Array;
  readonly view: Pick<Inspection, 'fields' | 'payload'>;
  /** The first broken rule, if any, and the offset of the byte that breaks it. The view marks the broken field. */
  readonly error?: { readonly kind: string; readonly byteOffset: number | undefined } | undefined;
  /** The offset to show for the first byte; 0 if left out. */
  readonly origin?: number;
}

/** A field as the table shows it: its value is part of its meaning. */
type Part = Pick<InspectedField, 'start' | 'end' | 'bits' | 'section' | 'meaning' | 'broken'> & {
  readonly name: string;
  readonly bitOffset: number | undefined;
};

const ROW_BYTES = 8;

/** How many rows of a field are shown: enough for the longest valid reason, and the beginning of other data. */
const MAX_ROWS = 16;
const MAX_OPAQUE_ROWS = 2;

/** A blank line and a table of the fields, with a mark below the wrong bits or byte; nothing if there are no fields. */
export function dissect(specimen: Specimen, paint: Paint): string[] {
  const head: Row = ['', ['faint', 'bytes'], ['faint', 'bits'], ['faint', 'field'], ['faint', 'RFC 6455'], ''];
  const rows = partsOf(specimen.view.fields).flatMap((part) => {
    return part.bits === undefined ? byteRows(part, specimen) : bitRows(part, part.bits, specimen);
  });
  return rows.length === 0 ? [] : ['', ...table([head, ...rows], paint, '  ')];
}

function partsOf(fields: readonly InspectedField[]): Part[] {
  const isSet = fields.some(({ name, value }) => name.startsWith('RSV') && value === 1);
  const shown = isSet ? fields : fields.filter(({ name }) => name !== 'RSV2' && name !== 'RSV3');
  return shown.map((field): Part => {
    const { name, value, meaning } = field;
    if (name === 'RSV1' && !isSet) return { ...field, name: 'RSV1–3', bits: '000' };
    const isNumber = name === 'opcode' || (name === 'status code' && value !== undefined);
    return isNumber ? { ...field, meaning: `${value} ${meaning}` } : field;
  });
}

function labels({ name, section, meaning, broken }: Part): Row {
  const style = broken ? 'bad' : 'strong';
  return [[style, name], ['faint', section.replace('RFC 6455 ', '')], broken ? ['bad', meaning] : meaning];
}

function bitRows(part: Part, bits: string, { bytes, error, origin = 0 }: Specimen): Row[] {
  const { start, bitOffset = 0, broken } = part;
  const byte =
    bitOffset === 0
      ? [['faint', String(origin + start)] as const, hexPairs(bytes.subarray(start, start + 1))[0]!]
      : ['', ''];
  const rows: Row[] = [[...byte, picture('.', bitOffset, bits), ...labels(part)]];
  if (broken && error !== undefined) {
    const marks = picture(' ', bitOffset, '^'.repeat(bits.length)).trimEnd();
    rows.push(['', '', ['bad', `${marks} ${markOf(error.kind, start, origin)}`]]);
  }
  return rows;
}

/** The text beside a mark: the offset as in messages, and in a stream also the offset that the table shows. */
function markOf(kind: string, byteOffset: number, origin: number): string {
  return `byte ${byteOffset}${origin === 0 ? '' : `, at offset ${origin + byteOffset}`}: ${kind}`;
}

/** A byte's bits in two groups of four, with `idle` for the bits of other fields: `.000 ....`. */
function picture(idle: string, bitOffset: number, bits: string): string {
  const eight = (idle.repeat(bitOffset) + bits).padEnd(8, idle);
  return `${eight.slice(0, 4)} ${eight.slice(4)}`;
}

function byteRows(part: Part, specimen: Specimen): Row[] {
  const { bytes, error, origin = 0 } = specimen;
  const brokenAt = part.broken ? error?.byteOffset : undefined;
  const isOpaque = part.name === 'application data' || part.name === 'following bytes';
  const limit = Math.min(part.end, part.start + ROW_BYTES * (isOpaque ? MAX_OPAQUE_ROWS : MAX_ROWS));
  const rows: Row[] = [];
  for (let start = part.start; start < limit; start += ROW_BYTES) {
    const end = Math.min(start + ROW_BYTES, limit);
    const sent = bytes.subarray(start, end);
    const meant = unmaskedPart(part, start, end, specimen);
    const text = isOpaque || part.name === 'reason' ? preview(meant ?? sent) : '';
    const at = ['faint', String(origin + start)] as const;
    rows.push([
      at,
      hexPairs(sent).join(' '),
      meant === undefined ? text : '',
      ...(start === part.start ? labels(part) : []),
    ]);
    if (meant !== undefined) rows.push(['', ['faint', hexPairs(meant).join(' ')], text, ['faint', 'unmasked']]);
    if (error !== undefined && brokenAt !== undefined && brokenAt >= start && brokenAt < end) {
      rows.push(['', ['bad', `${' '.repeat(3 * (brokenAt - start))}^^ ${markOf(error.kind, brokenAt, origin)}`]]);
    }
  }
  if (limit < part.end) rows.push(['', ['faint', `… and ${part.end - limit} more`]]);
  return rows;
}

/** The unmasked bytes of a field, if it is masked. */
function unmaskedPart(part: Part, start: number, end: number, { view }: Specimen): Uint8Array | undefined {
  const { fields, payload } = view;
  const isMasked = fields.some(({ name, value }) => name === 'MASK' && value === 1);
  const payloadStart = fields.find(({ name }) => name === 'status code')?.start;
  if (!isMasked || payloadStart === undefined || (part.name !== 'status code' && part.name !== 'reason'))
    return undefined;
  return Buffer.from(payload, 'hex').subarray(start - payloadStart, end - payloadStart);
}

/** The bytes as ASCII, with a period for each that is not printable. */
function preview(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '.')).join('');
}
