/** The pieces of inputs: codes and reasons that are valid, at a limit, or wrong in ways that codecs overlook. */

import fc from 'fast-check';

/** Codes on both sides of every limit, and any other. */
const uint16 = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(1000, 1001, 1003, 1007, 1011, 1014, 3000, 4000, 4999) },
  { weight: 2, arbitrary: fc.constantFrom(0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535) },
  { weight: 1, arbitrary: fc.nat(0xffff) },
);

/** The scalar values at the limits of table 3-7's rows, and those that decoders treat specially. */
const borders = [
  0x00, 0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0x1000, 0xcfff, 0xd000, 0xd7ff, 0xe000, 0xfeff, 0xfffd, 0xfffe, 0xffff,
  0x10000, 0x3ffff, 0x40000, 0xfffff, 0x100000, 0x10ffff,
].map((scalar) => String.fromCodePoint(scalar));

/** Texts. A repeated character can bring a reason to its limit. */
const text = fc.oneof(
  { weight: 3, arbitrary: fc.nat(12).map((length) => 'bye, bye now'.slice(0, length)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('a', 'é', '界', '😀'), fc.nat(126)).map(([unit, n]) => unit.repeat(n)),
  },
  { weight: 4, arbitrary: fc.constantFrom(...borders) },
  { weight: 1, arbitrary: fc.integer({ min: 0x80, max: 0xd7ff }).map((scalar) => String.fromCodePoint(scalar)) },
);

/** Bytes that look like a sequence: at the limits of table 3-7's columns, in any number. */
const sequence = fc
  .tuple(
    fc.constantFrom(...Buffer.from('80bfc0c1c2dfe0e1ecedeeeff0f1f3f4f5ff', 'hex')),
    fc.array(fc.constantFrom(...Buffer.from('80bf8f909fa07fc0', 'hex')), { maxLength: 3 }),
  )
  .map(([first, rest]) => [first, ...rest]);

/** A number written as a sequence of 2, 3 or 4 bytes, even if it is no scalar value or needs another length. */
const misfit = fc
  .tuple(
    fc.constantFrom(
      ...[0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000],
      ...[0xffff, 0x10000, 0x10ffff, 0x110000, 0x13ffff, 0x1fffff],
    ),
    fc.constantFrom(2, 3, 4),
  )
  .map(([number, length]) => {
    const marks = { 2: 0xc0, 3: 0xe0, 4: 0xf0 }[length]!;
    const bytes = Array.from({ length }, (_, at) => 0x80 | ((number >> (6 * (length - 1 - at))) & 0x3f));
    bytes[0] = marks | ((number >> (6 * (length - 1))) & (0x7f >> length));
    return bytes;
  });

const piece: fc.Arbitrary<Iterable<number>> = fc.oneof(
  { weight: 12, arbitrary: text.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: sequence },
  { weight: 1, arbitrary: misfit },
  { weight: 1, arbitrary: fc.array(fc.nat(255), { maxLength: 4 }) },
);

/** A payload. If its pieces are too long, it is usually cut to the limit, even in the middle of a character. */
export const payloadBytes = fc.oneof(
  {
    weight: 30,
    arbitrary: fc
      .tuple(uint16, fc.array(piece, { maxLength: 6, size: 'max' }), fc.constantFrom(125, 125, 125, 125, 124, 126, 200))
      .map(([code, pieces, limit]) => {
        const bytes = [code >> 8, code & 0xff];
        for (const piece of pieces) for (const byte of piece) bytes.push(byte);
        return Uint8Array.from(bytes.slice(0, limit));
      }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3 }) },
);

/** Codes as callers pass them: any number, or none. */
export const anyCode = fc.oneof(
  { weight: 8, arbitrary: uint16 },
  { weight: 1, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-0, Number.NaN, Infinity, -1, -1000, 1000.5, 65_536, 66_536, 2 ** 32 + 1000),
  },
);

/** Reasons as callers pass them, sometimes with halves of characters. */
export const anyText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: text },
      { weight: 1, arbitrary: fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff', '\udc00\ud800') },
    ),
    { maxLength: 6, size: 'max' },
  )
  .map((texts) => texts.join(''));
