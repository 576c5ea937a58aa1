/**
 * What the types promise. Only the compiler checks this file: here in `npm run check`, and again in
 * `npm run test:package`, against the declarations of the packed package and with the oldest TypeScript that they need.
 */

import {
  type CloseArguments,
  CloseCode,
  type CloseError,
  CloseFrameError,
  CloseFrameScanner,
  type CloseReason,
  type CodeRange,
  closeCodes,
  codeRange,
  decodeCloseFrame,
  decodeClosePayload,
  type ErrorKind,
  encodeCloseFrame,
  encodeCloseFrameInto,
  encodeClosePayload,
  encodeClosePayloadInto,
  type Failure,
  isPortableCode,
  isSendableByScript,
  reasonByteLength,
  relayClose,
  replyToClose,
  type ScanResult,
  truncateReason,
  unwrap,
  validateCloseFrame,
  validateClosePayload,
} from 'close-frame';
import { describeCode } from 'close-frame/codes';
import { ClosingHandshake, type ClosingOutcome, type ClosingStep, type ReceivedClose } from 'close-frame/handshake';
import { type Hint, type HintKind, inspectClose, type Problem } from 'close-frame/inspect';
import { type CodeName, codeFromName, namesOfCode } from 'close-frame/names';

/** Compiles if both types are the same. */
function same<A, B>(..._: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : [never]): void {}

/** Compiles if nothing is left to handle. */
function never(_: never): void {}

const bytes = new Uint8Array(2);

// A library that wraps this one and declares no types: the inferred ones must have names in the public entries.
export const wrappedPayload = (input: Uint8Array) => decodeClosePayload(input);
export const wrappedFrame = (input: Uint8Array) => decodeCloseFrame(input);
export const wrappedValidation = (input: Uint8Array) => [validateClosePayload(input), validateCloseFrame(input)];
export const wrappedEncoder = (code: number) => encodeCloseFrame(code);
export const wrappedInspection = (input: Uint8Array) => inspectClose(input);
export const wrappedScanner = (input: Uint8Array) => new CloseFrameScanner().push(input);

export function payload(): void {
  const result = decodeClosePayload(bytes);
  // @ts-expect-error: nothing is known before ok is checked
  result.code;
  // @ts-expect-error
  result.error;
  if (result.ok) {
    same<typeof result, { ok: true; code: number; reason: string }>();
    return;
  }
  const { error } = result;
  same<typeof error.failCode, 1002 | 1007>();
  switch (error.kind) {
    case 'payload-too-short':
    case 'payload-too-long':
      same<typeof error.failCode, 1002>();
      same<typeof error.code, undefined>();
      break;
    case 'forbidden-code':
    case 'reserved-code':
      same<typeof error.failCode, 1002>();
      same<typeof error.code, number>();
      break;
    case 'invalid-utf8':
      same<typeof error.failCode, 1007>();
      same<typeof error.code, number>();
      break;
    default:
      never(error);
  }
  // @ts-expect-error: a payload is never fragmented
  error.kind === 'fragmented';
  // @ts-expect-error: results are read-only
  error.kind = 'invalid-utf8';
}

export function frame(): void {
  const result = decodeCloseFrame(bytes, { from: 'client' });
  if (result.ok) {
    same<typeof result, { ok: true; code: number; reason: string; masked: boolean; byteLength: number }>();
    return;
  }
  const { error } = result;
  same<typeof error.failCode, 1002 | 1007 | undefined>();
  switch (error.kind) {
    case 'incomplete':
      same<typeof error.bytesNeeded, number>();
      same<typeof error.failCode, undefined>();
      break;
    case 'not-close':
      same<typeof error.failCode, undefined>();
      same<typeof error.bytesNeeded, undefined>();
      break;
    case 'reserved-bits':
    case 'fragmented':
    case 'mask-missing':
    case 'mask-unexpected':
    case 'payload-too-short':
    case 'payload-too-long':
    case 'forbidden-code':
    case 'reserved-code':
      same<typeof error.failCode, 1002>();
      break;
    case 'invalid-utf8':
      same<typeof error.failCode, 1007>();
      break;
    default:
      never(error);
  }
}

