/**
 * Reads a stream of hex in lines and chunks of any length: `88 05`, `88:05`, `88-05`, `0x88, 0x05`, `\x88\x05`, `8805`.
 * @module
 */

import { UsageError } from './command.js';
import { quote } from './quote.js';

/** The kind of an ASCII character: the value of a digit, or one of these. */
const SEPARATOR = -1;
const PREFIX_X = -2;
const BACKSLASH = -3;
const OTHER = -4;

const kinds = Int8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[0-9a-f]/i.test(char)) return Number.parseInt(char, 16);
  if (/[\s:,;-]/.test(char)) return SEPARATOR;
  if (/x/i.test(char)) return PREFIX_X;
  return char === '\\' ? BACKSLASH : OTHER;
});

/** Reads hex text in pieces that may be cut anywhere. Between pieces, it keeps at most one digit: half a byte. */
export class HexReader {
  /** The first digit of a byte whose second digit is still to come, otherwise -1. */
  #high = -1;
  /** How many digits in a row come before the current character. */
  #digits = 0;
  /** Was the last character a backslash? Only an `x` may follow it. */
  #escaped = false;
  #line = 1;
  #column = 0;

  /**
   * @returns The bytes that the text spells.
   * @throws UsageError if it is not hex.
   */
  push(text: string): Uint8Array {
    const bytes = new Uint8Array(text.length); // more than enough, even with a digit from the last piece
    let length = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      this.#column++;
      const kind = code < 128 ? kinds[code]! : isSpace(code) ? SEPARATOR : OTHER;
      if (kind >= 0 && !this.#escaped) {
        this.#digits++;
        if (this.#high < 0) this.#high = kind;
        else {
          bytes[length++] = this.#high * 16 + kind;
          this.#high = -1;
        }
        continue;
      }
      const isPrefix = kind === PREFIX_X && (this.#escaped || (this.#digits === 1 && this.#high === 0));
      if (!isPrefix && (this.#escaped || kind === PREFIX_X || kind === OTHER)) throw this.#noHex(text.codePointAt(at)!);
      if (!isPrefix) this.#checkWhole();
      this.#high = -1;
      this.#digits = 0;
      this.#escaped = kind === BACKSLASH;
      if (code === 10) {
        this.#line++;
        this.#column = 0;
      }
    }
    return bytes.subarray(0, length);
  }

  /** @throws UsageError if the text ended with half a byte. */
  end(): void {
    if (this.#escaped) throw this.#noHex(92);
    this.#column++;
    this.#checkWhole();
  }

  #checkWhole(): void {
    if (this.#high < 0) return;
    const digit = this.#high.toString(16);
    throw new UsageError(`half a byte: the digit ${digit} ${this.#where(1)} is alone; a byte is two digits, as in 03.`);
  }

  #noHex(codePoint: number): UsageError {
    const char = String.fromCodePoint(codePoint);
    const advice = /[\p{Cc}\uFFFD]/u.test(char)
      ? 'raw bytes become hex with xxd -p'
      : 'give pairs of the digits 0–9 and a–f, as in 88 02 03 e8';
    return new UsageError(`not hex: ${quote(char)} ${this.#where(0)}; ${advice}.`);
  }

  /** @param back - How many columns before the current character. */
  #where(back: number): string {
    return `at line ${this.#line}, column ${this.#column - back}`;
  }
}

/** Is the character a space? Web pages contain spaces outside ASCII, and a file may begin with a byte order mark. */
function isSpace(code: number): boolean {
  return /\s/.test(String.fromCharCode(code));
}

/** The bytes of a whole text in hex; throws a UsageError if it is not hex. */
export function parseHex(text: string): Uint8Array {
  const reader = new HexReader();
  const bytes = reader.push(text);
  reader.end();
  return bytes;
}

/** The bytes in hex, in pairs. */
export function hexPairs(bytes: Uint8Array): string[] {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
}

/** The bytes in hex, without separators. */
export function hexOf(bytes: Uint8Array): string {
  return hexPairs(bytes).join('');
}
