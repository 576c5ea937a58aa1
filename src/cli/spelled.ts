/**
 * Reads bytes from the arguments or the standard input, and explains why a text is refused.
 * @module
 */

import { type BytesRead, type Reading, readBytes, type SpellingName, spellings } from '../text/index.js';
import { type Candidate, type Context, UsageError } from './command.js';
import { hexOf } from './hex.js';
import { encodingOf, readAll } from './input.js';
import { countOf } from './words.js';

/** The values of `--in`. */
export const spellingNames: readonly string[] = [...spellings.map(({ name }) => name), 'raw'];

/** Bytes and their spelling; or a refusal. */
export type Spelled =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly spelling: string; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly readings: readonly Candidate[] };

/** How many bytes of a reading a refusal shows. */
const MAX_SHOWN_BYTES = 16;

/** How many readings a refusal shows. JSON contains all. */
const MAX_SHOWN_READINGS = 4;

/** The bytes of the arguments, or of the standard input if they are a `-`. */
export async function readSpelled({ io, options, operands }: Context): Promise<Spelled> {
  const spelling = options['base64'] ? 'base64' : options['in'];
  const isInput = operands.includes('-');
  if (operands.length === 0) {
    throw new UsageError('no bytes: give them, as in close-frame decode 88 02 03 e8, or - for the standard input.');
  }
  if (isInput && operands.length > 1) {
    throw new UsageError('- means the standard input: give either - or bytes, not both.');
  }
  if (spelling === 'raw') {
    if (!isInput) throw new UsageError('--in raw reads the standard input: give a - instead of the bytes.');
    return { ok: true, bytes: await readAll(io), spelling, text: '' };
  }
  const text = isInput ? await readText(io) : operands.join(' ');
  const reading = readBytes(text, spelling as SpellingName | undefined); // commander has checked it
  if (reading.ok) return { ok: true, bytes: reading.bytes, spelling: reading.spelling, text };
  const readings = reading.readings.map(candidateOf);
  return { ok: false, message: `${sentence(reading, text)}${advice(reading, text)}`, readings };
}

async function readText(io: Context['io']): Promise<string> {
  const bytes = await readAll(io);
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function candidateOf({ spelling, bytes }: BytesRead): Candidate {
  return { spelling, bytes: hexOf(bytes) };
}

type Refusal = Extract<Reading, { ok: false }>;

/** What is wrong, where, and the readings. */
function sentence({ message, start, readings }: Refusal, text: string): string {
  const lines = text.slice(0, start).split('\n');
  const place =
    readings.length > 0 || text.trim() === '' ? '' : ` (line ${lines.length}, column ${lines.at(-1)!.length + 1})`;
  const list = readings.slice(0, MAX_SHOWN_READINGS).map(({ spelling, bytes }) => {
    const shown = hexOf(bytes.subarray(0, MAX_SHOWN_BYTES));
    const more = bytes.length > MAX_SHOWN_BYTES ? `… (${countOf(bytes.length, 'byte')})` : '';
    return `${spelling} ${shown}${more}`;
  });
  if (readings.length > list.length) list.push(`${readings.length - list.length} more`);
  return `${message}${place}${list.length > 0 ? `: ${list.join(', or ')}` : ''}`;
}

function advice({ readings }: Refusal, text: string): string {
  const names = new Set(readings.map(({ spelling }) => spelling));
  if (names.size > 1) return `; --in ${[...names].join(' or --in ')} picks one.`;
  if (readings.length > 1) return '; give only one of them.';
  if (text.trim() === '') return '; with --in raw, an empty input is an empty payload.';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters show that the input is not text.
  if (/[\x00-\x08\x0e-\x1a\ufffd]/.test(text)) return '; if these are raw bytes, add --in raw.';
  const code = /(?<![\d.:])[1-4]\d{3}(?![\d.:])/.exec(text)?.[0];
  return code === undefined ? '.' : `; close-frame codes ${code} explains that code.`;
}
