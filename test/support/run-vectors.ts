/**
 * Runs test vectors against the library. This is plain ECMAScript without any runtime's API, so that it runs wherever
 * the library does. The caller loads the library and the vectors.
 */

import type * as CloseFrame from 'close-frame';
import type * as Handshake from 'close-frame/handshake';
import type {
  CodeVector,
  DecodeFrameVector,
  DecodePayloadVector,
  EncodeFrameVector,
  EncodePayloadVector,
  GivenReason,
  HandshakeVector,
  Operation,
  ReasonLengthVector,
  RelayVector,
  ReplyVector,
  ScanVector,
  TruncateVector,
  VectorFile,
} from '../../scripts/vectors/format.js';
import { steps } from './handshake-vector.js';
import { scan } from './scan-vector.js';
import { bytesOf, closing, hexOf, reasonOf, resultOf, textOf, utf16Of, view } from './vector-values.js';

/** The exports of `close-frame` and `close-frame/handshake`. */
export type Library = typeof CloseFrame & typeof Handshake;

/** How many vectors passed; and those that failed, each with its operation, its name and the reason. */
export interface Outcome {
  passed: number;
  failed: string[];
}

/** Runs all vectors of these files. An exception is a failure of its vector; nothing is thrown. */
export function runVectors(library: Library, files: readonly VectorFile[]): Outcome {
  const outcome: Outcome = { passed: 0, failed: [] };
  for (const { operation, vectors } of files) {
    for (const vector of vectors) {
      const fault = faultOf(library, operation, vector);
      if (fault === undefined) outcome.passed++;
      else outcome.failed.push(`${operation}: ${vector.name}: ${fault}`);
    }
  }
  return outcome;
}

type Vector = VectorFile['vectors'][number];

