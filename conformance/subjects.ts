/** What a vector tests. */

import { isUtf8 } from 'node:buffer';
import { frameOf, headerOf, isWhole, payloadOf, type Vector } from './frames.js';
import { expectationOf } from './judge.js';

export const kindOf = ({ expect }: Vector) => ('kind' in expect ? expect.kind : undefined);
export const isTaken = (vector: Vector) => kindOf(vector) === undefined;
export const codeOf = (vector: Vector) => vector.expect.code ?? Number.NaN;
export const reasonOf = ({ expect }: Vector) => ('kind' in expect ? '' : expect.reason);
export const reasonBytesOf = (vector: Vector) => payloadOf(frameOf(vector)).subarray(2);

/** Is there a code and nothing else? */
export const isBareCode = (vector: Vector) => isTaken(vector) && codeOf(vector) !== 1005 && reasonOf(vector) === '';
/** Is its reason 1 byte long? */
export const isShort = (vector: Vector) => isWhole(frameOf(vector)) && reasonBytesOf(vector).length === 1;
/** Is it about the masking of a reason? */
export const isMasking = (vector: Vector) =>
  vector.section === 'RFC 6455 §5.3' && reasonOf(vector) !== '' && !isShort(vector);
/** Do other bytes follow a frame with a reason? */
export const isFollowed = (vector: Vector) =>
  'byteLength' in vector.expect && vector.expect.byteLength < frameOf(vector).length && reasonOf(vector) !== '';
/** Is it a valid reason, in a frame that tests none of the above? */
export const isPlain = (vector: Vector) =>
  isTaken(vector) && reasonOf(vector) !== '' && !isShort(vector) && !isMasking(vector) && !isFollowed(vector);
export const isAboutLength = ({ section }: Vector) => section === 'RFC 6455 §5.5';

/** Is it rejected with this kind, once it is complete? */
export const isRefused = (vector: Vector, ...kinds: string[]) =>
  isWhole(frameOf(vector)) && kinds.includes(kindOf(vector) ?? '');
export const isRefusedCode = (vector: Vector, isOf: (code: number) => boolean) =>
  isRefused(vector, 'forbidden-code', 'reserved-code') && isUtf8(reasonBytesOf(vector)) && isOf(codeOf(vector));
export const isLongForm = (vector: Vector) => headerOf(frameOf(vector)).length <= 125;
export const isCutOff = (vector: Vector) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(reasonBytesOf(vector), { stream: true });
    return true;
  } catch {
    return false;
  }
};
/** Is it a frame with another opcode, after which a Close frame is sent? */
export const isOther = (vector: Vector) => kindOf(vector) === 'not-close' && expectationOf(vector).is !== 'awaited';
/** Is it a fault that shows before the frame is complete? */
export const isEarly = (vector: Vector) => !isWhole(frameOf(vector)) && 'failCode' in vector.expect;