export function validate(): void {
  const payload = validateClosePayload(bytes);
  if (payload.ok) same<typeof payload, { ok: true; code: number }>();
  else same<typeof payload, Extract<ReturnType<typeof decodeClosePayload>, { ok: false }>>();
  const frame = validateCloseFrame(bytes, { from: 'client' });
  if (frame.ok) same<typeof frame, { ok: true; code: number; masked: boolean; byteLength: number }>();
  else same<typeof frame, Extract<ReturnType<typeof decodeCloseFrame>, { ok: false }>>();
  replyToClose(payload);
  replyToClose(frame);
  same<ReturnType<typeof unwrap<typeof payload>>, { ok: true; code: number }>();
}

export function encode(): void {
  const inBytes: CloseReason = bytes;
  for (const result of [encodeClosePayload(1000, 'bye'), encodeCloseFrame(1000, inBytes, { from: undefined })]) {
    if (result.ok) {
      same<typeof result.bytes, Uint8Array<ArrayBuffer>>();
      continue;
    }
    const { error } = result;
    same<typeof error.failCode, undefined>();
    switch (error.kind) {
      case 'forbidden-code':
      case 'reserved-code':
      case 'reason-too-long':
        same<typeof error.code, number>();
        same<typeof error.byteOffset, number | undefined>();
        break;
      case 'invalid-utf8':
        same<typeof error.code, number>();
        same<typeof error.byteOffset, number>();
        break;
      case 'reason-without-code':
        break;
      default:
        never(error);
    }
  }
  for (const result of [
    encodeClosePayloadInto(bytes, 0),
    encodeClosePayloadInto(bytes, 0, 1000, inBytes),
    encodeCloseFrameInto(bytes, 0, 1000, '', {}),
    encodeCloseFrameInto(bytes, 0, 1000, inBytes, {}),
  ]) {
    if (result.ok) same<typeof result.written, number>();
  }
}

export function anyFailure(failure: Failure, error: CloseError): void {
  same<typeof failure.error, CloseError>();
  same<typeof error.kind, ErrorKind>();
  same<typeof error.failCode, 1002 | 1007 | 1009 | undefined>();
  same<typeof error.code, number | undefined>();
  same<typeof error.byteOffset, number | undefined>();
  same<typeof error.bytesNeeded, number | undefined>();
  same<typeof error.message, string>();
  const decoded = decodeCloseFrame(bytes);
  if (!decoded.ok) anyFailure(decoded, decoded.error);
  const one: Failure<'invalid-utf8'> = { ok: false, error: error as CloseError<'invalid-utf8'> };
  same<typeof one.error.failCode, 1007 | undefined>();
}

export function unwrapped(): void {
  same<number, ReturnType<typeof decoded>['code']>();
  function decoded() {
    return unwrap(decodeClosePayload(bytes));
  }
  const framed = unwrap(decodeCloseFrame(bytes));
  same<typeof framed, { ok: true; code: number; reason: string; masked: boolean; byteLength: number }>();
  same<Uint8Array<ArrayBuffer>, (typeof encoded)['bytes']>();
  const encoded = unwrap(encodeCloseFrame());
  const error: Error = new CloseFrameError({} as CloseError);
  // @ts-expect-error: an Error has no kind
  error.kind;
}

export function scanner(): void {
  const scanner = new CloseFrameScanner({ from: 'client', skipHttpHead: undefined });
  const result = scanner.push(bytes) ?? scanner.end();
  same<typeof scanner.result, ScanResult | undefined>();
  same<number, (typeof read)['offset']>();
  const read = unwrap(result);
  if (!result.ok) {
    same<typeof result.frame, Uint8Array<ArrayBuffer>>();
    same<typeof result.error.failCode, 1002 | 1007 | 1009 | undefined>();
    const { error } = result;
    if (error.kind !== 'incomplete') same<typeof error.failCode, 1002 | 1007 | 1009>();
    // @ts-expect-error: another opcode is not an error in a stream
    error.kind === 'not-close';
  }
  // @ts-expect-error: only the scanner itself changes it
  scanner.atFrameBoundary = true;
}

