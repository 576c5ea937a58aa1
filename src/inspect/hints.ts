/**
 * Guesses from the evidence in the bytes what they are, if they are not what a peer should have sent.
 * @module
 */

import { decodeCloseFrame, decodeClosePayload } from '../codec/index.js';
import { describeCode, isSendableCode } from '../codes/index.js';
import { captureFormat, httpMessage, packetKind } from './foreign.js';
import { illFormedAt } from './problems.js';
import { latin1Of, wordAt } from './text.js';

/**
 * What bytes may be instead of a valid Close frame. Here, a code is *invalid* if it must not be sent, and *assigned* if
 * a specification or the registry defines it and it may be sent.
 *
 * - `capture`: a pcap or pcapng file, by its magic number.
 * - `http`: an HTTP request or response.
 * - `packet`: an IPv4 or IPv6 packet whose length or checksum is right, or an Ethernet frame that contains one.
 * - `hixie-76`: the closing frame of a draft that preceded RFC 6455: `ff 00` and nothing else.
 * - `hex-as-text`: hex digits in ASCII, for bytes that begin with `88` or with a code that may be sent.
 * - `code-as-text`: a code that may be sent, in four decimal digits, not followed by another digit.
 * - `minus-one`: 65535 and nothing else.
 * - `code-in-32-bits`: `00 00`, then a code that may be sent.
 * - `bytes-swapped`: the code is invalid, but assigned if its two bytes are swapped.
 * - `high-byte-lost`: `00`, then the low byte of an assigned code from 1000 to 1015.
 * - `reason-without-code`: the code is invalid, and the whole payload is printable ASCII.
 * - `still-masked`: the code is invalid, and the reason is not UTF-8.
 * - `second-close`: another Close frame follows the first.
 */
export type HintKind =
  | 'capture'
  | 'http'
  | 'packet'
  | 'hixie-76'
  | 'hex-as-text'
  | 'code-as-text'
  | 'minus-one'
  | 'code-in-32-bits'
  | 'bytes-swapped'
  | 'high-byte-lost'
  | 'reason-without-code'
  | 'still-masked'
  | 'second-close';

/** What the bytes probably are, and what the peer most likely did wrong. */
export interface Hint {
  /** What the bytes probably are. */
  readonly kind: HintKind;
  /** What the bytes probably are, in a full sentence. It quotes only printable ASCII from the bytes. */
  readonly message: string;
}

/** Looks for evidence in the bytes. Returns the sentence to show if there is any. */
type Clue = (bytes: Uint8Array) => string | undefined;

/** The clues for a payload that the codec rejects, the most specific first. The first that returns a sentence wins. */
const clues: readonly (readonly [kind: HintKind, clue: Clue])[] = [
  ['capture', capture],
  ['http', http],
  ['packet', packet],
  ['hixie-76', hixie76],
  ['hex-as-text', hexAsText],
  ['code-as-text', codeAsText],
  ['minus-one', minusOne],
  ['code-in-32-bits', codeIn32Bits],
  ['bytes-swapped', bytesSwapped],
  ['high-byte-lost', highByteLost],
  ['reason-without-code', reasonWithoutCode],
  ['still-masked', stillMasked],
];

/** The clues that are also tried on all bytes if they were only taken for a frame because of their first byte. */
const alsoAsPayload: readonly HintKind[] = ['capture', 'packet', 'hixie-76', 'minus-one', 'bytes-swapped'];

/**
 * The hint for a payload, if there is one.
 *
 * @param payload - The payload of a Close frame, whole and unmasked; `undefined` if there is none.
 * @param bytes - All bytes, if they were only taken for a frame because of their first byte.
 */
export function hintsAtPayload(payload: Uint8Array | undefined, bytes?: Uint8Array): Hint[] {
  const rejected = payload === undefined || decodeClosePayload(payload).ok ? undefined : payload;
  for (const [kind, clue] of clues) {
    const guess = alsoAsPayload.includes(kind) ? bytes : undefined;
    const message = (rejected && clue(rejected)) ?? (guess && clue(guess));
    if (message !== undefined) return [{ kind, message }];
  }
  return [];
}

/** The hint if another Close frame follows the first, which ends at `end`. */
export function hintsAtRest(bytes: Uint8Array, end: number): Hint[] {
  const result = decodeCloseFrame(bytes.subarray(end));
  const isClose = result.ok || ['forbidden-code', 'reserved-code', 'invalid-utf8'].includes(result.error.kind);
  if (!isClose) return [];
  const message = `Another Close frame begins at byte ${end}, but a peer must send nothing after its first one.`;
  return [{ kind: 'second-close', message }];
}

