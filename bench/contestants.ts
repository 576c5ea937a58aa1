/**
 * The contestants. Each goes through a set in its own loop, so that no two share a call site, and uses its results:
 * the last code unit of a reason, the last byte of a payload. The functions that they call are in constants: in a
 * bundle, loading an import took 1.7 of the 6.7 ns that a payload with only a code takes.
 */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as closeFrame from 'close-frame';
import type { Sample } from './corpora.js';

const { decodeClosePayload, encodeClosePayload, encodeClosePayloadInto, validateClosePayload } = closeFrame;
const require = createRequire(import.meta.url);

/** A file inside a package, whether or not the package exports it. */
export function internal(name: string, file: string): unknown {
  return require(join(dirname(require.resolve(`${name}/package.json`)), file));
}

const { isValidStatusCode, isValidUTF8 } = internal('ws', 'lib/validation.js') as {
  isValidStatusCode(code: number): boolean;
  isValidUTF8(bytes: Uint8Array): boolean;
};
const { ByteParser } = internal('undici', 'lib/web/websocket/receiver.js') as {
  ByteParser: { prototype: { parseCloseBody(body: Buffer): { code: number; reason: string; error: boolean } } };
};
const { parseCloseBody } = ByteParser.prototype;

/** Goes through a set once. The result depends on every payload. */
export type Pass = (set: readonly Sample[]) => number;

const lastUnit = (text: string): number => (text.length === 0 ? 0 : text.charCodeAt(text.length - 1));

/** What `ws` does with a Close payload: Receiver.controlMessage, and toString() on the reason that it emits. */
const wsDecode = (data: Buffer): { code: number; reason: string } | Error => {
  if (data.length === 0) return { code: 1005, reason: '' };
  if (data.length === 1)
    return wsError(RangeError, 'invalid payload length 1', 'WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH');
  const code = data.readUInt16BE(0);
  if (!isValidStatusCode(code)) return wsError(RangeError, `invalid status code ${code}`, 'WS_ERR_INVALID_CLOSE_CODE');
  const buf = data.subarray(2);
  if (!isValidUTF8(buf)) return wsError(Error, 'invalid UTF-8 sequence', 'WS_ERR_INVALID_UTF8');
  return { code, reason: buf.toString() };
};

/** The same checks without the string. */
const wsValidate = (data: Buffer): number | Error => {
  if (data.length === 0) return 1005;
  if (data.length === 1)
    return wsError(RangeError, 'invalid payload length 1', 'WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH');
  const code = data.readUInt16BE(0);
  if (!isValidStatusCode(code)) return wsError(RangeError, `invalid status code ${code}`, 'WS_ERR_INVALID_CLOSE_CODE');
  return isValidUTF8(data.subarray(2)) ? code : wsError(Error, 'invalid UTF-8 sequence', 'WS_ERR_INVALID_UTF8');
};

/** The same as Receiver.createError of `ws`. */
const wsError = (Kind: ErrorConstructor, message: string, code: string): Error => {
  const error = new Kind(`Invalid WebSocket frame: ${message}`);
  Error.captureStackTrace(error, wsError);
  return Object.assign(error, { code });
};

const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The textbook way: a DataView for the code and a fatal TextDecoder for the reason. */
const textbookDecode = (payload: Uint8Array): { code: number; reason: string } | undefined => {
  if (payload.length === 0) return { code: 1005, reason: '' };
  if (payload.length === 1) return undefined;
  const code = new DataView(payload.buffer, payload.byteOffset, payload.byteLength).getUint16(0);
  if (!isValidStatusCode(code)) return undefined;
  try {
    return { code, reason: fatal.decode(payload.subarray(2)) };
  } catch {
    return undefined;
  }
};

const { utf8Slice } = Buffer.prototype as Buffer & { utf8Slice?(start: number, end: number): string };

/** Only makes the string, without any checks; left out if the runtime lacks Node's method for that. */
const floor: Record<string, Pass> =
  utf8Slice === undefined
    ? {}
    : {
        'utf8Slice alone': (set) => {
          let sum = 0;
          for (const { payload } of set) {
            if (payload.length > 1) sum += lastUnit(utf8Slice.call(payload, 2, payload.length));
          }
          return sum;
        },
      };

