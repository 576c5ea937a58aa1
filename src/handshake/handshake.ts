/**
 * The closing handshake as a state machine (RFC 6455 §1.4, §5.5.1, §7.1): what an endpoint sends, when it ends TCP, and
 * what it reports.
 * @module
 */

import {
  type CloseArguments,
  type CloseReason,
  type EncodeErrorKind,
  type Endpoint,
  encodeCloseFrame,
  type Failure,
  relayClose,
  replyToClose,
  unwrap,
} from '../codec/index.js';
import { type ClosableResult, type HandshakeOptions, oneOf, type ReceiveOptions, reasonOf } from './arguments.js';
import { type ClosingFault, type ClosingOutcome, type ClosingStep, type ReceivedClose, step } from './step.js';

/** A Close frame of ours, and what is in it. */
interface Encoded {
  readonly ok: true;
  readonly frame: Uint8Array<ArrayBuffer>;
  readonly sent: CloseArguments;
}

/**
 * The closing handshake of one endpoint, without I/O. Tell it what happens, and do what the returned
 * {@link ClosingStep} says. It has no timer, so it says what is awaited from the peer: start a timer afresh whenever
 * {@link awaits} changes to another value, and on a step that closes if none runs; when it runs out, carry out
 * {@link expire} and destroy the socket whatever that says. Only the socket's own `close` stops the timer.
 *
 * All state has moved before a method returns. A failure or an exception changes nothing.
 */
export class ClosingHandshake {
  readonly #role: Endpoint;
  readonly #reply: 'none' | 'full' | undefined;
  #sent: CloseArguments | undefined = undefined;
  #received: ReceivedClose | undefined = undefined;
  #fault: ClosingFault | undefined = undefined;
  #outcome: ClosingOutcome | undefined = undefined;
  /** Whose Close frame was first, as seen here; it counts once both are out. */
  #first: 'local' | 'remote' = 'local';

  /**
   * @param options - `role`: which endpoint we are; `reply`: `full` to answer with a reason.
   * @throws TypeError if `role` is neither `client` nor `server`, or `reply` neither `none`, `full` nor `undefined`.
   */
  constructor(options: HandshakeOptions) {
    const { role, reply } = options;
    if (role !== 'client' && role !== 'server') throw new TypeError("options.role must be 'client' or 'server'.");
    this.#role = role;
    this.#reply = oneOf(reply, 'none', 'full', 'options.reply');
  }