function faultOf(library: Library, operation: Operation, vector: Vector): string | undefined {
  try {
    // The cast: TypeScript does not see that the vector belongs to the operation.
    const run = runners[operation] as ((library: Library, vector: Vector) => unknown[]) | undefined;
    if (run === undefined) return 'there is no such operation';
    const expected = view(vector.expect);
    for (const result of run(library, vector)) {
      const actual = view(result);
      if (actual !== expected) return `the result is ${actual}, not ${expected}`;
    }
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** For each operation, the results of each way to call it. */
const runners: { [O in Operation]: (library: Library, vector: never) => unknown[] } = {
  codes({ codeRange, isPortableCode, isSendableByScript, isSendableCode }, { code }: CodeVector) {
    const [sendable, sendableByScript, portable] = [isSendableCode, isSendableByScript, isPortableCode].map((is) =>
      is(code),
    );
    return [{ range: codeRange(code), sendable, sendableByScript, portable }];
  },

  'decode-payload'({ decodeClosePayload, validateClosePayload }, { payload, expect }: DecodePayloadVector) {
    return [
      ...placed(payload, (bytes) => resultOf(decodeClosePayload(bytes))),
      ...placed(payload, (bytes) => validated(validateClosePayload(bytes), expect)),
    ];
  },

  'encode-payload'({ encodeClosePayload, encodeClosePayloadInto }, vector: EncodePayloadVector) {
    const [code, reason] = callOf(vector);
    return [
      encoded('payload', encodeClosePayload(code, reason)),
      ...[127, 200].map((room) => into('payload', room, (target) => encodeClosePayloadInto(target, 1, code, reason))),
    ];
  },

  'decode-frame'({ decodeCloseFrame, validateCloseFrame }, { frame, from, expect }: DecodeFrameVector) {
    return [
      ...placed(frame, (bytes) => resultOf(decodeCloseFrame(bytes, { from }))),
      ...placed(frame, (bytes) => validated(validateCloseFrame(bytes, { from }), expect)),
    ];
  },

  'encode-frame'({ encodeCloseFrame, encodeCloseFrameInto }, vector: EncodeFrameVector) {
    const [code, reason] = callOf(vector);
    const { from, maskingKey } = vector;
    const options = { from, maskingKey: maskingKey === undefined ? undefined : bytesOf(maskingKey) };
    return [
      encoded('frame', encodeCloseFrame(code, reason, options)),
      into('frame', 133, (target) => encodeCloseFrameInto(target, 1, code, reason, options)),
    ];
  },

  'scan-stream'({ CloseFrameScanner }, vector: ScanVector) {
    return scan(CloseFrameScanner, vector);
  },

  'truncate-reason'({ truncateReason }, vector: TruncateVector) {
    const { maxBytes, expect } = vector;
    const reason = truncateReason(textOf(vector)!, ...(maxBytes === undefined ? [] : [maxBytes]));
    return ['reasonUtf16' in expect ? { reasonUtf16: utf16Of(reason) } : { reason }];
  },

  'reason-byte-length'({ reasonByteLength }, vector: ReasonLengthVector) {
    return [{ byteLength: reasonByteLength(textOf(vector)!) }];
  },

  'relay-close'({ isPortableCode, isSendableByScript, isSendableCode, relayClose }, vector: RelayVector) {
    const accepts = { sendable: isSendableCode, script: isSendableByScript, portable: isPortableCode }[vector.accepts];
    const [code, reason] = callOf(vector);
    const options = { accepts, fallback: vector.fallback };
    // Some APIs report a missing code or reason as null.
    return [relayClose(code, reason, options), relayClose(code ?? null, reason ?? null, options)].map(closing);
  },

  'reply-to-close'({ CloseFrameScanner, decodeCloseFrame, replyToClose }, { frame, from, full }: ReplyVector) {
    const scanned = new CloseFrameScanner({ from }).push(bytesOf(frame));
    const options = full ? ({ reason: 'full' } as const) : undefined;
    // The casts: the frames of these vectors are whole Close frames, to which there is a reply.
    return [scanned!, decodeCloseFrame(bytesOf(frame), { from })].map((result) =>
      closing(replyToClose(result, options)),
    );
  },

  handshake(library, vector: HandshakeVector) {
    return [steps(library, vector)];
  },
};

/** The results for bytes in their own memory and within other bytes. The bytes must not change. */
function placed(hex: string, decode: (bytes: Uint8Array) => unknown): unknown[] {
  const alone = bytesOf(hex);
  const amid = new Uint8Array(alone.length + 7).fill(0xa5);
  amid.set(alone, 3);
  const results = [alone, amid.subarray(3, 3 + alone.length)].map(decode);
  if (hexOf(alone) !== hex || hexOf(amid) !== `a5a5a5${hex}a5a5a5a5`) return ['the input was changed'];
  return results;
}

/** A validator's verdict in the form of the vectors, which have the reason as well. */
function validated(verdict: { ok: true } | CloseFrame.Failure, expect: object): unknown {
  const reason = verdict.ok && 'reason' in expect ? { reason: expect.reason } : {};
  return resultOf({ ...verdict, ...reason });
}

function callOf(
  vector: { code: number | null } & GivenReason,
): [code: number | undefined, reason: CloseFrame.CloseReason | undefined] {
  return [vector.code ?? undefined, reasonOf(vector)];
}

function encoded(what: string, result: { ok: true; bytes: Uint8Array } | CloseFrame.Failure): unknown {
  return result.ok ? { [what]: hexOf(result.bytes) } : resultOf(result);
}

/** What is written into a target from its second byte on. The rest of the target must not change. */
function into(
  what: string,
  room: number,
  write: (target: Uint8Array) => { ok: true; written: number } | CloseFrame.Failure,
): unknown {
  const target = new Uint8Array(room).fill(0xa5);
  const result = write(target);
  const end = result.ok ? 1 + result.written : 1;
  const untouched = [...target.subarray(0, 1), ...target.subarray(end)].every((byte) => byte === 0xa5);
  if (!untouched) return 'more was written than `written` says';
  return result.ok ? { [what]: hexOf(target.subarray(1, end)) } : resultOf(result);
}