export const decoders: Record<'close-frame' | 'ws' | 'textbook' | 'undici', Pass> = {
  'close-frame': (set) => {
    let sum = 0;
    for (const { payload } of set) {
      const result = decodeClosePayload(payload);
      sum += result.ok ? result.code + lastUnit(result.reason) : result.error.failCode;
    }
    return sum;
  },
  ws: (set) => {
    let sum = 0;
    for (const { payload } of set) {
      const result = wsDecode(payload);
      sum += result instanceof Error ? 1002 : result.code + lastUnit(result.reason);
    }
    return sum;
  },
  textbook: (set) => {
    let sum = 0;
    for (const { payload } of set) {
      const result = textbookDecode(payload);
      sum += result === undefined ? 1002 : result.code + lastUnit(result.reason);
    }
    return sum;
  },
  undici: (set) => {
    let sum = 0;
    for (const { payload } of set) {
      if (payload.length < 2) continue; // its parser rejects these earlier
      const result = parseCloseBody(payload);
      sum += result.code + lastUnit(result.reason);
    }
    return sum;
  },
  ...floor,
};

export const validators: Record<string, Pass> = {
  'close-frame': (set) => {
    let sum = 0;
    for (const { payload } of set) {
      const result = validateClosePayload(payload);
      sum += result.ok ? result.code : result.error.failCode;
    }
    return sum;
  },
  decodeClosePayload: (set) => {
    let sum = 0;
    for (const { payload } of set) {
      const result = decodeClosePayload(payload);
      sum += result.ok ? result.code + lastUnit(result.reason) : result.error.failCode;
    }
    return sum;
  },
  'ws without its string': (set) => {
    let sum = 0;
    for (const { payload } of set) {
      const result = wsValidate(payload);
      sum += result instanceof Error ? 1002 : result;
    }
    return sum;
  },
};

/**
 * The decoder for runtimes without Buffer: a second instance of the library, loaded while Buffer is hidden. The loop is
 * repeated here so that the two decoders share no call site.
 */
export async function portableDecoder(): Promise<Pass> {
  const { Buffer } = globalThis;
  Object.assign(globalThis, { Buffer: undefined });
  const { decodeClosePayload } = (await import(new URL('./portable.js', import.meta.url).href).finally(() => {
    Object.assign(globalThis, { Buffer });
  })) as typeof import('close-frame');
  return (set) => {
    let sum = 0;
    for (const { payload } of set) {
      const result = decodeClosePayload(payload);
      sum += result.ok ? result.code + lastUnit(result.reason) : result.error.failCode;
    }
    return sum;
  };
}

/** What Sender.close() of `ws` does before it frames the payload. */
export const wsEncode = (code: number, data: string): Buffer => {
  if (typeof code !== 'number' || !isValidStatusCode(code))
    throw new TypeError('First argument must be a valid error code number');
  if (data === undefined || !data.length) {
    const buf = Buffer.allocUnsafe(2);
    buf.writeUInt16BE(code, 0);
    return buf;
  }
  const length = Buffer.byteLength(data);
  if (length > 123) throw new RangeError('The message must not be greater than 123 bytes');
  const buf = Buffer.allocUnsafe(2 + length);
  buf.writeUInt16BE(code, 0);
  buf.write(data, 2);
  return buf;
};

const encoder = new TextEncoder();

/** The textbook way: a DataView for the code and TextEncoder.encodeInto for the reason. */
const textbookEncodeInto = (target: Uint8Array, code: number, reason: string): number => {
  if (!isValidStatusCode(code)) throw new RangeError('invalid code');
  new DataView(target.buffer, target.byteOffset).setUint16(0, code);
  const { read, written } = encoder.encodeInto(reason, target.subarray(2, 125));
  if (read < reason.length) throw new RangeError('reason too long');
  return 2 + written;
};

const target = Buffer.allocUnsafeSlow(256);

export const encoders: Record<'close-frame into' | 'close-frame' | 'ws' | 'textbook into', Pass> = {
  'close-frame into': (set) => {
    let sum = 0;
    for (const { code, reason } of set) {
      const result = encodeClosePayloadInto(target, 0, code, reason);
      if (result.ok) sum += target[result.written - 1]!;
    }
    return sum;
  },
  'close-frame': (set) => {
    let sum = 0;
    for (const { code, reason } of set) {
      const result = encodeClosePayload(code, reason);
      if (result.ok) sum += result.bytes[result.bytes.length - 1]!;
    }
    return sum;
  },
  ws: (set) => {
    let sum = 0;
    for (const { code, reason } of set) {
      const bytes = wsEncode(code, reason);
      sum += bytes[bytes.length - 1]!;
    }
    return sum;
  },
  'textbook into': (set) => {
    let sum = 0;
    for (const { code, reason } of set) sum += target[textbookEncodeInto(target, code, reason) - 1]!;
    return sum;
  },
};
