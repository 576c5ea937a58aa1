/** Bytes as tools and languages print them, sorted by spelling. */

import { readdirSync, readFileSync } from 'node:fs';

export interface Sample {
  readonly what: string;
  readonly text: string;
  /** In hex, or `refuse`. */
  readonly bytes: string;
}

const folder = new URL('samples/', import.meta.url);

/** The samples of each spelling, and of texts that are `refused`: one file each. */
export const samples: Readonly<Record<string, readonly Sample[]>> = Object.fromEntries(
  readdirSync(folder).map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Sample[],
  ]),
);
