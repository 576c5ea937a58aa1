/** Deliberate faults that the fuzzer and the corpus must find, each in an otherwise unchanged library. */

import * as closeFrame from 'close-frame';
import {
  CloseFrameScanner,
  decodeCloseFrame,
  decodeClosePayload,
  encodeClosePayload,
  truncateReason,
} from 'close-frame';
import { hex } from '../support/bytes.js';
import type { Libraries, Library } from '../support/library.js';
import type { Inputs, Kind } from './inputs.js';

/** The library with a fault. */
export function faulty(fault: Partial<Library>): Libraries {
  return [['with a fault', { ...closeFrame, ...fault }]];
}

/** A decoder that changes the payload before it decodes it. */
export function decoding(change: (payload: Uint8Array) => Uint8Array): Partial<Library> {
  return { decodeClosePayload: (payload) => decodeClosePayload(change(payload)) };
}

export interface Fault<K extends Kind = Kind> {
  readonly kind: K;
  readonly library: Partial<Library>;
  /** Is an input that shows the fault as small as it should have been shrunk to? */
  isSmall(input: Inputs[K]): boolean;
}

const takes1004: Fault<'payload'> = {
  kind: 'payload',
  library: decoding((payload) => (hex(payload) === '03ec' ? Uint8Array.of(3, 0xe8) : payload)),
  isSmall: ({ bytes }) => hex(bytes) === '03ec',
};

const stripsBom: Fault<'payload'> = {
  kind: 'payload',
  library: decoding((payload) =>
    hex(payload.subarray(2, 5)) === 'efbbbf'
      ? Uint8Array.of(...payload.subarray(0, 2), ...payload.subarray(5))
      : payload,
  ),
  isSmall: ({ bytes }) => bytes.length === 5 && hex(bytes.subarray(2)) === 'efbbbf',
};

const takesOverlongForms: Fault<'payload'> = {
  kind: 'payload',
  library: decoding((payload) =>
    payload.map((byte, at) => (at > 2 && payload[at - 1] === 0xe0 && byte >= 0x80 && byte < 0xa0 ? 0xa0 : byte)),
  ),
  isSmall: ({ bytes }) => bytes.length <= 5 && bytes.includes(0xe0),
};

const unmasksWrongly: Fault<'frame'> = {
  kind: 'frame',
  library: {
    // The cast: the one signature of its type cannot be written without all the kinds.
    decodeCloseFrame: ((bytes: Uint8Array, options?: object) =>
      decodeCloseFrame(
        bytes.map((byte, at) => (at === 8 && bytes[1]! > 0x80 ? byte ^ 1 : byte)),
        options,
      )) as Library['decodeCloseFrame'],
  },
  isSmall: ({ bytes }) => bytes.length <= 10,
};

const losesCutFrames: Fault<'stream'> = {
  kind: 'stream',
  library: {
    CloseFrameScanner: class extends CloseFrameScanner {
      override push(chunk: Uint8Array): ReturnType<CloseFrameScanner['push']> {
        const result = super.push(chunk);
        return result?.ok && chunk.length < result.byteLength ? undefined : result;
      }
    },
  },
  isSmall: ({ bytes, sizes }) => bytes.length <= 8 && sizes.length === 1,
};

const cutsTooShort: Fault<'encoding'> = {
  kind: 'encoding',
  library: {
    encodeClosePayload: (code, reason) =>
      encodeClosePayload(code, typeof reason === 'string' ? truncateReason(reason, 122) : reason),
  },
  isSmall: ({ reason = '' }) => Buffer.byteLength(reason) <= 125,
};

const takesBrokenBytes: Fault<'encoding'> = {
  kind: 'encoding',
  library: {
    encodeClosePayload: (code, reason) =>
      encodeClosePayload(code, reason instanceof Uint8Array ? new TextDecoder().decode(reason) : reason),
  },
  isSmall: ({ reason = '' }) => reason.length <= 3,
};

const throws: Fault<'encoding'> = {
  kind: 'encoding',
  library: {
    truncateReason(reason, maxBytes) {
      if (/\ud800(?![\udc00-\udfff])/.test(reason)) throw new Error('a lone surrogate');
      return truncateReason(reason, maxBytes);
    },
  },
  isSmall: ({ reason = '' }) => reason.length <= 2,
};

export const faults: { readonly [name: string]: Fault } = {
  'accepts 1004': takes1004,
  'strips a BOM': stripsBom,
  'accepts overlong forms: table 3-7 without the limit in its third row': takesOverlongForms,
  'unmasks one byte wrongly': unmasksWrongly,
  'loses a Close frame that is cut': losesCutFrames,
  'cuts off a reason that just fits': cutsTooShort,
  'repairs a reason in bytes': takesBrokenBytes,
  'throws at a lone surrogate': throws,
};
