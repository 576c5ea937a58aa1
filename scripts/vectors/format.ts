/** The format of the files in test/vectors, which test/vectors/README.md documents and schema.json enforces. */

import type { CodeRange, Endpoint, ErrorKind } from 'close-frame';

/** The keys of every vector. */
interface Vector {
  /** What is tested. Unique in its file. */
  name: string;
  /** The section of the standard that says what the result must be. */
  section: string;
}

/** A failure. A key that is left out has no value. */
export interface Refusal {
  kind: ErrorKind;
  failCode?: number;
  code?: number;
  byteOffset?: number;
  bytesNeeded?: number;
}

/** A status code at `byteOffset` that must never be sent. */
export function forbidden(code: number, byteOffset: number): Refusal {
  return { kind: 'forbidden-code', failCode: 1002, code, byteOffset };
}

/** A status code at `byteOffset` that no specification defines. */
export function reserved(code: number, byteOffset: number): Refusal {
  return { kind: 'reserved-code', failCode: 1002, code, byteOffset };
}

/** A reason that is not UTF-8 from `byteOffset` on. */
export function notUtf8(code: number, byteOffset: number): Refusal {
  return { kind: 'invalid-utf8', failCode: 1007, code, byteOffset };
}

/** A text; if it contains a lone surrogate, which no JSON text should, its UTF-16 code units in hex. */
export type Text = { reason: string } | { reasonUtf16: string };

/** A reason that is passed to a call: a text, bytes in hex, or none. */
export type GivenReason = Text | { reasonBytes: string } | { reason: null };

/** What to close with. `null` means no code. */
export type Closing = { code: number; reason: string } | { code: null; reason: null };

export type Content = { code: number; reason: string };
export type FrameContent = Content & { masked: boolean; byteLength: number };

/** Hex, or repeated hex. The parts are joined; they are not chunks. */
export type StreamPart = string | { repeat: string; times: number };

export type CodeVector = Vector & {
  code: number;
  expect: { range: CodeRange; sendable: boolean; sendableByScript: boolean; portable: boolean };
};
export type DecodePayloadVector = Vector & { payload: string; expect: Content | Refusal };
export type EncodePayloadVector = Vector & { code: number | null } & GivenReason & {
    expect: { payload: string } | Refusal;
  };
export type DecodeFrameVector = Vector & { frame: string; from?: Endpoint; expect: FrameContent | Refusal };
export type EncodeFrameVector = Vector & { code: number | null } & GivenReason & {
    from?: Endpoint;
    maskingKey?: string;
    expect: { frame: string } | Refusal;
  };
export type ScanVector = Vector & {
  stream: StreamPart[];
  from?: Endpoint;
  skipHttpHead?: boolean;
  /** After how many bytes the result is known; left out if it is only known at the end of the stream. */
  resultAt?: number;
  /** After which numbers of bytes another frame may be written. */
  boundaries: number[];
  expect: (FrameContent & { offset: number }) | (Refusal & { offset: number; frame: string });
};
export type TruncateVector = Vector & Text & { maxBytes?: number; expect: Text };
export type RelayVector = Vector & { code: number | null } & GivenReason & {
    /**
     * Which codes the other side accepts: all that may be sent, those that a script may send, or the portable ones.
     */
    accepts: 'sendable' | 'script' | 'portable';
    fallback: number;
    expect: Closing;
  };
export type ReasonLengthVector = Vector & Text & { expect: { byteLength: number } };
export type ReplyVector = Vector & {
  frame: string;
  from?: Endpoint;
  /** Is the reason sent back? Only used for valid frames: for others, each implementation has its own message. */
  full?: true;
  expect: Closing;
};

/** What happens to a closing handshake. */
export type HandshakeEvent =
  | { event: 'close'; code: number | null; reason: string | null }
  | { event: 'receive'; frame: string; answer?: 'later' }
  | { event: 'fail'; code: number; reason: string | null }
  | { event: 'peerEnded' | 'expire' };

/** Where a closing handshake is. */
export interface HandshakeState {
  state: 'open' | 'closing' | 'closed';
  canSend: boolean;
  canReceive: boolean;
  awaits?: 'close' | 'end';
}

/** What to do after an event: the content of the Close frame to send, if there is one, and what to do with TCP. */
export type HandshakeStep = { sends?: Closing; transport: 'keep' | 'end' | 'destroy' } & HandshakeState;

export interface HandshakeOutcome {
  code: number;
  reason: string;
  wasClean: boolean;
  cause: 'local' | 'remote' | 'failure' | 'lost' | 'timeout';
}

export type HandshakeVector = Vector & {
  role: Endpoint;
  reply?: 'full';
  events: HandshakeEvent[];
  expect: {
    /** One for each event. */
    steps: (HandshakeStep | Refusal)[];
    outcome?: HandshakeOutcome;
    /** The code of the fault for which it failed the connection. */
    fault?: number;
  };
};

/** The files by name. Each is an object with this name as `operation` and with its `vectors`. */
export interface Vectors {
  codes: CodeVector[];
  'decode-payload': DecodePayloadVector[];
  'encode-payload': EncodePayloadVector[];
  'decode-frame': DecodeFrameVector[];
  'encode-frame': EncodeFrameVector[];
  'scan-stream': ScanVector[];
  'reason-byte-length': ReasonLengthVector[];
  'truncate-reason': TruncateVector[];
  'relay-close': RelayVector[];
  'reply-to-close': ReplyVector[];
  handshake: HandshakeVector[];
}

export type Operation = keyof Vectors;

/** A file of test/vectors, parsed. */
export type VectorFile = { [O in Operation]: { operation: O; vectors: Vectors[O] } }[Operation];
