/**
 * From the form's controls to a frame or a payload, and back.
 * @module
 */

import { encodeCloseFrame, encodeClosePayload } from 'close-frame';
import type { Inspection } from 'close-frame/inspect';
import { codeFromName } from 'close-frame/names';
import { readBytes } from '../src/text/index.js';
import { hexOf } from './bytes/hex.js';

/** The values of the form's controls. */
export interface Composition {
  readonly code: string;
  readonly reason: string;
  /** What to compose: `''` a server's frame, `client` a client's frame, `payload` only the payload. */
  readonly send: string;
  readonly key: string;
}

/** The bytes; or why there are none, and which control is wrong. */
export type Composed =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly control: keyof Composition; readonly message: string };

export function compose({ code, reason, send, key }: Composition): Composed {
  const number = codeOf(code.trim());
  if (number === 'unknown') {
    return { ok: false, control: 'code', message: `No status code is called “${code.trim().slice(0, 60)}”.` };
  }
  const maskingKey = readBytes(key, 'hex');
  const needsKey = send === 'client';
  if (needsKey && (!maskingKey.ok || maskingKey.bytes.length !== 4)) {
    return { ok: false, control: 'key', message: 'A masking key is 4 bytes: 8 hex digits.' };
  }
  const result =
    send === 'payload'
      ? encodeClosePayload(number, reason)
      : encodeCloseFrame(
          number,
          reason,
          needsKey && maskingKey.ok ? { from: 'client', maskingKey: maskingKey.bytes } : {},
        );
  if (result.ok) return result;
  const { kind, message } = result.error;
  return { ok: false, control: kind.startsWith('reason') ? 'reason' : 'code', message };
}

/** The values of the controls that compose the inspected bytes, valid or not. */
export function compositionOf({ as, code, reason, fields }: Inspection): Composition {
  const key = fields.find(({ name }) => name === 'masking key')?.value;
  const send = as === 'payload' ? 'payload' : key === undefined ? '' : 'client';
  return { code: String(code ?? ''), reason, send, key: String(key ?? '').replace(/..(?=.)/g, '$& ') };
}

/** A new random masking key in hex. */
export function freshKey(): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(4)));
}

function codeOf(text: string): number | undefined | 'unknown' {
  if (text === '') return undefined;
  return /^-?\d+$/.test(text) ? Number(text) : (codeFromName(text) ?? 'unknown');
}
