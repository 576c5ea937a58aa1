/**
 * What every function that judges data returns, and how to turn a refusal into an exception for those who want one.
 * @module
 */

/** The rules that bytes from a peer, or the arguments of a call that encodes, can break. */
export type ErrorKind =
  | 'payload-too-short'
  | 'payload-too-long'
  | 'forbidden-code'
  | 'reserved-code'
  | 'invalid-utf8'
  | 'reason-too-long'
  | 'reason-without-code'
  | 'incomplete'
  | 'not-close'
  | 'reserved-bits'
  | 'fragmented'
  | 'mask-missing'
  | 'mask-unexpected'
  | 'invalid-length'
  | 'length-unsupported';

/**
 * The status code to fail the connection with (RFC 6455 §7.1.7) for each kind. A code is forbidden or reserved, and a
 * reason is not UTF-8, by either side's fault: 1002 or 1007 if the peer sent it, none if the caller wants to send it.
 */
interface FailCodes extends Record<ErrorKind, number | undefined> {
  'payload-too-short': 1002;
  'payload-too-long': 1002;
  'forbidden-code': 1002 | undefined;
  'reserved-code': 1002 | undefined;
  'invalid-utf8': 1007 | undefined;
  'reason-too-long': undefined;
  'reason-without-code': undefined;
  incomplete: undefined;
  'not-close': undefined;
  'reserved-bits': 1002;
  fragmented: 1002;
  'mask-missing': 1002;
  'mask-unexpected': 1002;
  'invalid-length': 1002;
  'length-unsupported': 1009;
}

/** The status codes that a connection is failed with, and `undefined` where the peer is not at fault. */
export type FailCode = 1002 | 1007 | 1009 | undefined;

/** The kinds that are judged with a status code at hand. */
type KindWithCode = 'forbidden-code' | 'reserved-code' | 'invalid-utf8' | 'reason-too-long';

/**
 * Which rule was broken, where, and what to do about it: a union discriminated on `kind`, one member for each of `K`.
 * Every key is always present. `F` narrows `failCode` to what the function at hand can give.
 *
 * - `kind`: the rule that was broken.
 * - `failCode`: the status code to fail the connection with; `undefined` where the peer is not at fault.
 * - `code`: the status code that was read or given, where judgement got that far.
 * - `byteOffset`: decoding: the offset in the given payload or frame of the byte that breaks the rule; for
 *   `invalid-utf8` the first byte of the first ill-formed sequence. Encoding: only for `invalid-utf8`, the offset in
 *   the given reason.
 * - `bytesNeeded`: `incomplete` alone: how many more bytes, at least, until the frame is whole.
 * - `message`: a full sentence that names the offending value and the rule. It is well-formed and takes at most 123
 *   bytes in UTF-8, so it can be sent as a reason.
 */
export type CloseError<K extends ErrorKind = ErrorKind, F extends FailCode = FailCode> = K extends ErrorKind
  ? {
      /** The rule that was broken. */
      readonly kind: K;
      /** The status code to fail the connection with; `undefined` where the peer is not at fault. */
      readonly failCode: FailCodes[K] & F;
      /** The status code that was read or given, where judgement got that far. */
      readonly code: K extends KindWithCode ? number : undefined;
      /**
       * Decoding: the offset in the given payload or frame of the byte that breaks the rule: for `invalid-utf8` the
       * first byte of the first ill-formed sequence. `undefined` for `incomplete`. Encoding: the offset in the given
       * reason for `invalid-utf8`, otherwise `undefined`.
       */
      readonly byteOffset: K extends 'not-close' | 'invalid-utf8'
        ? number
        : FailCodes[K] & F extends number
          ? number
          : number | undefined;
      /** How many more bytes, at least, until the frame is whole; a number for `incomplete` alone. */
      readonly bytesNeeded: K extends 'incomplete' ? number : undefined;
      /** A full sentence that names the offending value and the rule; at most 123 bytes in UTF-8, as a reason. */
      readonly message: string;
    }
  : never;

/** The refusal of data: a plain value, no exception, no stack trace. */
export type Failure<K extends ErrorKind = ErrorKind, F extends FailCode = FailCode> = {
  readonly ok: false;
  readonly error: CloseError<K, F>;
};

/**
 * The refusal of data. One literal with all keys in one order, so that every failure has the same shape.
 *
 * @param section - Of RFC 6455, which the message ends with.
 * @param sentence - The message up to there.
 */
export function failure<K extends ErrorKind, F extends FailCodes[K]>(
  kind: K,
  section: string,
  sentence: string,
  failCode?: F,
  byteOffset?: CloseError<K, F>['byteOffset'],
  code?: CloseError<K, F>['code'],
  bytesNeeded?: CloseError<K, F>['bytesNeeded'],
): Failure<K, F> {
  const message = `${sentence} (RFC 6455 §${section}).`;
  // The cast: TypeScript does not resolve a conditional type while K is open, and cannot see which of the last four a
  // kind goes without. Each caller's type does.
  return {
    ok: false,
    error: { kind, failCode, code, byteOffset, bytesNeeded, message } as unknown as CloseError<K, F>,
  };
}

/** The exception that {@link unwrap} throws: a {@link CloseError} as an `Error`, with all its fields. */
export class CloseFrameError extends Error {
  // Fields, not mere declarations, as assigning to what is not there could call a setter on Object.prototype.
  override name = 'CloseFrameError';
  readonly kind!: ErrorKind;
  readonly failCode!: FailCode;
  readonly code!: number | undefined;
  readonly byteOffset!: number | undefined;
  readonly bytesNeeded!: number | undefined;

  /** @param error - The `error` of a {@link Failure}. */
  constructor(error: CloseError) {
    super(error.message);
    Object.assign(this, error);
  }
}

/**
 * The success of a result, or an exception: for callers who hold the data for good.
 *
 * @param result - What a function of this library returned.
 * @returns `result` itself where it is a success.
 * @throws CloseFrameError with the fields of the error where it is a failure.
 */
export function unwrap<R extends { ok: true } | Failure>(result: R): Extract<R, { ok: true }> {
  if (!result.ok) throw new CloseFrameError(result.error);
  return result as Extract<R, { ok: true }>; // what is left of R, which TypeScript does not narrow while it is open
}
