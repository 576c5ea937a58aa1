/**
 * The fields of an inspection, put together where they share a byte: what is shown as one block of cells.
 * @module
 */

import type { InspectedField } from 'close-frame/inspect';

/** The fields of one byte, or one field of whole bytes. */
export interface Group {
  readonly start: number;
  readonly end: number;
  readonly fields: readonly InspectedField[];
  /** A name for the style sheet. */
  readonly hue: string;
  /** What the block is called. */
  readonly title: string;
  readonly broken: boolean;
}

const looks: Readonly<Record<InspectedField['name'], readonly [hue: string, title: string]>> = {
  FIN: ['first', 'FIN, RSV, opcode'],
  RSV1: ['first', ''],
  RSV2: ['first', ''],
  RSV3: ['first', ''],
  opcode: ['first', ''],
  MASK: ['second', 'MASK, length'],
  'payload length': ['second', ''],
  'extended payload length': ['length', 'extended length'],
  'masking key': ['key', 'masking key'],
  'status code': ['code', 'status code'],
  reason: ['reason', 'reason'],
  'application data': ['data', 'application data'],
  'following bytes': ['rest', 'following bytes'],
};

export function groupsOf(fields: readonly InspectedField[]): Group[] {
  const groups: Group[] = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (last?.start === field.start) {
      groups[groups.length - 1] = { ...last, fields: [...last.fields, field], broken: last.broken || field.broken };
      continue;
    }
    const [hue, title] = looks[field.name];
    groups.push({ start: field.start, end: field.end, fields: [field], hue, title, broken: field.broken });
  }
  return groups;
}
