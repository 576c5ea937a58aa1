/**
 * What `ws` makes of the same input, by the parts that it has for bytes. Where it differs from this library for a reason
 * that stands in `knownDifference…`, it is not asked.
 */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { CloseReason, Endpoint, ErrorKind } from 'close-frame';
import type { Refusal } from './rules.js';

interface Receiver {
  on(event: 'conclude', listener: (code: number, reason: Buffer) => void): void;
  /** How a Writable takes a chunk; called as it is, because write() tells of errors only a turn later. */
  _write(chunk: Buffer, encoding: string, callback: (error?: WsError) => void): void;
}

interface WsError extends Error {
  code: string;
}

interface Sender {
  close(code: number | undefined, reason: CloseReason | undefined, mask: boolean, callback: () => void): void;
}

interface Socket {
  cork(): void;
  uncork(): void;
  write(bytes: Uint8Array): void;
}

const { Receiver, Sender } = createRequire(import.meta.url)('ws') as {
  Receiver: new (options: { isServer: boolean }) => Receiver;
  Sender: new (socket: Socket, extensions: object, generateMask: (mask: Uint8Array) => void) => Sender;
};

/** What the Receiver says: what it concludes with, or the error, and the code that it would fail the connection with. */
export type Received = { code: number; reason: string } | { error: string; failCode: number };

/** Puts chunks into a Receiver; `undefined` where it waits for more. */
export function receive(from: Endpoint, ...chunks: Uint8Array[]): Received | undefined {
  const receiver = new Receiver({ isServer: from === 'client' });
  let received: Received | undefined;
  receiver.on('conclude', (code, reason) => {
    received = { code, reason: reason.toString() };
  });
  for (const chunk of chunks) {
    if (received !== undefined) break;
    // A copy, because it unmasks in place.
    receiver._write(Buffer.from(chunk), 'buffer', (error) => {
      if (error !== undefined) received = { error: error.code, failCode: failCodeOf(error) };
    });
  }
  return received;
}

/** ws keeps the code under a symbol that it does not export. */
function failCodeOf(error: object): number {
  const key = Object.getOwnPropertySymbols(error).find(({ description }) => description === 'status-code');
  assert.ok(key !== undefined, 'ws no longer marks its errors with a status code');
  return (error as Record<symbol, number>)[key]!;
}

/** What ws calls each rule that it shares with us. */
const errorNames: Partial<Record<ErrorKind, readonly string[]>> = {
  'payload-too-short': ['WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH'],
  'payload-too-long': ['WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH'],
  'forbidden-code': ['WS_ERR_INVALID_CLOSE_CODE'],
  'reserved-code': ['WS_ERR_INVALID_CLOSE_CODE'],
  'invalid-utf8': ['WS_ERR_INVALID_UTF8'],
  'reserved-bits': ['WS_ERR_UNEXPECTED_RSV_1', 'WS_ERR_UNEXPECTED_RSV_2_3'],
  fragmented: ['WS_ERR_EXPECTED_FIN'],
  'mask-missing': ['WS_ERR_EXPECTED_MASK'],
  'mask-unexpected': ['WS_ERR_UNEXPECTED_MASK'],
  'invalid-length': ['WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH'],
  'length-unsupported': ['WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH'],
};

/** Is it the error for a length that ws does not count? */
export function isLengthError(received: Received): boolean {
  return 'error' in received && received.error === 'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH';
}

/** Where ws receives otherwise, and why. */
export function knownDifferenceInReceiving(result: Judged, length: number): string | undefined {
  if (result.ok) return undefined;
  const { kind } = result.error;
  if (kind === 'not-close') return 'ws reads on in frames of every kind';
  if (length === 1) return 'ws judges the first byte when the second is there';
  return undefined;
}

type Judged = { ok: true; code: number; reason: string } | Refusal;

/** Asserts that ws has received what was judged. */
export function assertReceived(received: Received | undefined, judged: Judged): void {
  if (judged.ok) {
    assert.deepEqual(received, { code: judged.code, reason: judged.reason }, 'the Receiver of ws');
    return;
  }
  const { kind, failCode } = judged.error;
  if (kind === 'incomplete') {
    assert.equal(received, undefined, 'the Receiver of ws waits for more');
    return;
  }
  assert.ok(received !== undefined && 'error' in received, `the Receiver of ws takes what is ${kind}`);
  assert.ok(errorNames[kind]?.includes(received.error), `${kind} is ${received.error} to the Receiver of ws`);
  // ws has one error for all lengths that it does not count, so also for those that no frame may have.
  assert.equal(received.failCode, kind === 'invalid-length' ? 1009 : failCode, `ws fails with another code: ${kind}`);
}

let key: Uint8Array;
let sent: Uint8Array[] = [];
const socket: Socket = { cork() {}, uncork() {}, write: (bytes) => void sent.push(bytes) };
const sender = new Sender(socket, {}, (mask) => mask.set(key));

/** Where ws sends otherwise, and why. */
export function knownDifferenceInSending(
  code: number | undefined,
  reason: CloseReason | undefined,
  judged: { ok: true } | Refusal,
): string | undefined {
  if (!judged.ok && judged.error.kind === 'invalid-utf8') return 'ws does not judge a reason in bytes';
  if (code === undefined && reason !== undefined && reason.length > 0) return 'ws drops a reason without a code';
  if (code !== undefined && !Number.isInteger(code)) return 'ws cuts off fractions';
  return undefined;
}

/** The frame that ws sends; `undefined` where it refuses. */
export function send(
  code: number | undefined,
  reason: CloseReason | undefined,
  maskingKey?: Uint8Array,
): Uint8Array | undefined {
  sent = [];
  if (maskingKey !== undefined) key = maskingKey;
  try {
    sender.close(code, reason, maskingKey !== undefined, () => {});
  } catch {
    return undefined;
  }
  return Buffer.concat(sent);
}
