/** What a peer must do with a vector, and what it does instead, in a few words. */

import type { ErrorKind, ScanResult } from 'close-frame';
import type { Closed } from '../test/support/peers.js';
import { closeAfter, frameOf, isWhole, type Vector } from './frames.js';

/** What a peer did with some bytes: what it reports, and the Close frame that it answers with, if any. */
export interface Reading {
  closed: Closed;
  answer: Answer | undefined;
}

export interface Answer {
  code: number;
  reason: string;
  /** The rule that its frame breaks, other than those about the code. */
  broken?: ErrorKind;
}

/** The first Close frame that came back, even if its code must not be sent. */
export function answerIn(result: ScanResult | undefined): Answer | undefined {
  if (result === undefined) return undefined;
  if (result.ok) return result;
  const { kind, code } = result.error;
  if (kind === 'incomplete') return undefined;
  if (kind === 'forbidden-code' || kind === 'reserved-code') return { code: code!, reason: '' };
  return { code: code ?? 1005, reason: '', broken: kind };
}

/** An answer in words. */
function said(answer: Answer | undefined): string {
  if (answer === undefined) return 'nothing';
  if (answer.broken !== undefined) return `a broken frame: ${answer.broken}`;
  return answer.code === 1005 ? 'no code' : `${answer.code}`;
}

function told({ code }: Closed): string {
  return code === null ? 'no code' : `${code}`;
}

/**
 * What is expected of an endpoint: that it accepts the Close frame; that it fails the connection; or that it waits for
 * the rest of a frame, and reports 1006 when the stream ends.
 */
export type Expectation =
  | { is: 'taken'; code: number; reason: string }
  | { is: 'refused'; kind: ErrorKind; failCode: number; code: number | undefined; isWhole: boolean }
  | { is: 'awaited' };

export function expectationOf(vector: Vector): Expectation {
  const { expect } = vector;
  const frame = frameOf(vector);
  if (!('kind' in expect)) return { is: 'taken', code: expect.code, reason: expect.reason };
  if (expect.kind === 'not-close' && frame.length > 1) return expectationOfOther(frame[0]!);
  if (expect.failCode === undefined) return { is: 'awaited' };
  const { kind, failCode, code } = expect;
  return { is: 'refused', kind, failCode, code, isWhole: isWhole(frame) };
}

/** What is expected after a frame with another opcode and a payload that is not UTF-8. */
function expectationOfOther(first: number): Expectation {
  // Only a text must be UTF-8, not the payload of a binary frame, a ping or a pong.
  if ([0x82, 0x89, 0x8a].includes(first)) return { is: 'taken', ...closeAfter };
  const refused = { is: 'refused', code: undefined, isWhole: true } as const;
  return first === 0x81
    ? { ...refused, kind: 'invalid-utf8', failCode: 1007 }
    : { ...refused, kind: 'reserved-bits', failCode: 1002 };
}

/** How a peer differs, in words; `undefined` if it does not, `null` if there is nothing to judge. */
export type Judge = (expected: Expectation, reading: Reading) => string | undefined | null;

/** Judges what is reported, and how an invalid frame is answered. */
export const judge: Judge = (expected, reading) => {
  if (reading.closed.threw !== undefined) return `throws ${reading.closed.threw}`;
  if (expected.is === 'taken') return codeDifference(expected, reading) ?? reasonDifference(expected, reading);
  const { closed, answer } = reading;
  if (expected.is === 'awaited') {
    if (answer !== undefined) return `answers ${said(answer)}`;
    return isAbnormal(closed) ? undefined : `reports ${told(closed)}`;
  }
  if (answer === undefined) return expected.isWhole ? 'drops the connection' : 'waits for more';
  if (answer.broken !== undefined) {
    if (FAIL_CODES.has(answer.code)) return `fails with ${answer.code} in ${said(answer)}`;
    return answer.broken === expected.kind ? 'sends it back' : `answers ${said(answer)}`;
  }
  if (!FAIL_CODES.has(answer.code)) return 'accepts it';
  if (answer.code !== expected.failCode) return `fails with ${answer.code}`;
  if (isAbnormal(closed) || closed.code === answer.code) return undefined;
  return `rejects it, but reports ${closed.code === expected.code ? 'its code' : told(closed)}`;
};

/** Codes that peers fail a connection with. No invalid vector contains one of them. */
export const FAIL_CODES: ReadonlySet<number> = new Set([1002, 1003, 1007, 1008, 1009, 1011]);

/** Does the peer report 1006, or no code if it reports only the end of the stream? */
function isAbnormal({ code, wasClean }: Closed): boolean {
  return (code === 1006 || code === null) && wasClean !== true;
}

/** Judges only the code. */
export const judgeCode: Judge = (expected, reading) =>
  expected.is === 'taken' ? codeDifference(expected, reading) : judge(expected, reading);

function codeDifference({ code }: Answer, { closed, answer }: Reading): string | undefined {
  if (closed.threw !== undefined) return `throws ${closed.threw}`;
  if (closed.code === code && closed.wasClean !== false) return undefined;
  const isFailed = answer !== undefined && answer.code !== code && FAIL_CODES.has(answer.code);
  if (isFailed) return `fails with ${answer.code}`;
  const isUntold = closed.code === null && answer !== undefined && code !== 1005;
  if (answer?.code === code || isUntold) return `reports ${told(closed)}`;
  return `reports ${told(closed)}, answers ${said(answer)}`;
}

/** Judges only the reason, if the code is right. */
export const judgeReason: Judge = (expected, reading) =>
  isTaken(expected, reading) ? reasonDifference(expected, reading) : null;

/** Should the vector be accepted, and was its code reported? */
function isTaken(expected: Expectation, reading: Reading): expected is Expectation & { is: 'taken' } {
  return expected.is === 'taken' && codeDifference(expected, reading) === undefined;
}

function reasonDifference({ reason: expected }: Answer, { closed }: Reading): string | undefined {
  const reason = closed.reason ?? '';
  if (reason === expected) return undefined;
  if (expected.startsWith('\uFEFF') && reason === expected.replace(/^\uFEFF+/, '')) return 'strips it';
  return expected === '' ? 'reports its own words' : 'reports another reason';
}

/** Judges the code of the answer to a Close frame that was accepted. */
export const judgeAnsweredCode: Judge = (expected, reading) => {
  if (!isTaken(expected, reading)) return null;
  if (reading.answer === undefined) return 'answers nothing';
  return reading.answer.code === expected.code ? undefined : `answers ${said(reading.answer)}`;
};

/** Judges the reason of the answer to a Close frame that was accepted. */
export const judgeAnsweredReason: Judge = (expected, reading) => {
  if (!isTaken(expected, reading)) return null;
  const answered = reading.answer?.reason ?? '';
  if (answered === '') return undefined;
  return answered === expected.reason ? 'sends it back' : 'sends another reason';
};

/** Judges whether a frame with another opcode is treated as a Close frame with its payload. */
export const judgeOther: Judge = (_, { closed }) => (closed.code === 1000 ? 'treats it as one' : undefined);

/** Judges whether the Close frame after an invalid frame is still read. */
export const judgeAfterFailure: Judge = (_, { closed }) =>
  closed.code === closeAfter.code ? `reports ${closed.code}, which follows` : undefined;
