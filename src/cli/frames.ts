/**
 * Counts the frames in a stream, which the scanner does not.
 * @module
 */

/** How long an HTTP head may be, as in the scanner. */
export const MAX_HEAD_BYTES = 65_536;
const HEAD_END = [0x0d, 0x0a, 0x0d, 0x0a];

/** A header with a 64-bit length and a masking key. */
const LONGEST_HEADER_BYTES = 14;

/** Counts the frames of one direction by their length fields (RFC 6455 §5.2). The chunks may be cut anywhere. */
export class FrameCounter {
  /** How many frames are complete. */
  count = 0;
  /** How many bytes of the HTTP head were read. */
  #headBytes = 0;
  /** How many bytes of {@link HEAD_END} match so far. */
  #matched: number;
  readonly #header = new Uint8Array(LONGEST_HEADER_BYTES);
  /** How many bytes of an incomplete header were read. */
  #headerBytes = 0;
  /** How many bytes of the payload are still to come. */
  #payloadBytes = 0;

  /** @param skipHttpHead - As for the scanner. */
  constructor(skipHttpHead: boolean) {
    this.#matched = skipHttpHead ? 0 : HEAD_END.length;
  }

  /** Is the HTTP head still incomplete? Its end must come within 64 KiB. */
  get isInHead(): boolean {
    return this.#matched < HEAD_END.length;
  }

  /** How many bytes of a payload are still to come. */
  get payloadBytes(): number {
    return this.#payloadBytes;
  }

  /** Counts the current frame without its payload. */
  skipPayload(): void {
    this.#payloadBytes = 0;
    this.count++;
  }

  push(chunk: Uint8Array): void {
    let at = this.isInHead ? this.#skipHead(chunk) : 0;
    while (at < chunk.length) {
      if (this.#payloadBytes > 0) {
        const step = Math.min(this.#payloadBytes, chunk.length - at);
        at += step;
        this.#payloadBytes -= step;
        if (this.#payloadBytes === 0) this.count++;
        continue;
      }
      this.#header[this.#headerBytes++] = chunk[at++]!;
      const length = payloadLength(this.#header, this.#headerBytes);
      if (length === undefined) continue;
      this.#headerBytes = 0;
      this.#payloadBytes = length;
      if (length === 0) this.count++;
    }
  }

  #skipHead(chunk: Uint8Array): number {
    let at = 0;
    while (at < chunk.length && this.isInHead) {
      if (this.#headBytes === MAX_HEAD_BYTES) return chunk.length;
      const byte = chunk[at++]!;
      this.#headBytes++;
      this.#matched = byte === HEAD_END[this.#matched] ? this.#matched + 1 : byte === HEAD_END[0] ? 1 : 0;
    }
    return at;
  }
}

/** The length of the payload, from the first `count` bytes of the header; `undefined` if more bytes are needed. */
function payloadLength(header: Uint8Array, count: number): number | undefined {
  if (count < 2) return undefined;
  const short = header[1]! & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (count < 2 + lengthBytes + (header[1]! >= 0x80 ? 4 : 0)) return undefined;
  if (lengthBytes === 0) return short;
  let length = 0;
  for (let at = 2; at < 2 + lengthBytes; at++) length = length * 256 + header[at]!;
  return length;
}
