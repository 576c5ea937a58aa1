/**
 * Reasons in bytes as text.
 * @module
 */

/** A well-formed sequence of UTF-8 in percent-encoding as far as its first byte says, or else a single byte. */
const SEQUENCES = /(?:%[0-7].)+|%[cd].%[89ab].|%e.(?:%[89ab].){2}|%f.(?:%[89ab].){3}|%../g;

/**
 * The text of a reason in UTF-8, of any length, with U+FFFD for what is ill-formed. It goes through the language's own
 * decodeURIComponent, which adds a fifth of what the codec's decoder adds to a bundle (npm run size).
 *
 * @param bytes - Known to be a Uint8Array. Only its elements are read, each once: all else of it could mislead.
 */
export function textOf(bytes: Uint8Array): string {
  let encoded = '';
  for (let at = 0, byte = bytes[0]; byte !== undefined; byte = bytes[++at]) {
    encoded += `%${(0x100 + byte).toString(16).slice(1)}`;
  }
  return encoded.replace(SEQUENCES, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return '\uFFFD';
    }
  });
}
