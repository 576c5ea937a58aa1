/**
 * What is not looked into: the payload of other frames, and what comes behind the frame.
 * @module
 */

import { FRAMING, type Header } from './header.js';
import { countOf } from './text.js';
import { type FoundField, WHOLE_BYTES } from './view.js';

/** @param length - How many bytes were given. */
export function inspectRest(length: number, { isClose, payloadStart, payloadLength }: Header): FoundField[] {
  const fields: FoundField[] = [];
  const end = Math.min(payloadStart + payloadLength, length);
  const whole = { ...WHOLE_BYTES, value: undefined };
  if (!isClose && end > payloadStart) {
    const meaning =
      end - payloadStart < payloadLength
        ? `${end - payloadStart} of its ${countOf(payloadLength)}`
        : countOf(payloadLength);
    fields.push({ name: 'application data', start: payloadStart, end, ...whole, meaning, section: FRAMING });
  }
  if (end < length) {
    // Section 1.4: a peer discards what comes behind a Close frame.
    const count = countOf(length - end);
    const meaning = isClose
      ? `${count} behind the Close frame, which its receiver discards`
      : `${count} of the next frame`;
    const section = isClose ? 'RFC 6455 §1.4' : FRAMING;
    fields.push({ name: 'following bytes', start: end, end: length, ...whole, meaning, section });
  }
  return fields;
}
