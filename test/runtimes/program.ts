/**
 * The program that runs in each runtime: all vectors against the library, both loaded by the package's name, as a user
 * would load them. `project.ts` builds it as an ES module and as CommonJS.
 */

import * as closeFrame from 'close-frame';
import * as closingHandshake from 'close-frame/handshake';
import codes from 'close-frame/vectors/codes.json' with { type: 'json' };
import decodeFrame from 'close-frame/vectors/decode-frame.json' with { type: 'json' };
import decodePayload from 'close-frame/vectors/decode-payload.json' with { type: 'json' };
import encodeFrame from 'close-frame/vectors/encode-frame.json' with { type: 'json' };
import encodePayload from 'close-frame/vectors/encode-payload.json' with { type: 'json' };
import handshake from 'close-frame/vectors/handshake.json' with { type: 'json' };
import reasonByteLength from 'close-frame/vectors/reason-byte-length.json' with { type: 'json' };
import relayClose from 'close-frame/vectors/relay-close.json' with { type: 'json' };
import replyToClose from 'close-frame/vectors/reply-to-close.json' with { type: 'json' };
import scanStream from 'close-frame/vectors/scan-stream.json' with { type: 'json' };
import truncateReason from 'close-frame/vectors/truncate-reason.json' with { type: 'json' };
import type { VectorFile } from '../../scripts/vectors/format.js';
import { runVectors } from '../support/run-vectors.js';
import { calls } from './calls.js';

// The cast: TypeScript types the strings of JSON as any strings.
const files = [
  codes,
  decodeFrame,
  decodePayload,
  encodeFrame,
  encodePayload,
  reasonByteLength,
  handshake,
  relayClose,
  replyToClose,
  scanStream,
  truncateReason,
] as unknown as VectorFile[];

const library = { ...closeFrame, ...closingHandshake };

/** A vector that must fail. */
const broken: VectorFile = {
  operation: 'decode-payload',
  vectors: [{ name: 'broken', section: 'none', payload: '03ee', expect: { code: 1006, reason: '' } }],
};

/** What a runtime reports. */
export interface Report {
  passed: number;
  failed: string[];
  /** Did the vector fail that must fail? If so, the runner notices failures. */
  brokenFails: boolean;
  /** The names of the native methods that were called; empty if they were not recorded. */
  calls: string[];
}

/** Runs all vectors. What the library calls while it is loaded, to see what the runtime has, does not count. */
export function report(): Report {
  calls.clear();
  const { passed, failed } = runVectors(library, files);
  const called = [...calls].sort();
  return { passed, failed, brokenFails: runVectors(library, [broken]).failed.length === 1, calls: called };
}
