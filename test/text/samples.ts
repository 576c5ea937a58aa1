/** Texts as tools and languages print bytes, by the spelling that they are in; `bytes` is hex, or `refuse`. */

import { readdirSync, readFileSync } from 'node:fs';

export interface Sample {
  readonly what: string;
  readonly text: string;
  readonly bytes: string;
}

const folder = new URL('samples/', import.meta.url);

/** The samples of each file, by its name without the extension: a spelling, or `refused`. */
export const samples: Readonly<Record<string, readonly Sample[]>> = Object.fromEntries(
  readdirSync(folder).map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Sample[],
  ]),
);
