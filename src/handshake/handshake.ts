/**
 * The closing handshake as a state machine (RFC 6455 §1.4, §5.5.1, §7.1): what an endpoint sends, when it ends TCP, and
 * what it reports.
 *
 * 1. Either endpoint starts it with a Close frame (§7.1.2), after which it sends nothing else (§1.4, §5.5.1).
 * 2. The other one answers with its own, now or after the message that it is sending (§5.5.1).
 * 3. Then the server ends TCP, and the client waits for that (§5.5.1, §7.1.1).
 * 4. The close is clean if both Close frames are out (§7.1.4). Its code and reason are those of the peer's Close frame;
 *    without one, 1006 and an empty reason (§7.1.5, §7.1.6).
 * 5. An endpoint that fails the connection sends its Close frame, ends TCP and ignores what the peer sends (§7.1.7).
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
import { type Encoded, encodeClose } from './encode.js';
import { type ClosingFault, type ClosingOutcome, type ClosingStep, type ReceivedClose, step } from './step.js';

/**
 * The closing handshake of one endpoint, without I/O. Tell it what happens, and do what the returned
 * {@link ClosingStep} says.
 *
 * It needs one timer, which you run. Restart it whenever {@link awaits} changes to another value, and start it when
 * {@link state} becomes `closed` if it is not running. When it runs out, call {@link expire}, do what the step says,
 * and destroy the socket in any case. Stop it only at the socket's own `close` event: even in the state `closed`, bytes
 * may still wait to be sent.
 *
 * The state has already changed when a method returns. A failure or an exception changes nothing.
 */
export class ClosingHandshake {
  readonly #role: Endpoint;
  readonly #reply: 'none' | 'full' | undefined;
  #sent: CloseArguments | undefined = undefined;
  #received: ReceivedClose | undefined = undefined;
  #fault: ClosingFault | undefined = undefined;
  #outcome: ClosingOutcome | undefined = undefined;
  /** Whose Close frame was first, as seen from here. It only means something once both are out. */
  #first: 'local' | 'remote' = 'local';

  /**
   * @param options - `role`: which endpoint we are. `reply`: whether our answers have a reason.
   * @throws TypeError if `role` is neither `client` nor `server`, or `reply` neither `none`, `full` nor `undefined`.
   */
  constructor(options: HandshakeOptions) {
    const { role, reply } = options;
    if (role !== 'client' && role !== 'server') throw new TypeError("options.role must be 'client' or 'server'.");
    this.#role = role;
    this.#reply = oneOf(reply, 'none', 'full', 'options.reply');
  }