export function replying(): void {
  const decoded = decodeClosePayload(bytes);
  const closeArguments: CloseArguments = replyToClose(decoded);
  if (closeArguments.code !== undefined) same<typeof closeArguments.reason, string>();
  replyToClose(decodeCloseFrame(bytes), { reason: 'full' });
  replyToClose(new CloseFrameScanner().end(), { reason: 'none' });
  replyToClose(decoded, { reason: undefined });
  if (!decoded.ok) {
    const reply = replyToClose(decoded);
    same<typeof reply, { code: 1002 | 1007 | 1009; reason: string }>();
    const full = replyToClose(decoded, { reason: 'full' });
    same<typeof full.code, 1002 | 1007 | 1009>();
  }
  const scanned = new CloseFrameScanner().end();
  if (!scanned.ok) replyToClose(scanned).code.toFixed();

  const payload = { ok: true, code: 1000 } as { ok: true; code: number } | Failure<'invalid-utf8', 1007>;
  const frame = { ok: true, code: 1000, masked: true, byteLength: 8 } as
    | { ok: true; code: number; masked: boolean; byteLength: number }
    | Failure<'fragmented', 1002>;
  for (const validated of [payload, frame]) {
    const reply: CloseArguments = replyToClose(validated);
    replyToClose(validated, { reason: 'none' });
    replyToClose(validated, {});
    if (!validated.ok) replyToClose(validated, { reason: 'full' }).code.toFixed();
    // @ts-expect-error: it may be a success, which has no reason
    replyToClose(validated, { reason: 'full' });
    // @ts-expect-error: there may be no code
    reply.code.toFixed();
  }
  // @ts-expect-error: no such choice
  replyToClose(decoded, { reason: 'all' });
  // @ts-expect-error: not an option's value
  replyToClose(decoded, { reason: null });
}

export function closing(): void {
  const { code, reason } = relayClose(1006, new Uint8Array(1), { accepts: isSendableByScript, fallback: 4011 });
  same<typeof code, number | undefined>();
  same<typeof reason, string | undefined>();
  relayClose(null);
  relayClose(undefined, null, { accepts: isPortableCode });
  // @ts-expect-error: only undefined counts as left out
  relayClose(1006, '', { accepts: null });
  // @ts-expect-error
  relayClose(1006, '', { fallback: null });
  // @ts-expect-error: both keys are always there
  const noReason: CloseArguments = { code: 1000 };
  // @ts-expect-error
  relayClose('1006', noReason.reason);
  // @ts-expect-error
  truncateReason();
  same<ReturnType<typeof reasonByteLength>, number>();
  // @ts-expect-error: for texts only
  reasonByteLength(bytes);
}

export function codes(): void {
  const code: CloseCode = CloseCode.GoingAway;
  same<typeof CloseCode.GoingAway, 1001>();
  // @ts-expect-error: it is frozen
  CloseCode.GoingAway = 1001;
  // @ts-expect-error: not an assigned code
  const unassigned: CloseCode = 4000;
  const names: Record<CodeRange, string> = { unused: '', protocol: '', registered: '', private: '', invalid: '' };
  names[codeRange(code)] = describeCode(unassigned).name;
  // @ts-expect-error: the table is frozen
  closeCodes.push(describeCode(1000));
  // @ts-expect-error: and so are its entries
  describeCode(1000).name = '';
}

export function names(): void {
  same<ReturnType<typeof codeFromName>, number | undefined>();
  const all: readonly CodeName[] = namesOfCode(1000);
  same<(typeof all)[number], { readonly system: string; readonly name: string }>();
  // @ts-expect-error: the list is frozen
  namesOfCode(1000).pop();
  // @ts-expect-error
  codeFromName(1000);
}

export const wrappedHandshake = (handshake: ClosingHandshake) => [handshake.close(1000), handshake.outcome];

