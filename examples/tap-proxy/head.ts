/** The HTTP heads that a connection begins with, before its frames. */

const CR = 0x0d;
const LF = 0x0a;

/** How long all heads of a stream may be together: the same limit as for the library's `skipHttpHead`. */
const MAX_BYTES = 65_536;

/**
 * Reads the head of a client's request, or of a server's final answer. Interim answers (100 to 199, except 101) come
 * before the final one and are skipped (RFC 9110 §15.2). A line may end with LF alone (RFC 9112 §2.2).
 */
export class HeadReader {
  /** Is the head complete? If it begins a WebSocket, frames follow. */
  isWhole = false;
  /** The protocol that a whole answer switches to: empty if it names none, `undefined` if it does not switch. */
  upgrade: string | undefined;
  /** How many bytes of the stream belong to heads, so far. */
  byteLength = 0;
  /** What has come of the head that is being read, or the head that was read last. */
  #text = '';
  #isLineEmpty = true;

  /** Takes the next bytes of the stream, and returns those after the head. */
  read(chunk: Buffer): Buffer {
    let start = 0;
    let at = 0;
    for (; at < chunk.length && !this.isWhole && this.byteLength < MAX_BYTES; this.byteLength++) {
      const byte = chunk[at++];
      if (byte === LF && this.#isLineEmpty) {
        this.#endHead(chunk.toString('latin1', start, at));
        start = at;
      }
      if (byte !== CR) this.#isLineEmpty = byte === LF;
    }
    if (!this.isWhole) this.#text += chunk.toString('latin1', start, at);
    return this.isWhole ? chunk.subarray(at) : chunk.subarray(chunk.length);
  }

  /** An empty line has come: the end of a head, unless it comes before the first line. */
  #endHead(rest: string): void {
    const text = (this.#text + rest).trimStart();
    const isInterim = /^HTTP\/1\.1 1(?!01)\d\d\b/.test(text);
    this.#text = isInterim ? '' : text;
    this.isWhole = !isInterim && text !== '';
    if (this.isWhole && /^HTTP\/1\.1 101\b/.test(text)) {
      this.upgrade = text.match(/^upgrade:[ \t]*(.*?)[ \t]*\r?$/im)?.[1] ?? '';
    }
  }

  /** Has nothing come yet, except perhaps interim answers? */
  get isEmpty(): boolean {
    return this.#text === '';
  }

  /** Its first line, or what there is of it, and the protocol that it switches to. */
  get summary(): string {
    const firstLine = this.#text.trimStart().split('\r\n', 1)[0]!.slice(0, 256);
    return this.upgrade === undefined ? firstLine : `${firstLine} (Upgrade: ${this.upgrade})`;
  }
}
