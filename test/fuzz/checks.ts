/** The checks of each kind of input, which compare each instance of the library with the oracles. */

import assert from 'node:assert/strict';
import type { Endpoint } from 'close-frame';
import { withoutReason } from '../support/judged.js';
import type { Libraries, Library } from '../support/library.js';
import { eachChunk } from '../support/streams.js';
import { assertSame, withoutMessage } from './assertions.js';
import { checkEncoding } from './encoding.js';
import type { Inputs, Kind } from './inputs.js';
import { judgeFrame, judgePayload } from './rules.js';
import { judgeStream } from './stream-rules.js';
import { assertReceived, isLengthError, knownDifferenceInReceiving, receive } from './ws.js';

/** Throws if an instance of the library is wrong. Returns whether ws was asked, too. */
export type Check<K extends Kind> = (libraries: Libraries, input: Inputs[K]) => boolean;

export const checks: { readonly [K in Kind]: Check<K> } = {
  payload: checkPayload,
  frame: checkFrame,
  stream: checkStream,
  encoding: checkEncoding,
};

/** Larger memory that a payload may lie in: like the pool of Node's Buffers, or shared with another thread. */
const memories = [Buffer.alloc(256), new Uint8Array(new SharedArrayBuffer(256))];

/** The bytes as they are, and in larger memory, in which the next bytes could complete a character that is cut off. */
function placements(bytes: Uint8Array): Uint8Array[] {
  const others = memories.map((memory) => {
    memory.fill(0x80).set(bytes, 3);
    return memory.subarray(3, 3 + bytes.length);
  });
  return [bytes, ...others];
}

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

function checkPayload(libraries: Libraries, { bytes }: Inputs['payload']): boolean {
  const judged = judgePayload(bytes);
  const before = bytes.slice();
  const reason = bytes.subarray(2);
  const text = lenient.decode(reason);
  const { read } = encoder.encodeInto(text, new Uint8Array(123));
  for (const [runtime, library] of libraries) {
    for (const placed of placements(bytes)) {
      const decoded = library.decodeClosePayload(placed);
      assertSame(withoutMessage(decoded), judged, `decodeClosePayload ${runtime}`);
      assertSame(library.validateClosePayload(placed), withoutReason(decoded), `validateClosePayload ${runtime}`);
    }
    assertSame(
      library.relayClose(1000, reason),
      { code: 1000, reason: text.slice(0, read) },
      `relayClose of bytes ${runtime}`,
    );
    if (!judged.ok) continue;
    const encoded = library.encodeClosePayload(bytes.length === 0 ? undefined : judged.code, judged.reason);
    assertSame(encoded, { ok: true, bytes: before }, `encode∘decode ${runtime}`);
  }
  assertSame(bytes, before, 'the input, which was modified,');
  assertReceived(receive('server', Uint8Array.of(0x88, Math.min(bytes.length, 126)), bytes), judged);
  return true;
}

/** The sender of a frame, by its mask. */
function senderOf(frame: Uint8Array): Endpoint {
  return frame.length > 1 && frame[1]! >= 128 ? 'client' : 'server';
}

function checkFrame(libraries: Libraries, { bytes, from }: Inputs['frame']): boolean {
  const judged = judgeFrame(bytes, from);
  const before = bytes.slice();
  for (const [runtime, library] of libraries) {
    const result = library.decodeCloseFrame(bytes, from && { from });
    assertSame(withoutMessage(result), judged, `decodeCloseFrame ${runtime}`);
    const verdict = library.validateCloseFrame(bytes, from && { from });
    assertSame(verdict, withoutReason(result), `validateCloseFrame ${runtime}`);
    if (judged.ok) checkReencoding([runtime, library], bytes.subarray(0, judged.byteLength), judged);
    const failCode = judged.ok ? judged.code : judged.error.failCode;
    if (failCode === undefined) continue;
    const reply = failCode === 1005 ? { code: undefined, reason: undefined } : { code: failCode, reason: '' };
    assertSame(library.replyToClose(result), reply, `replyToClose ${runtime}`);
    const reason = reply.code === undefined ? undefined : result.ok ? result.reason : result.error.message;
    const full = library.replyToClose(result, { reason: 'full' });
    assertSame(full, { code: reply.code, reason }, `replyToClose in full ${runtime}`);
    assert.ok(library.encodeCloseFrame(full.code, full.reason).ok, `what replyToClose gives in full fits ${runtime}`);
  }
  assertSame(bytes, before, 'the input, which was modified,');
  if (knownDifferenceInReceiving(judged, bytes.length) !== undefined) return false;
  assertReceived(receive(from ?? senderOf(bytes), bytes), judged);
  return true;
}

function checkReencoding(
  [runtime, library]: readonly [string, Library],
  frame: Uint8Array,
  { code, reason, masked }: { code: number; reason: string; masked: boolean },
): void {
  const options = masked ? ({ from: 'client', maskingKey: frame.subarray(2, 6) } as const) : undefined;
  const encoded = library.encodeCloseFrame(code === 1005 ? undefined : code, reason, options);
  assertSame(encoded, { ok: true, bytes: frame.slice() }, `encode∘decode ${runtime}`);
}

function checkStream(libraries: Libraries, { bytes, from, sizes, skipHttpHead }: Inputs['stream']): boolean {
  const { result: judged, boundaries, framesFrom } = judgeStream(bytes, from, skipHttpHead);
  for (const [runtime, { CloseFrameScanner }] of libraries) {
    for (const chunks of [sizes, [bytes.length + 1]]) {
      const scanner = new CloseFrameScanner({ from, skipHttpHead });
      const who = `CloseFrameScanner ${runtime}, in chunks of ${chunks},`;
      let position = 0;
      let results = 0;
      eachChunk(bytes, chunks, (chunk) => {
        position += chunk.length;
        if (scanner.push(chunk) !== undefined) results++;
        const isFree = boundaries.has(position) && (scanner.result === undefined || scanner.result.ok);
        if (scanner.atFrameBoundary !== isFree) assertSame(!isFree, isFree, `${who} atFrameBoundary at ${position}`);
      });
      assertSame(results, judged.ok || judged.error.kind !== 'incomplete' ? 1 : 0, `${who} as the number of results`);
      assertSame(withoutMessage(scanner.end()), judged, who);
    }
  }
  const rest = bytes.subarray(judged.offset);
  if (knownDifferenceInReceiving(judged, rest.length) !== undefined) return false;
  // ws judges all frames, this library only Close frames. So they are not compared if ws finds an error before.
  const before = bytes.subarray(framesFrom, judged.offset);
  const sender = from ?? senderOf(rest);
  if (receive(sender, before) !== undefined) return false;
  const received = receive(sender, before, rest);
  const isClose = rest.length > 0 && rest[0]! % 16 === 8;
  if (!isClose && received !== undefined && !isLengthError(received)) return false;
  assertReceived(received, judged);
  return true;
}
