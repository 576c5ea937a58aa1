/**
 * UTF-8 decoding of reasons in the language alone, as of the Unicode Standard's table 3-7.
 * @module
 */

/**
 * Decodes `bytes[start … end)`, at most 126 bytes, as UTF-8. A U+FEFF at the head is kept.
 *
 * @returns The string; or, where the bytes are ill-formed, the offset in `bytes` of the first ill-formed sequence.
 */
export type Utf8Decoder = (bytes: Uint8Array, start: number, end: number) => string | number;

/**
 * A decoder that has `textOf` make the string of the first `count` of the code units, whose bytes `unitBytes` are. It
 * reads each byte once, so that memory which another thread changes cannot get past the checks.
 *
 * The rows of table 3-7 are held by what comes out of them, which leaves fewer branches than their bytes would:
 *
 * | code points        | first  | second     | third  | fourth | but for the bold ones, which would be |
 * |--------------------|--------|------------|--------|--------|---------------------------------------|
 * | U+0000..U+007F     | 00..7F |            |        |        |                                       |
 * | U+0080..U+07FF     | C2..DF | 80..BF     |        |        | of C0 and C1, under U+0080: overlong  |
 * | U+0800..U+0FFF     | E0     | **A0**..BF | 80..BF |        | under U+0800: overlong                |
 * | U+1000..U+CFFF     | E1..EC | 80..BF     | 80..BF |        |                                       |
 * | U+D000..U+D7FF     | ED     | 80..**9F** | 80..BF |        | U+D800..U+DFFF: surrogates            |
 * | U+E000..U+FFFF     | EE..EF | 80..BF     | 80..BF |        |                                       |
 * | U+10000..U+3FFFF   | F0     | **90**..BF | 80..BF | 80..BF | under U+10000: overlong               |
 * | U+40000..U+FFFFF   | F1..F3 | 80..BF     | 80..BF | 80..BF |                                       |
 * | U+100000..U+10FFFF | F4     | 80..**8F** | 80..BF | 80..BF | over U+10FFFF, as of F5..FF           |
 *
 * `^ 0x80` makes 00..3F, its six bits, of a continuation byte, and more of any other. The end of the reason counts as
 * such another one.
 */
export function unitsDecoder(
  textOf: (units: Uint16Array, count: number, unitBytes: Uint8Array) => string,
): Utf8Decoder {
  // V8 keeps no array of over 64 bytes on its heap, and one for each call would take longer than decoding. So there is
  // one for all calls, which is wiped: nothing of a peer's outlives its result. After an exception by one native call, as
  // V8 may notice in any loop that the stack is full. Four units at a time, because one by one takes 237 ns instead of 218
  // for 41 Chinese characters; as BigInts, because SES compartments have no Float64Array.
  const memory = new BigUint64Array(32); // for 123 code units, and decodeLeniently() looks at three bytes more
  const units = new Uint16Array(memory.buffer);
  const unitBytes = new Uint8Array(memory.buffer);

  // In one piece, as the writer is, so that V8 does not take it into its callers: with parts of it in them, a payload of
  // a code alone takes 12 ns to decode instead of 9.
  return (bytes, start, end) => {
    let count = 0;
    let illFormed = -1;
    try {
      let index = start;
      while (index < end) {
        const sequence = index;
        const first = bytes[index++]!;
        let scalar = first;
        if (first > 0x7f) {
          let bits = index < end ? bytes[index++]! ^ 0x80 : 0x80;
          let least = 0x80;
          scalar = ((first & 0x1f) << 6) | bits;
          if (first >= 0xe0) {
            const third = index < end ? bytes[index++]! ^ 0x80 : 0x80;
            bits |= third;
            least = 0x800;
            scalar = ((scalar & 0x3ff) << 6) | third; // of the first byte, now 4 bits
            if (first >= 0xf0) {
              const fourth = index < end ? bytes[index++]! ^ 0x80 : 0x80;
              bits |= fourth;
              least = 0x10000;
              scalar = (scalar << 6) | fourth;
            }
          }
          // The last but one: a surrogate.
          if (first < 0xc0 || bits > 0x3f || scalar < least || (scalar & ~0x7ff) === 0xd800 || scalar > 0x10ffff) {
            illFormed = sequence;
            break;
          }
          if (scalar > 0xffff) {
            units[count++] = 0xd7c0 + (scalar >> 10); // 0xd800, less 0x10000 >> 10
            scalar = 0xdc00 | (scalar & 0x3ff);
          }
        }
        units[count++] = scalar;
      }
      const result = illFormed < 0 ? textOf(units, count, unitBytes) : illFormed;
      for (let wiped = 0; 4 * wiped < count; wiped++) memory[wiped] = 0n;
      return result;
    } catch (error) {
      unitBytes.fill(0);
      throw error;
    }
  };
}

/** The decoder that needs nothing but the language. */
export function portableDecoder(): Utf8Decoder {
  // apply() takes any array-like; TypeScript's declaration of it knows only number[].
  return unitsDecoder((units, count) =>
    String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]),
  );
}