function capture(bytes: Uint8Array): string | undefined {
  const format = captureFormat(bytes);
  if (format === undefined) return undefined;
  return `The bytes are the start of a ${format} file, a packet capture: first extract from it what one side sent.`;
}

function http(bytes: Uint8Array): string | undefined {
  const message = httpMessage(bytes);
  if (message === undefined) return undefined;
  return `The bytes are an HTTP ${message}, but WebSocket frames only begin after the HTTP heads.`;
}

function packet(bytes: Uint8Array): string | undefined {
  const kind = packetKind(bytes);
  return kind && `The bytes are ${kind}, including its headers: the WebSocket frame is in the TCP payload.`;
}

function hixie76(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 2 || wordAt(bytes, 0) !== 0xff00) return undefined;
  return 'The bytes are the closing frame of hixie-76, a draft older than RFC 6455 that has no status codes.';
}

function hexAsText(bytes: Uint8Array): string | undefined {
  const text = textOf(bytes, /^(?:[\da-f]{2})+$/i);
  if (text === undefined) return undefined;
  // On its own, "1000" is a code in decimal digits, although it would be 4096 in hex.
  if (/^\d{4}$/.test(text) && isSendableCode(Number(text))) return undefined;
  if (!text.startsWith('88') && !isSendableCode(Number.parseInt(text.slice(0, 4), 16))) return undefined;
  return `The payload is the text ${quoted(text)}: hex digits were sent instead of the bytes themselves.`;
}

function codeAsText(bytes: Uint8Array): string | undefined {
  const digits = /^\d{4}(?!\d)/.exec(latin1Of(bytes.subarray(0, 5)));
  if (digits === null || !isSendableCode(Number(digits[0]))) return undefined;
  return `The payload begins with the text ${quoted(digits[0])}: the code was sent as decimal digits instead of two bytes.`;
}

function minusOne(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 2 || wordAt(bytes, 0) !== 0xffff) return undefined;
  return 'The bytes are −1 in 16 bits: the peer had no status code and sent −1 instead of an empty payload.';
}

function codeIn32Bits(bytes: Uint8Array): string | undefined {
  if (wordAt(bytes, 0) !== 0 || !isSendableCode(wordAt(bytes, 2))) return undefined;
  return `The first four bytes are ${named(wordAt(bytes, 2))}: the status code was sent in 32 bits instead of 16.`;
}

function bytesSwapped(bytes: Uint8Array): string | undefined {
  if (bytes.length < 2) return undefined;
  const swapped = bytes[1]! * 256 + bytes[0]!;
  if (isSendableCode(wordAt(bytes, 0)) || !isAssigned(swapped)) return undefined;
  return `The first two bytes are ${named(swapped)} in little-endian order, but a status code is big-endian.`;
}

function highByteLost(bytes: Uint8Array): string | undefined {
  if (bytes.length < 2 || bytes[0] !== 0) return undefined;
  const code = 0x300 + bytes[1]!; // 1000 to 1015 have the high byte 03
  if (!isAssigned(code)) return undefined;
  return `The status code ${bytes[1]} is the low byte of ${named(code)}: the peer lost the high byte.`;
}

function reasonWithoutCode(bytes: Uint8Array): string | undefined {
  const text = isInvalid(bytes) ? textOf(bytes, /^[ -~]+$/) : undefined;
  return text && `The payload is the text ${quoted(text)}: the reason was sent without a status code.`;
}

function stillMasked(bytes: Uint8Array): string | undefined {
  if (!isInvalid(bytes) || illFormedAt(bytes, 2) === undefined) return undefined;
  return 'The status code is invalid and the reason is not UTF-8: the payload is probably still masked, or masked twice.';
}

/** Does the payload begin with a status code that must not be sent? */
function isInvalid(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && !isSendableCode(wordAt(bytes, 0));
}

/** May the code be sent, and does a specification or the registry define it? */
function isAssigned(code: number): boolean {
  const { assigned, sendable } = describeCode(code);
  return assigned && sendable;
}

function named(code: number): string {
  const { name, assigned } = describeCode(code);
  return assigned ? `${code} (${name})` : String(code);
}

/** The bytes as ASCII text, if they match the pattern. */
function textOf(bytes: Uint8Array, pattern: RegExp): string | undefined {
  if (!pattern.test(latin1Of(bytes.subarray(0, 2)))) return undefined; // saves converting most bytes that are not text
  const text = latin1Of(bytes);
  return pattern.test(text) ? text : undefined;
}

const LONGEST_QUOTATION = 60;

function quoted(text: string): string {
  return text.length <= LONGEST_QUOTATION ? `“${text}”` : `“${text.slice(0, LONGEST_QUOTATION)}…”`;
}
