/**
 * Decodes reasons from UTF-8 (RFC 3629; the Unicode Standard, table 3-7) in plain JavaScript.
 * @module
 */

/**
 * Decodes `bytes[start … end)`, at most 126 bytes, as UTF-8. A U+FEFF at the start is kept.
 *
 * @returns The string; or, if the bytes are ill-formed, the index in `bytes` of the first ill-formed sequence.
 */
export type Utf8Decoder = (bytes: Uint8Array, start: number, end: number) => string | number;

/**
 * Makes a decoder. `textOf` makes the string from the first `count` code units; `unitBytes` are the bytes of the same
 * units. Each byte is read only once, so another thread that changes the memory cannot get anything past the checks.
 *
 * The code point is checked after decoding, which takes fewer branches than checking the bytes against these rows:
 *
 * | code points        | first  | second     | third  | fourth | otherwise it would be               |
 * |--------------------|--------|------------|--------|--------|-------------------------------------|
 * | U+0000..U+007F     | 00..7F |            |        |        |                                     |
 * | U+0080..U+07FF     | C2..DF | 80..BF     |        |        | C0, C1: under U+0080, overlong      |
 * | U+0800..U+0FFF     | E0     | **A0**..BF | 80..BF |        | under U+0800, overlong              |
 * | U+1000..U+CFFF     | E1..EC | 80..BF     | 80..BF |        |                                     |
 * | U+D000..U+D7FF     | ED     | 80..**9F** | 80..BF |        | U+D800..U+DFFF, surrogates          |
 * | U+E000..U+FFFF     | EE..EF | 80..BF     | 80..BF |        |                                     |
 * | U+10000..U+3FFFF   | F0     | **90**..BF | 80..BF | 80..BF | under U+10000, overlong             |
 * | U+40000..U+FFFFF   | F1..F3 | 80..BF     | 80..BF | 80..BF |                                     |
 * | U+100000..U+10FFFF | F4     | 80..**8F** | 80..BF | 80..BF | over U+10FFFF, as also after F5..FF |
 *
 * `^ 0x80` turns a continuation byte into its six bits, 00..3F, and any other byte into a larger number. Past the end
 * of the reason, the result is taken to be 0x80, which is such a number.
 */
export function unitsDecoder(
  textOf: (units: Uint16Array, count: number, unitBytes: Uint8Array) => string,
): Utf8Decoder {
  // Allocated once, because allocating more than 64 bytes takes longer than decoding; and wiped after each call, so
  // that nothing a peer sent outlives its result. After an exception, a single native call wipes it, because in a loop
  // the stack may overflow again. Wiped as BigInts, four units at a time: 218 ns instead of 237 for 41 Chinese
  // characters (npm run bench). Not as a Float64Array, which SES compartments lack.
  const memory = new BigUint64Array(32); // for the 123 code units of a reason, and 3 more for decodeLeniently()
  const units = new Uint16Array(memory.buffer);
  const unitBytes = new Uint8Array(memory.buffer);

  // One large function, which V8 does not inline: if V8 inlined parts of it, decoding a code would take 12 ns, not 9.
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
            scalar = ((scalar & 0x3ff) << 6) | third; // keeps only 4 bits of the first byte
            if (first >= 0xf0) {
              const fourth = index < end ? bytes[index++]! ^ 0x80 : 0x80;
              bits |= fourth;
              least = 0x10000;
              scalar = (scalar << 6) | fourth;
            }
          }
          // The fourth condition rejects surrogates.
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

/** The decoder in plain JavaScript. */
export function portableDecoder(): Utf8Decoder {
  // apply() takes any array-like object; TypeScript only declares number[].
  return unitsDecoder((units, count) =>
    String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]),
  );
}
