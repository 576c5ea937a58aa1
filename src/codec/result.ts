/**
 * The result of every function that judges data, and `unwrap`, which turns a failure into an exception.
 * @module
 */

/**
 * The rules that bytes from a peer or the arguments of an encoder can break. Each function's documentation says when it
 * returns which kind; docs/errors.md lists them all.
 */
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
 * The status code to fail the connection with (RFC 6455 §7.1.7) for each kind. Three kinds can be the fault of either
 * side: there is a code if the peer sent the data, and none if the caller wants to send it.
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

/** The status code to fail the connection with (RFC 6455 §7.1.7); `undefined` if the peer is not at fault. */
export type FailCode = 1002 | 1007 | 1009 | undefined;

/** The kinds whose errors contain the status code. */
type KindWithCode = 'forbidden-code' | 'reserved-code' | 'invalid-utf8' | 'reason-too-long';

/**
 * Which rule was broken, where, and what to do about it: a union discriminated on `kind`, with one member for each kind
 * in `K`. Every key is always present. `F` narrows `failCode` to the codes that a function can return.
 *
 * - `kind`: the rule that was broken.
 * - `failCode`: the status code to fail the connection with; `undefined` if the peer is not at fault.
 * - `code`: the status code that was read or given, if there was one.
 * - `byteOffset`: when decoding, the offset of the byte that breaks the rule, in the given payload or frame; for
 *   `invalid-utf8`, of the first byte of the first ill-formed sequence. When encoding, only for `invalid-utf8`: its
 *   offset in the given reason.
 * - `bytesNeeded`: only for `incomplete`: how many more bytes, at least, until the frame is whole.
 * - `message`: a full sentence that names the wrong value and the rule. It is well-formed and takes at most 123 bytes
 *   in UTF-8, so it can be sent as a reason.
 */
export type CloseError<K extends ErrorKind = ErrorKind, F extends FailCode = FailCode> = K extends ErrorKind
  ? {
      /** The rule that was broken. */
      readonly kind: K;
      /** The status code to fail the connection with; `undefined` if the peer is not at fault. */
      readonly failCode: FailCodes[K] & F;
      /** The status code that was read or given, if there was one. */
      readonly code: K extends KindWithCode ? number : undefined;
      /** The offset of the byte that breaks the rule: in the payload or frame; when encoding, in the given reason. */
      readonly byteOffset: K extends 'not-close' | 'invalid-utf8'
        ? number
        : FailCodes[K] & F extends number
          ? number
          : number | undefined;
      /** How many more bytes, at least, until the frame is whole; only a number for `incomplete`. */
      readonly bytesNeeded: K extends 'incomplete' ? number : undefined;
      /** A full sentence that names the wrong value and the rule. It can be sent as a reason. */
      readonly message: string;
    }
  : never;

/** What a function returns for data that breaks a rule: a plain value, not an exception, so no stack trace is taken. */
export type Failure<K extends ErrorKind = ErrorKind, F extends FailCode = FailCode> = {
  readonly ok: false;
  readonly error: CloseError<K, F>;
};

/**
 * Makes a failure. All failures come from this one literal, so that V8 sees one shape.
 *
 * @param section - The section of RFC 6455 to name at the end of the message.
 * @param sentence - The message before that.
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
  // The cast: TypeScript does not resolve a conditional type while K is generic, so it cannot see which of the last
  // four arguments a kind has. Each caller's type does.
  return {
    ok: false,
    error: { kind, failCode, code, byteOffset, bytesNeeded, message } as unknown as CloseError<K, F>,
  };
}

/** The exception that {@link unwrap} throws: a {@link CloseError} as an `Error`, with all its fields. */
export class CloseFrameError extends Error {
  // Fields, not declarations: assigning to a missing property could call a setter on Object.prototype.
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
 * Returns a success and throws a failure, for callers who trust the data or prefer exceptions.
 *
 * @param result - What a function of this library returned.
 * @returns `result` itself if it is a success.
 * @throws CloseFrameError with the fields of the error if it is a failure.
 */
export function unwrap<R extends { ok: true } | Failure>(result: R): Extract<R, { ok: true }> {
  if (!result.ok) throw new CloseFrameError(result.error);
  return result as Extract<R, { ok: true }>; // TypeScript does not narrow a generic R
}