  /** The WHATWG standard's `readyState` 1, 2 or 3. It only moves forward. */
  get state(): 'open' | 'closing' | 'closed' {
    if (this.#outcome !== undefined) return 'closed';
    return this.#sent === undefined && this.#received === undefined ? 'open' : 'closing';
  }

  /** What our Close frame said, once it is out: the text as it was written, or no code and no reason. Frozen. */
  get sent(): CloseArguments | undefined {
    return this.#sent;
  }

  /** What the peer's Close frame said, once it came. */
  get received(): ReceivedClose | undefined {
    return this.#received;
  }

  /** Why we failed the connection, as soon as we did; also if our Close frame was already out. */
  get fault(): ClosingFault | undefined {
    return this.#fault;
  }

  /** May data, Ping and Pong frames still be sent? Not after our Close frame (RFC 6455 §5.5.1), nor once closed. */
  get canSend(): boolean {
    return this.#sent === undefined && this.#outcome === undefined;
  }

  /** Should incoming frames still be processed? Not after the peer's Close frame, a fault (§7.1.7), or once closed. */
  get canReceive(): boolean {
    return this.#received === undefined && this.#fault === undefined && this.#outcome === undefined;
  }

  /** What is awaited from the peer: its Close frame, its end of TCP, or nothing. A timer should run while it is. */
  get awaits(): 'close' | 'end' | undefined {
    if (this.#sent === undefined || this.#outcome !== undefined) return undefined;
    return this.canReceive ? 'close' : 'end';
  }

  /** How the connection closed; `undefined` until it has. */
  get outcome(): ClosingOutcome | undefined {
    return this.#outcome;
  }

  /**
   * The application closes (§7.1.2), or gives the answer that `answer: 'later'` left due.
   *
   * @param code - A code that may be sent, or `undefined` for an empty Close frame. To give the usual answer, pass what
   *   `replyToClose` returns.
   * @param reason - At most 123 bytes of UTF-8; only with a code.
   * @returns A step with our Close frame; for a server that has the peer's, its `transport` is `end`. An empty step if
   *   our Close frame is out or the connection is closed. Or a failure, in any state, as by `encodeCloseFrame`:
   *   `forbidden-code`, `reserved-code`, `reason-without-code`, `reason-too-long`, `invalid-utf8`.
   * @throws TypeError if `code` is not a number or `reason` is neither a string nor a Uint8Array.
   * @throws Error if a client needs a masking key and the runtime has no `crypto.getRandomValues`.
   */
  close(code?: number, reason?: CloseReason): ClosingStep | Failure<EncodeErrorKind, undefined> {
    const encoded = this.#encode(code, reason);
    if (!encoded.ok) return encoded;
    return this.canSend ? this.#proceed(encoded) : step();
  }

  /**
   * A Close frame came, good or broken.
   *
   * @param result - What it was decoded, validated or scanned to. A validated one has no reason, so none is recorded.
   * @param options - `answer: 'later'` to record a good one and answer it by {@link close}. It changes nothing if our
   *   Close frame is out, or if the frame is broken.
   * @returns For a good one a step with the answer (§5.5.1), if our Close frame is not out; once both are, the server's
   *   `transport` is `end` and the client waits for that (§7.1.1). A broken one fails the connection as {@link fail}
   *   does, with the error's `failCode`. An empty step after the peer's Close frame, after a fault, and once closed.
   * @throws TypeError if `result` is a failure without a `failCode` (`incomplete`, `not-close`, one of encoding) or not
   *   a result, or `answer` neither `now`, `later` nor `undefined`.
   * @throws CloseFrameError if `result` was made by hand and its code must not be sent.
   * @throws Error as {@link close}.
   */
  receive(result: ClosableResult, options?: ReceiveOptions): ClosingStep {
    const answer = oneOf(options?.answer, 'now', 'later', 'options.answer');
    const heard = result.ok ? { ok: true as const, code: result.code, reason: reasonOf(result) } : result;
    const { code, reason } = replyToClose(heard, { reason: this.#reply });
    const close = unwrap(this.#encode(code, reason));
    if (!this.canReceive) return step();
    if (!heard.ok) return this.#failWith(close, heard.error.message);
    this.#received = Object.freeze({ code: heard.code, reason: heard.reason });
    return answer === 'later' && this.canSend ? step() : this.#proceed(close);
  }

  /**
   * Fails the connection for another fault of the peer's (§7.1.7): a frame that breaks the protocol, a message that is
   * too big. For an error of the application use {@link close} with 1011: that is not the peer's fault.
   *
   * @param code - A code that may be sent: 1002, 1003, 1007, 1008, 1009 and the like.
   * @param reason - Cut to 123 bytes as by `truncateReason`; bytes are decoded with U+FFFD for what is ill-formed.
   * @returns A step with a Close frame, if ours is not out, whose `transport` is `end`. An empty step after the peer's
   *   Close frame, after a fault, and once closed. Or, in any state, a failure: `forbidden-code` or `reserved-code`.
   * @throws TypeError if `code` is not a number or `reason` is neither a string nor a Uint8Array.
   * @throws Error as {@link close}.
   */
  fail(code: number, reason?: CloseReason): ClosingStep | Failure<'forbidden-code' | 'reserved-code', undefined> {
    if (code === undefined) throw new TypeError('code must be of type number.');
    const judged = encodeCloseFrame(code, reason);
    if (!judged.ok) {
      const { error } = judged; // what is wrong with the reason can be mended
      if (error.kind === 'forbidden-code' || error.kind === 'reserved-code') return { ok: false, error };
    }
    const { reason: text } = relayClose(code, reason);
    const close = unwrap(this.#encode(code, text));
    const message = typeof reason === 'string' ? reason : text!;
    return this.canReceive ? this.#failWith(close, message) : step();
  }

  /**
   * The peer ended its side of TCP, or the connection is lost. Call it after everything that was read before has been
   * processed.
   *
   * @returns A step whose `transport` is `end` if our side is still open. Empty if the connection is closed.
   */
  peerEnded(): ClosingStep {
    if (this.#outcome !== undefined) return step();
    this.#finish('lost');
    return step(undefined, this.#hasEnded ? 'keep' : 'end');
  }

  /**
   * The timer has run out.
   *
   * @returns A step whose `transport` is `destroy`. Empty if nothing is awaited.
   */
  expire(): ClosingStep {
    if (this.awaits === undefined) return step();
    this.#finish('timeout');
    return step(undefined, 'destroy');
  }

  /** Encodes a Close frame of ours, and says what is in it. */
  #encode(code: number | undefined, reason: CloseReason | undefined): Encoded | Failure<EncodeErrorKind, undefined> {
    const judged = encodeCloseFrame(code, reason);
    if (!judged.ok) return judged;
    const sent = Object.freeze(relayClose(code, reason));
    const { bytes: frame } = unwrap(
      encodeCloseFrame(sent.code, sent.reason, { from: this.#role, maskingKey: undefined }),
    );
    return { ok: true, frame, sent };
  }

  #failWith(close: Encoded, message: string): ClosingStep {
    this.#fault = Object.freeze({ code: close.sent.code!, message });
    return this.#proceed(close);
  }

  /** Sends our Close frame, if none is out; and ends TCP, if that is for us to do now. */
  #proceed({ frame, sent }: Encoded): ClosingStep {
    const isSending = this.canSend;
    if (isSending) {
      this.#sent = sent;
      if (this.#received !== undefined) this.#first = 'remote';
    }
    return step(isSending ? frame : undefined, this.#hasEnded ? 'end' : 'keep');
  }

  get #isComplete(): boolean {
    return this.#sent !== undefined && this.#received !== undefined;
  }

  /** Did we end our side of TCP? As the server, once both Close frames are out (§7.1.1); or to fail (§7.1.7). */
  get #hasEnded(): boolean {
    return this.#fault !== undefined || (this.#role === 'server' && this.#isComplete);
  }

  #finish(cause: 'lost' | 'timeout'): void {
    const { code, reason } = this.#received ?? { code: 1006, reason: '' };
    this.#outcome = Object.freeze(
      this.#isComplete
        ? { code, reason, wasClean: true, cause: this.#first }
        : { code, reason, wasClean: false, cause: this.#fault === undefined ? cause : 'failure' },
    );
  }
}