export function handshake(): void {
  const handshake = new ClosingHandshake({ role: 'client', reply: undefined });
  same<typeof handshake.state, 'open' | 'closing' | 'closed'>();
  same<typeof handshake.sent, CloseArguments | undefined>();
  same<typeof handshake.received, ReceivedClose | undefined>();
  same<typeof handshake.awaits, 'close' | 'end' | undefined>();

  const closed = handshake.close(1000, bytes);
  if (closed.ok) same<typeof closed, ClosingStep>();
  else {
    same<typeof closed.error.failCode, undefined>();
    switch (closed.error.kind) {
      case 'forbidden-code':
      case 'reserved-code':
      case 'reason-too-long':
      case 'invalid-utf8':
      case 'reason-without-code':
        break;
      default:
        never(closed.error);
    }
  }
  const failed = handshake.fail(1002, 'why');
  if (!failed.ok) same<typeof failed.error.kind, 'forbidden-code' | 'reserved-code'>();

  const step = handshake.receive(decodeCloseFrame(bytes, { from: 'server' }), { answer: 'later' });
  same<typeof step, ClosingStep>();
  same<typeof step.frame, Uint8Array<ArrayBuffer> | undefined>();
  same<typeof step.transport, 'keep' | 'end' | 'destroy'>();
  handshake.receive(decodeClosePayload(bytes), { answer: undefined });
  handshake.receive(new CloseFrameScanner().end());
  handshake.receive({ ok: true, code: 1000 } as { ok: true; code: number } | Failure<'invalid-utf8', 1007>);
  same<ReturnType<typeof handshake.peerEnded>, ReturnType<typeof handshake.expire>>();

  const { outcome } = handshake;
  same<typeof outcome, ClosingOutcome | undefined>();
  if (outcome?.wasClean) same<typeof outcome.cause, 'local' | 'remote'>();
  else if (outcome) same<typeof outcome.cause, 'failure' | 'lost' | 'timeout'>();

  // @ts-expect-error: the role is required
  new ClosingHandshake({});
  // @ts-expect-error
  new ClosingHandshake({ role: 'proxy' });
  // @ts-expect-error: the code is required
  handshake.fail();
  // @ts-expect-error: only the handshake itself changes it
  handshake.state = 'closed';
}

export function wrongCalls(): void {
  // @ts-expect-error
  decodeClosePayload('\x03\xe8');
  // @ts-expect-error
  decodeClosePayload([3, 232]);
  // @ts-expect-error
  decodeClosePayload(new ArrayBuffer(2));
  // @ts-expect-error
  decodeCloseFrame(bytes, 'client');
  // @ts-expect-error
  decodeCloseFrame(bytes, { from: 'proxy' });
  // @ts-expect-error
  validateClosePayload('\x03\xe8');
  // @ts-expect-error
  validateCloseFrame(bytes, { from: 'proxy' });
  // @ts-expect-error
  encodeClosePayload('1000');
  // @ts-expect-error
  encodeClosePayload(1000, null);
  // @ts-expect-error
  encodeClosePayload(1000, new ArrayBuffer(2));
  // @ts-expect-error
  encodeCloseFrame(1000, [0x62, 0x79, 0x65]);
  // @ts-expect-error
  encodeClosePayloadInto(bytes);
  // @ts-expect-error
  encodeCloseFrame(1000, '', { mask: true });
  // @ts-expect-error
  encodeCloseFrame(1000, '', { from: 'client', maskingKey: 0x37fa213d });
}

export function inspection(): void {
  const view = inspectClose(bytes, { from: undefined });
  if (view.as === 'frame') same<typeof view.result, ReturnType<typeof decodeCloseFrame>>();
  else same<typeof view.result, ReturnType<typeof decodeClosePayload>>();
  const problems: readonly Problem[] = view.problems;
  const hints: readonly Hint[] = view.hints;
  for (const problem of problems)
    same<typeof problem, { readonly kind: ErrorKind; readonly byteOffset: number; readonly message: string }>();
  for (const hint of hints) same<typeof hint, { readonly kind: HintKind; readonly message: string }>();
  for (const field of view.fields) {
    if (field.bits !== undefined) {
      same<typeof field.value, number>();
      same<typeof field.bitOffset, number>();
    }
    switch (field.name) {
      case 'FIN':
      case 'RSV1':
      case 'RSV2':
      case 'RSV3':
      case 'opcode':
      case 'MASK':
      case 'payload length':
        same<typeof field.bits, string>();
        break;
      case 'extended payload length':
      case 'status code':
        same<typeof field.value, number | undefined>();
        break;
      case 'masking key':
      case 'reason':
        same<typeof field.value, string>();
        break;
      case 'application data':
      case 'following bytes':
        same<typeof field.value, undefined>();
        break;
      default:
        never(field);
    }
  }
  // @ts-expect-error: bytes are a frame or a payload
  inspectClose(bytes, { as: 'header' });
}
