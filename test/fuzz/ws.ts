/**
 * What the Receiver and the Sender of `ws` do with the same input. They are not asked if they differ from this library
 * for a reason that `knownDifference…` names.
 */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { CloseReason, Endpoint, ErrorKind } from 'close-frame';
import type { Refusal } from './rules.js';

interface Receiver {
  on(event: 'conclude', listener: (code: number, reason: Buffer) => void): void;
  /** Takes a chunk. It is called directly, because write() reports errors only one turn of the event loop later. */
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

/** What the Receiver reports: code and reason, or an error and the code with which it would fail the connection. */
export type Received = { code: number; reason: string } | { error: string; failCode: number };

/** Passes chunks to a Receiver; `undefined` if it waits for more. */
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

/** The error codes of ws for the rules that it shares with us. */
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

/** Is it the error for a length that ws does not support? */
export function isLengthError(received: Received): boolean {
  return 'error' in received && received.error === 'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH';
}

/** Why ws receives this differently, if that is known. */
export function knownDifferenceInReceiving(result: Judged, length: number): string | undefined {
  if (result.ok) return undefined;
  const { kind } = result.error;
  if (kind === 'not-close') return 'ws reads frames of every kind';
  if (length === 1) return 'ws judges the first byte only when the second is there';
  return undefined;
}

type Judged = { ok: true; code: number; reason: string } | Refusal;

/** Asserts that ws comes to the same verdict. */
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
  assert.ok(received !== undefined && 'error' in received, `the Receiver of ws accepts what is ${kind}`);
  assert.ok(errorNames[kind]?.includes(received.error), `${kind} is ${received.error} to the Receiver of ws`);
  // ws has one error for all lengths that it does not support, including those that no frame may have.
  assert.equal(received.failCode, kind === 'invalid-length' ? 1009 : failCode, `ws fails with another code: ${kind}`);
}

let key: Uint8Array;
let sent: Uint8Array[] = [];
const socket: Socket = { cork() {}, uncork() {}, write: (bytes) => void sent.push(bytes) };
const sender = new Sender(socket, {}, (mask) => mask.set(key));

/** Why ws sends this differently, if that is known. */
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

/** The frame that ws sends; `undefined` if it refuses. */
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