  /**
   * `open`; `closing` once a Close frame is sent or received (RFC 6455 §7.1.3); `closed` once the peer has ended TCP
   * (§7.1.4) or the timer has run out. These are `readyState` 1, 2 and 3 of the WHATWG WebSockets standard.
   */
  get state(): 'open' | 'closing' | 'closed' {
    if (this.#outcome !== undefined) return 'closed';
    return this.#sent === undefined && this.#received === undefined ? 'open' : 'closing';
  }

  /** What our Close frame says, once it is out: the code, and the reason as it was encoded; or neither. Frozen. */
  get sent(): CloseArguments | undefined {
    return this.#sent;
  }

  /** What the peer's Close frame says, once a valid one has come. Frozen. */
  get received(): ReceivedClose | undefined {
    return this.#received;
  }

  /** Why we failed the connection, once we have, even if our Close frame was already out. Frozen. */
  get fault(): ClosingFault | undefined {
    return this.#fault;
  }

  /** May data, Ping and Pong frames be sent? Not after our Close frame (RFC 6455 §1.4, §5.5.1), nor once closed. */
  get canSend(): boolean {
    return this.#sent === undefined && this.#outcome === undefined;
  }

  /**
   * Should incoming frames still be processed? Not after the peer's Close frame (RFC 6455 §1.4) or a fault (§7.1.7),
   * nor once closed.
   */
  get canReceive(): boolean {
    return this.#received === undefined && this.#fault === undefined && this.#outcome === undefined;
  }

  /** What we await from the peer: its Close frame (`close`), its end of TCP (`end`), or nothing (`undefined`). */
  get awaits(): 'close' | 'end' | undefined {
    if (this.#sent === undefined || this.#outcome !== undefined) return undefined;
    return this.canReceive ? 'close' : 'end';
  }

  /** How the connection closed; `undefined` until it has. Frozen. */
  get outcome(): ClosingOutcome | undefined {
    return this.#outcome;
  }

  /**
   * Starts to close (RFC 6455 §7.1.2), or sends the answer that was postponed with `answer: 'later'`.
   *
   * @param code - A code that may be sent, or `undefined` for an empty Close frame. For the usual answer, pass what
   *   `replyToClose` returns.
   * @param reason - At most 123 bytes in UTF-8, and only with a code.
   * @returns A step with our Close frame. If we are the server and have received the peer's, its `transport` is `end`
   *   (§7.1.1). The step is empty if our Close frame is already out or the connection is closed. In any state, if the
   *   code or the reason must not be sent, a failure as for `encodeCloseFrame`: `reason-without-code`,
   *   `forbidden-code`, `reserved-code`, `reason-too-long` or `invalid-utf8`.
   * @throws TypeError if `code` is not a number or `reason` is neither a string nor a Uint8Array.
   * @throws Error if a client needs a masking key and the runtime has no `crypto.getRandomValues`.
   */
  close(code?: number, reason?: CloseReason): ClosingStep | Failure<EncodeErrorKind, undefined> {
    const encoded = encodeClose(this.#role, code, reason);
    if (!encoded.ok) return encoded;
    return this.canSend ? this.#proceed(encoded) : step();
  }

  /**
   * Call this when the peer's Close frame has come, valid or not.
   *
   * @param result - The result of decoding, validating or scanning it. That of a validator has no reason to record.
   * @param options - `answer: 'later'` to record a valid frame now and answer it later with {@link close}. It makes no
   *   difference if our Close frame is already out, or if the peer's is invalid.
   * @returns For a valid frame, a step with our answer (RFC 6455 §5.5.1) if our Close frame is not out yet. Once both
   *   are out, the server's `transport` is `end`, and the client waits for the server to end TCP (§7.1.1). An invalid
   *   frame fails the connection (§7.1.7) as {@link fail} does, with the error's `failCode`. The step is empty after an
   *   earlier Close frame from the peer, after a fault, and once closed.
   * @throws TypeError if `result` is a failure without a `failCode` (`incomplete`, `not-close`, or from an encoder) or
   *   not a result, or if `answer` is neither `now`, `later` nor `undefined`.
   * @throws CloseFrameError if `result` was made by hand and its code must not be sent.
   * @throws Error as for {@link close}.
   */
  receive(result: ClosableResult, options?: ReceiveOptions): ClosingStep {
    const answer = oneOf(options?.answer, 'now', 'later', 'options.answer');
    const heard = result.ok ? { ok: true as const, code: result.code, reason: reasonOf(result) } : result;
    const { code, reason } = replyToClose(heard, { reason: this.#reply });
    const close = unwrap(encodeClose(this.#role, code, reason));
    if (!this.canReceive) return step();
    if (!heard.ok) return this.#failWith(close, heard.error.message);
    this.#received = Object.freeze({ code: heard.code, reason: heard.reason });
    return answer === 'later' && this.canSend ? step() : this.#proceed(close);
  }

  /**
   * Fails the connection for another fault of the peer (RFC 6455 §7.1.7), such as a frame that breaks the protocol or a
   * message that is too big. For an error in your application, call {@link close} with 1011 instead: it is not the
   * peer's fault.
   *
   * @param code - A code that may be sent, such as 1002, 1003, 1007, 1008 or 1009.
   * @param reason - Cut to 123 bytes, as by `truncateReason`. In bytes, each ill-formed sequence becomes U+FFFD.
   * @returns A step whose `transport` is `end`, with our Close frame if it is not out yet. The step is empty after the
   *   peer's Close frame, after a fault, and once closed. In any state, if the code must not be sent, a failure:
   *   `forbidden-code` or `reserved-code`.
   * @throws TypeError if `code` is not a number or `reason` is neither a string nor a Uint8Array.
   * @throws Error as for {@link close}.
   */
  fail(code: number, reason?: CloseReason): ClosingStep | Failure<'forbidden-code' | 'reserved-code', undefined> {
    if (code === undefined) throw new TypeError('code must be of type number.');
    const judged = encodeCloseFrame(code, reason);
    if (!judged.ok) {
      const { error } = judged; // any other error is in the reason, which relayClose() repairs
      if (error.kind === 'forbidden-code' || error.kind === 'reserved-code') return { ok: false, error };
    }
    const { reason: text } = relayClose(code, reason);
    const close = unwrap(encodeClose(this.#role, code, text));
    const message = typeof reason === 'string' ? reason : text!;
    return this.canReceive ? this.#failWith(close, message) : step();
  }

  /**
   * Call this when the peer has ended its side of TCP or the connection is lost, after you have processed everything
   * that was read.
   *
   * @returns A step whose `transport` is `end` if our side is still open. It is empty if our side has ended or the
   *   connection is closed.
   */
  peerEnded(): ClosingStep {
    if (this.#outcome !== undefined) return step();
    this.#finish('lost');
    return step(undefined, this.#hasEnded ? 'keep' : 'end');
  }

  /**
   * Call this when the timer has run out.
   *
   * @returns A step whose `transport` is `destroy`. It is empty if nothing is awaited.
   */
  expire(): ClosingStep {
    if (this.awaits === undefined) return step();
    this.#finish('timeout');
    return step(undefined, 'destroy');
  }

  /** Fails the connection (RFC 6455 §7.1.7). */
  #failWith(close: Encoded, message: string): ClosingStep {
    this.#fault = Object.freeze({ code: close.sent.code!, message });
    return this.#proceed(close);
  }

  /** Sends our Close frame if it is not out yet, and ends TCP if that is up to us. */
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

  /**
   * Has our side of TCP ended, or must it end now? A server's ends once both Close frames are out (RFC 6455 §5.5.1,
   * §7.1.1), and either endpoint's after a fault (§7.1.7).
   */
  get #hasEnded(): boolean {
    return this.#fault !== undefined || (this.#role === 'server' && this.#isComplete);
  }

  /**
   * Records the outcome: the code and the reason received, otherwise 1006 and none (RFC 6455 §7.1.5, §7.1.6). It is
   * clean if both Close frames are out (§7.1.4).
   */
  #finish(cause: 'lost' | 'timeout'): void {
    const { code, reason } = this.#received ?? { code: 1006, reason: '' };
    this.#outcome = Object.freeze(
      this.#isComplete
        ? { code, reason, wasClean: true, cause: this.#first }
        : { code, reason, wasClean: false, cause: this.#fault === undefined ? cause : 'failure' },
    );
  }
}
