/**
 * What there is to inspect, by what the form says.
 * @module
 */

import type { InspectOptions } from 'close-frame/inspect';
import { type Reading, readBytes, type SpellingName, spellings } from '../src/text/index.js';
import { compose } from './compose.js';

/** Shown as long as nothing is given: a browser's Close frame. */
const EXAMPLE = '88 8c 37 fa 21 3d 34 13 55 5c 55 da 42 51 58 89 44 59';

/** Bytes and how to look at them, or which control of the form holds none. */
export type Input =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly options: InspectOptions;
      /** Where the bytes come from, in a few words. */
      readonly origin: string;
      /** Stand they for what was not given? */
      readonly isExample: boolean;
    }
  | {
      readonly ok: false;
      readonly control: string;
      readonly message: string;
      /** The characters of the control that are to blame. */
      readonly range: { readonly start: number; readonly end: number } | undefined;
    };

export function readInput(form: HTMLFormElement): Input {
  const data = new FormData(form);
  const get = (name: string) => String(data.get(name) ?? '');
  const from = oneOf(['client', 'server'], get('from'));
  const as = oneOf(['frame', 'payload'], get('as'));

  if (get('mode') === 'compose') {
    const send = get('send');
    const composed = compose({ code: get('code'), reason: get('reason'), send, key: get('key') });
    if (!composed.ok) return { ...composed, range: undefined };
    const options = { as: send === 'payload' ? 'payload' : 'frame' } as const;
    return { ok: true, bytes: composed.bytes, options, origin: 'composed', isExample: false };
  }

  const text = get('bytes');
  if (text.trim() === '' && as === undefined) {
    const example = readBytes(EXAMPLE);
    if (example.ok) return { ok: true, bytes: example.bytes, options: { from }, origin: 'an example', isExample: true };
  }
  if (text.trim() === '')
    return { ok: true, bytes: new Uint8Array(0), options: { as, from }, origin: 'nothing given', isExample: false };
  const spelling = oneOf(
    spellings.map(({ name }) => name),
    get('in'),
  );
  const reading = readBytes(text, spelling);
  if (!reading.ok) return { ok: false, control: 'bytes', message: messageOf(reading), range: reading };
  const origin = `read as ${titleOf(reading.spelling)}`;
  return { ok: true, bytes: reading.bytes, options: { as, from }, origin, isExample: false };
}

/** Why the text is not read, and how it could be. */
function messageOf({ message, readings }: Extract<Reading, { ok: false }>): string {
  const names = [...new Set(readings.map(({ spelling }) => titleOf(spelling)))];
  const choice = names.length > 1 ? `: as ${names.join(' or as ')}. Say which at “Written in”` : '';
  const places = names.length === 1 ? '. Leave only one of them' : '';
  return `${message[0]!.toUpperCase()}${message.slice(1)}${choice}${places}.`;
}

function titleOf(spelling: SpellingName): string {
  return spellings.find(({ name }) => name === spelling)!.title;
}

function oneOf<T extends string>(values: readonly T[], value: string): T | undefined {
  return values.find((candidate) => candidate === value);
}
