/** Checks for a code and a reason to send. */

import assert from 'node:assert/strict';
import type { CloseReason, EncodeFrameOptions } from 'close-frame';
import type { Libraries, Library } from '../support/library.js';
import { assertSame, withoutMessage } from './assertions.js';
import type { Inputs } from './inputs.js';
import { judgeEncoding, judgeFrame, type Refusal } from './rules.js';
import { knownDifferenceInSending, send } from './ws.js';

const encoder = new TextEncoder();
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

export function checkEncoding(libraries: Libraries, input: Inputs['encoding']): boolean {
  const { code, reason, maskingKey, offset } = input;
  const judged = judgeEncoding(code, reason);
  const payload = judged.ok ? judged.bytes : judged;
  const server = judged.ok ? Uint8Array.of(0x88, judged.bytes.length, ...judged.bytes) : judged;
  const masked = judged.ok ? judged.bytes.map((byte, at) => byte ^ maskingKey[at % 4]!) : undefined;
  const client = masked ? Uint8Array.of(0x88, 0x80 | masked.length, ...maskingKey, ...masked) : (judged as Refusal);
  const masking: EncodeFrameOptions = { from: 'client', maskingKey };

  for (const [runtime, library] of libraries) {
    const { encodeClosePayload, encodeClosePayloadInto, encodeCloseFrame, encodeCloseFrameInto } = library;
    assertEncoded(encodeClosePayload(code, reason), payload, `encodeClosePayload ${runtime}`);
    assertEncoded(encodeCloseFrame(code, reason), server, `encodeCloseFrame ${runtime}`);
    assertEncoded(encodeCloseFrame(code, reason, masking), client, `encodeCloseFrame, masked, ${runtime}`);
    const writers: [Write, Uint8Array | Refusal][] = [
      [(target, reason) => encodeClosePayloadInto(target, offset, code, reason), payload],
      [(target, reason) => encodeCloseFrameInto(target, offset, code, reason), server],
      [(target, reason) => encodeCloseFrameInto(target, offset, code, reason, masking), client],
    ];
    for (const [write, expected] of writers) {
      assertWritten(write, input, expected, runtime);
      if (reason instanceof Uint8Array) assertWrittenOver(write, input, expected, runtime);
    }
    checkFreshKey([runtime, library], input, judged.ok);
    checkReasons([runtime, library], input);
  }
  if (knownDifferenceInSending(code, reason, judged) !== undefined) return false;
  assertSent(send(code, reason), server, 'ws');
  assertSent(send(code, reason, maskingKey), client, 'ws, masked');
  return true;
}

function assertSent(sent: Uint8Array | undefined, expected: Uint8Array | Refusal, who: string): void {
  if (expected instanceof Uint8Array) assertSame(sent && new Uint8Array(sent), expected, who);
  else assertSame(sent, undefined, who);
}

type Encoded = ReturnType<Library['encodeClosePayload']>;
type Write = (target: Uint8Array, reason: CloseReason | undefined) => ReturnType<Library['encodeClosePayloadInto']>;

function assertEncoded(encoded: Encoded, expected: Uint8Array | Refusal, who: string): void {
  if (!(expected instanceof Uint8Array)) {
    assertSame(withoutMessage(encoded), expected, who);
    return;
  }
  assertSame(encoded, { ok: true, bytes: expected }, who);
  assert.ok(encoded.ok && encoded.bytes.buffer.byteLength === expected.length, `${who}: its own ArrayBuffer`);
}

/** Writes into memory with `spare` bytes more than needed. If these are fewer than 0, it must throw. */
function assertWritten(
  write: Write,
  { reason, offset, spare }: Inputs['encoding'],
  expected: Uint8Array | Refusal,
  runtime: string,
): void {
  const isRefused = !(expected instanceof Uint8Array);
  const length = isRefused ? 0 : expected.length;
  const size = offset + length + spare;
  if (size < 0) return;
  const target = new Uint8Array(size).fill(0xaa);
  const whole = target.slice();
  const who = `encode…Into ${runtime}`;
  if (isRefused) {
    assertSame(withoutMessage(write(target, reason)), expected, who);
  } else if (spare < 0) {
    assert.throws(() => write(target, reason), RangeError, who);
  } else {
    assertSame(write(target, reason), { ok: true, written: length }, who);
    whole.set(expected, offset);
  }
  assertSame(target, whole, `${who}, in the target,`);
}

/** The same if the reason lies in the target and is overwritten. */
function assertWrittenOver(
  write: Write,
  { reason, offset }: Inputs['encoding'],
  expected: Uint8Array | Refusal,
  runtime: string,
): void {
  const bytes = reason as Uint8Array;
  for (const at of [0, offset, 2 * offset]) {
    const target = new Uint8Array(2 * offset + bytes.length + 131);
    target.set(bytes, at);
    const whole = target.slice();
    if (expected instanceof Uint8Array) whole.set(expected, offset);
    const written = write(target, target.subarray(at, at + bytes.length));
    const result = expected instanceof Uint8Array ? { ok: true, written: expected.length } : expected;
    assertSame(withoutMessage(written), result, `encode…Into over the reason ${runtime}`);
    assertSame(target, whole, `encode…Into over the reason ${runtime}, in the target,`);
  }
}

/** A frame with a random key must decode to its code and reason. */
function checkFreshKey(
  [runtime, { encodeCloseFrame }]: readonly [string, Library],
  { code, reason }: Inputs['encoding'],
  isSendable: boolean,
): void {
  const encoded = encodeCloseFrame(code, reason, { from: 'client' });
  assertSame(encoded.ok, isSendable, `encodeCloseFrame, masked with a new key, ${runtime}`);
  if (!encoded.ok) return;
  const decoded = judgeFrame(encoded.bytes, 'client');
  const text = lenient.decode(reason instanceof Uint8Array ? reason : encoder.encode(reason));
  const byteLength = encoded.bytes.length;
  assertSame(
    decoded,
    { ok: true, code: code ?? 1005, reason: text, masked: true, byteLength },
    `decode∘encode ${runtime}`,
  );
}

/** The functions that take a reason of any length. */
function checkReasons(
  [runtime, { truncateReason, reasonByteLength, relayClose }]: readonly [string, Library],
  { code, reason: given = '', maxBytes }: Inputs['encoding'],
): void {
  const reason = given instanceof Uint8Array ? lenient.decode(given) : given;
  assertSame(reasonByteLength(reason), encoder.encode(reason).length, `reasonByteLength ${runtime}`);
  const { read } = encoder.encodeInto(reason, new Uint8Array(maxBytes));
  assertSame(truncateReason(reason, maxBytes), reason.slice(0, read), `truncateReason ${runtime}`);
  const bytes = new Uint8Array(123);
  const { written } = encoder.encodeInto(reason, bytes);
  const text = lenient.decode(bytes.subarray(0, written));
  const isSendable = judgeEncoding(code, '').ok;
  const relayed =
    code === undefined || code === 1005
      ? { code: undefined, reason: undefined }
      : { code: isSendable ? code : 1011, reason: text };
  if (code === undefined) assertSame(relayClose(null, given), relayed, `relayClose of null ${runtime}`);
  assertSame(relayClose(code, given), relayed, `relayClose ${runtime}`);
}
