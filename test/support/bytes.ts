import assert from 'node:assert/strict';

/** The bytes of hex text; spaces are ignored. */
export function bytes(hex: string): Uint8Array {
  const digits = hex.replaceAll(' ', '');
  assert.match(digits, /^([0-9a-f]{2})*$/i);
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

/** The bytes as hex text. */
export function hex(value: Uint8Array): string {
  return Buffer.from(value).toString('hex');
}

/** A text in UTF-8, from the runtime's encoder, not from ours. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A payload with a code and a reason, built without the library. */
export function payloadOf(code: number, reason: Iterable<number> | string = ''): Uint8Array {
  return Uint8Array.of(code >> 8, code & 0xff, ...(typeof reason === 'string' ? utf8(reason) : reason));
}

/** Every Unicode scalar value (no surrogates), or one in `step`. */
export function* scalars(step = 1): Generator<number> {
  for (let scalar = 0; scalar <= 0x10ffff; scalar += step) if (scalar < 0xd800 || scalar > 0xdfff) yield scalar;
}
