/** Where real peers differ from this library, exactly. docs/peers.md says the same to people. */

import assert from 'node:assert/strict';
import { decodeCloseFrame, type Endpoint, isSendableCode, type ScanResult } from 'close-frame';
import type { Closed } from '../support/peers.js';

/** What a peer makes of a Close frame: what it reports, and the code and reason of its answer. */
export interface Reading {
  closed: Closed;
  answer: ScanResult;
}

/** Where peers differ, in the words of docs/peers.md, and what their readings look like then. */
export interface Difference {
  peer: string;
  role?: Endpoint;
  /** The sentence in docs/peers.md. */
  says: string;
  /** Does it concern this frame, which is good or has this failCode? */
  concerns(frame: Uint8Array, failCode: number | undefined): boolean;
  check(reading: Reading, frame: Uint8Array): void;
}

const codeOf = (frame: Uint8Array): number => {
  const result = decodeCloseFrame(frame);
  return result.ok ? result.code : (result.error.code ?? Number.NaN);
};

export const differences: Difference[] = [
  {
    peer: 'undici',
    says: 'strips a U+FEFF from the head of a reason',
    concerns: (frame) => reasonOf(frame).startsWith('\uFEFF'),
    check: ({ closed }, frame) => assert.equal(closed.reason, reasonOf(frame).slice(1)),
  },
  {
    peer: 'websocket-driver',
    says: 'reports and answers an empty payload as 1000',
    concerns: (frame, failCode) => failCode === undefined && codeOf(frame) === 1005,
    check: ({ closed, answer }) => assert.deepEqual([closed.code, codeIn(answer)], [1000, 1000]),
  },
  {
    peer: 'websocket-driver',
    says: 'refuses 1012, 1013 and 1014 with 1002',
    concerns: (frame) => [1012, 1013, 1014].includes(codeOf(frame)),
    check: ({ closed, answer }) => assert.deepEqual([closed.code, codeIn(answer)], [1002, 1002]),
  },
  {
    peer: 'websocket-driver',
    says: 'fails with 1002, not 1007, where a reason is not UTF-8',
    concerns: (_, failCode) => failCode === 1007,
    check: ({ closed, answer }) => assert.deepEqual([closed.code, codeIn(answer)], [1002, 1002]),
  },
  {
    peer: 'websocket-driver',
    role: 'client',
    says: 'as a client, takes masked frames',
    concerns: (frame, failCode) => failCode === 1002 && frame[1]! >= 0x80,
    check: ({ closed, answer }) => assert.deepEqual([closed.code, codeIn(answer)], [1001, 1001]),
  },
  {
    peer: 'websocket-driver',
    role: 'server',
    says: 'as a server, fails with 1003, not 1002, where a mask is missing',
    concerns: (frame, failCode) => failCode === 1002 && frame[1]! < 0x80,
    check: ({ closed, answer }) => assert.deepEqual([closed.code, codeIn(answer)], [1003, 1003]),
  },
  {
    peer: 'Chromium',
    says: 'takes and answers every code but 1005, 1006 and 1015',
    concerns: (frame) => {
      const code = codeOf(frame);
      return !Number.isNaN(code) && !isSendableCode(code) && ![1005, 1006, 1015].includes(code);
    },
    check: ({ closed, answer }, frame) =>
      assert.deepEqual([closed.code, codeIn(answer)], [codeOf(frame), codeOf(frame)]),
  },
  {
    peer: 'Chromium',
    says: 'fails with 1002, not 1007, where a reason is not UTF-8',
    concerns: (_, failCode) => failCode === 1007,
    check: ({ closed, answer }) => assert.deepEqual([closed.code, codeIn(answer)], [1006, 1002]),
  },
];

function reasonOf(frame: Uint8Array): string {
  const result = decodeCloseFrame(frame);
  return result.ok ? result.reason : '';
}

/** The code of an answer, be it one that we refuse. */
export function codeIn(answer: ScanResult): number | undefined {
  return answer.ok ? answer.code : answer.error.code;
}
