/**
 * Which character each byte of a reason begins.
 * @module
 */

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A text for each byte: its character as something that can be seen; `''` for the further bytes of a character;
 * U+FFFD for what is not well-formed UTF-8.
 */
export function charactersOf(bytes: Uint8Array): string[] {
  const characters: string[] = [];
  while (characters.length < bytes.length) {
    const at = characters.length;
    const length = sequenceLength(bytes[at]!);
    const [character, ...more] = decoder.decode(bytes.subarray(at, at + length));
    const isWhole = at + length <= bytes.length && more.length === 0;
    characters.push(isWhole ? visible(character!) : '\ufffd');
    if (isWhole) for (let rest = 1; rest < length; rest++) characters.push('');
  }
  return characters;
}

/** How many bytes a sequence takes by its first. */
function sequenceLength(lead: number): number {
  if (lead < 0xc0) return 1;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** The character, or what stands for it where it takes no ink or would be drawn over its neighbours. */
function visible(character: string): string {
  if (character === ' ') return '\u2423';
  if (/\p{M}/u.test(character)) return `\u25cc${character}`;
  if (!/[\p{C}\p{Z}]/u.test(character)) return character;
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
