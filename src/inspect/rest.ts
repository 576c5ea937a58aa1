/**
 * What is not looked into: the payload of other frames, and what comes behind the frame.
 * @module
 */

import { FRAMING, type Header } from './header.js';
import { countOf } from './text.js';
import { type FoundField, WHOLE_BYTES } from './view.js';

/** @param length - How many bytes were given. */
export function inspectRest(length: number, header: Header): FoundField[] {
  const end = Math.min(header.payloadStart + header.payloadLength, length);
  return [...applicationData(end, header), ...followingBytes(end, length, header)];
}

function applicationData(end: number, { isClose, payloadStart: start, payloadLength }: Header): FoundField[] {
  if (isClose || end <= start) return [];
  const isWhole = end - start === payloadLength;
  const all = countOf(payloadLength);
  const meaning = isWhole ? all : `${end - start} of its ${all}`;
  return [{ name: 'application data', start, end, ...WHOLE_BYTES, value: undefined, meaning, section: FRAMING }];
}

function followingBytes(start: number, end: number, { isClose }: Header): FoundField[] {
  if (start >= end) return [];
  // Section 1.4: a peer discards what comes behind a Close frame.
  const count = countOf(end - start);
  const meaning = isClose
    ? `${count} behind the Close frame, which its receiver discards`
    : `${count} of the next frame`;
  const section = isClose ? 'RFC 6455 §1.4' : FRAMING;
  return [{ name: 'following bytes', start, end, ...WHOLE_BYTES, value: undefined, meaning, section }];
}
