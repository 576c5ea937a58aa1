/**
 * Which field it is that the codec refuses.
 * @module
 */

import type { FoundField, InspectedField, Inspection } from './view.js';

type Result = Inspection['result'];
type ErrorKind = Extract<Result, { ok: false }>['error']['kind'];

/** The fields that can break each rule: of several, the one that lies where the codec says. */
const suspects: Readonly<Record<ErrorKind, readonly InspectedField['name'][]>> = {
  'not-close': ['opcode'],
  'reserved-bits': ['RSV1', 'RSV2', 'RSV3'],
  fragmented: ['FIN'],
  'payload-too-long': ['payload length', 'reason'],
  'payload-too-short': ['payload length', 'status code'],
  'mask-missing': ['MASK'],
  'mask-unexpected': ['MASK'],
  'forbidden-code': ['status code'],
  'reserved-code': ['status code'],
  'invalid-utf8': ['reason'],
  incomplete: [],
};

/** The field, and whether it is what the codec refuses. */
export function withBlame(field: FoundField, result: Result): InspectedField {
  return { ...field, broken: !result.ok && isToBlame(field, result.error.kind, result.error.byteOffset) };
}

function isToBlame(field: FoundField, kind: ErrorKind, byteOffset: number | undefined): boolean {
  if (byteOffset === undefined || byteOffset < field.start || byteOffset >= field.end) return false;
  if (kind === 'reserved-bits' && field.value === 0) return false;
  return suspects[kind].includes(field.name);
}
