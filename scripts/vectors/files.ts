/** The files of test/vectors and their text. */

import { codeVectors } from './codes.js';
import { decodeFrameVectors } from './decode-frame.js';
import { decodePayloadVectors } from './decode-payload.js';
import { encodeFrameVectors } from './encode-frame.js';
import { encodePayloadVectors } from './encode-payload.js';
import type { Operation, Vectors } from './format.js';
import { handshakeVectors } from './handshake.js';
import { reasonLengthVectors } from './reason-byte-length.js';
import { relayVectors } from './relay-close.js';
import { replyVectors } from './reply-to-close.js';
import { scanVectors } from './scan-stream.js';
import { truncateVectors } from './truncate-reason.js';

const all: Vectors = {
  codes: codeVectors,
  'decode-payload': decodePayloadVectors,
  'encode-payload': encodePayloadVectors,
  'decode-frame': decodeFrameVectors,
  'encode-frame': encodeFrameVectors,
  'scan-stream': scanVectors,
  'reason-byte-length': reasonLengthVectors,
  'truncate-reason': truncateVectors,
  'relay-close': relayVectors,
  'reply-to-close': replyVectors,
  handshake: handshakeVectors,
};

/**
 * One vector on one line. Everything but ASCII and § is escaped: much of it is invisible, or differs between editors.
 */
function line(vector: object): string {
  const spaced = JSON.stringify(vector, undefined, 1).replace(/\n */g, ' ');
  return spaced.replace(/[^ -~§]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The text of each file by name. */
export const files: ReadonlyMap<string, string> = new Map(
  (Object.keys(all) as Operation[]).map((operation) => [
    `${operation}.json`,
    `{\n"$schema": "./schema.json",\n"operation": "${operation}",\n"vectors": [\n${all[operation].map(line).join(',\n')}\n]\n}\n`,
  ]),
);
