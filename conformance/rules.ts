/** The rows of docs/conformance.md: one rule per row, and which vectors test it. */

import { isUtf8 } from 'node:buffer';
import { frameOf, type Vector } from './frames.js';
import {
  expectationOf,
  type Judge,
  judge,
  judgeAfterFailure,
  judgeAnsweredCode,
  judgeAnsweredReason,
  judgeCode,
  judgeOther,
  judgeReason,
} from './judge.js';
import {
  codeOf,
  isAboutLength,
  isBareCode,
  isCutOff,
  isEarly,
  isFollowed,
  isLongForm,
  isMasking,
  isOther,
  isPlain,
  isRefused,
  isRefusedCode,
  isShort,
  isTaken,
  kindOf,
  reasonBytesOf,
  reasonOf,
} from './subjects.js';

export interface Rule {
  /** The name by which `readings.ts` refers to the rule. */
  id: string;
  /** What an endpoint has to do. */
  rule: string;
  /** The standard and the section. */
  section: string;
  concerns(vector: Vector): boolean;
  judge: Judge;
  /** A label for a vector, for cells that list some of the rule's vectors; without it, the cell counts them. */
  label?(vector: Vector): string;
}

type Row = [id: string, rule: string, section: string, concerns: (vector: Vector) => boolean, judge?: Judge];

const payloads: Row[] = [
  ['no-code', 'a frame without a payload is reported as 1005', '§7.1.5', (v) => isTaken(v) && codeOf(v) === 1005],
  ['one-byte', 'a payload of 1 byte fails with 1002', '§5.5.1', (v) => isRefused(v, 'payload-too-short')],
  ['longest', 'a payload of up to 125 bytes is accepted', '§5.5', (v) => isPlain(v) && isAboutLength(v)],
  [
    'too-long',
    'a payload over 125 bytes fails with 1002',
    '§5.5',
    (v) => isRefused(v, 'payload-too-long') && !isLongForm(v),
  ],
  [
    'long-form',
    'a length up to 125 written in 16 or 64 bits fails with 1002',
    '§5.2',
    (v) => isRefused(v, 'payload-too-long') && isLongForm(v),
  ],
];

const codes: Row[] = [
  ['defined', '1000–1003 and 1007–1011 are accepted', '§7.4.1', (v) => isBareCode(v) && codeOf(v) < 1012, judgeCode],
  [
    'registered',
    '1012, 1013 and 1014 are accepted',
    '§7.4.2, IANA',
    (v) => isBareCode(v) && codeOf(v) >= 1012 && codeOf(v) < 3000,
    judgeCode,
  ],
  ['open', '3000–4999 are accepted', '§7.4.2', (v) => isBareCode(v) && codeOf(v) >= 3000, judgeCode],
  ['unused', '0–999 fail with 1002', '§7.4.2', (v) => isRefusedCode(v, (code) => code < 1000)],
  ['reserved', '1004 fails with 1002', '§7.4.1', (v) => isRefusedCode(v, (code) => code === 1004)],
  [
    'forbidden',
    '1005, 1006 and 1015 fail with 1002',
    '§7.4.1',
    (v) => isRefusedCode(v, (code) => [1005, 1006, 1015].includes(code)),
  ],
  ['undefined', '1016–2999 fail with 1002', '§7.4.2', (v) => isRefusedCode(v, (code) => code > 1015 && code < 3000)],
  ['past', '5000–65535 fail with 1002', '§7.4.2', (v) => isRefusedCode(v, (code) => code > 4999)],
];

const reasons: Row[] = [
  ['bare', 'after a code without a reason, the reason is empty', '§7.1.6', isBareCode, judgeReason],
  [
    'kept',
    'a reason in UTF-8 is reported unchanged',
    '§7.1.6',
    (v) => isPlain(v) && !isAboutLength(v) && !reasonOf(v).startsWith('\uFEFF'),
  ],
  [
    'bom',
    'U+FEFF at the start of a reason is kept',
    'WHATWG WebSockets',
    (v) => isPlain(v) && reasonOf(v).startsWith('\uFEFF'),
  ],
  [
    'short-reason',
    'a reason of 1 byte is checked like any other',
    '§7.1.6, §8.1',
    (v) => isShort(v) && (isTaken(v) || kindOf(v) === 'invalid-utf8'),
  ],
  [
    'ill-formed',
    'a reason that is not UTF-8 fails with 1007',
    '§8.1',
    (v) => isRefused(v, 'invalid-utf8') && !isCutOff(v) && !isShort(v),
  ],
  [
    'cut-off',
    'a reason that ends within a character fails with 1007',
    '§8.1',
    (v) => isRefused(v, 'invalid-utf8') && isCutOff(v) && !isShort(v),
  ],
  [
    'code-first',
    'a bad code with a bad reason fails with 1002',
    '–',
    (v) => isRefused(v, 'forbidden-code', 'reserved-code') && !isUtf8(reasonBytesOf(v)),
  ],
];

const frames: Row[] = [
  ['reserved-bits', 'RSV1, RSV2 or RSV3 fails with 1002', '§5.2', (v) => isRefused(v, 'reserved-bits')],
  ['fragmented', 'a Close frame without FIN fails with 1002', '§5.5', (v) => isRefused(v, 'fragmented')],
  ['mask-unexpected', 'a masked frame to a client fails with 1002', '§5.1', (v) => isRefused(v, 'mask-unexpected')],
  ['mask-missing', 'an unmasked frame to a server fails with 1002', '§5.1', (v) => isRefused(v, 'mask-missing')],
  ['masking-key', 'every masking key is removed', '§5.3', (v) => isTaken(v) && isMasking(v)],
  ['first-byte', 'a fault in the first byte is rejected at once', '–', (v) => isEarly(v) && frameOf(v).length === 1],
  ['second-byte', 'a fault in the second byte is rejected at once', '–', (v) => isEarly(v) && frameOf(v).length > 1],
  ['cut', 'an incomplete frame is waited for', '§5.2', (v) => expectationOf(v).is === 'awaited'],
  ['followed', 'what follows a Close frame is not read', '§1.4', isFollowed],
  ['other', 'a frame with another opcode is not a Close frame', '§5.2', isOther, judgeOther],
  [
    'after-failure',
    'what follows an invalid frame is not read',
    '§7.1.7',
    (v) => isOther(v) && expectationOf(v).is === 'refused',
    judgeAfterFailure,
  ],
];

const answers: Row[] = [
  ['answered-code', 'the answer echoes the code', '§5.5.1', (v) => isTaken(v) && codeOf(v) !== 1000, judgeAnsweredCode],
  ['answered-reason', 'the answer has no reason', '§5.5.1', (v) => reasonOf(v) !== '', judgeAnsweredReason],
];

/** The rules whose vectors are labeled with their code. */
const labelled = new Set(codes.map(([id]) => id));

export const rules: Rule[] = [...payloads, ...codes, ...reasons, ...frames, ...answers].map(
  ([id, rule, section, concerns, judgeRow = judge]) => ({
    id,
    rule,
    section,
    concerns,
    judge: judgeRow,
    ...(labelled.has(id) && { label: (vector: Vector) => `${codeOf(vector)}` }),
  }),
);
